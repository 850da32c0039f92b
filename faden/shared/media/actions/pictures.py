"""What the job that re-encodes pictures writes."""

from functools import partial

from django.db import transaction

from faden.backbone.audit.actions import action, record
from faden.shared.media import files
from faden.shared.media.models import Image
from faden.shared.media.pixels import Reencoded


@action
def publish(image: Image, reencoded: Reencoded) -> bool:
    """Show the picture in its widths, whose files are written; return False if it is gone."""
    row = Image.objects.select_for_update().filter(pk=image.pk).first()
    if row is None:
        return False
    row.state = Image.State.READY
    row.width, row.height = reencoded.width, reencoded.height
    row.save(update_fields=["state", "width", "height"])
    record("media.publish", row, actor=None, state=row.state)
    transaction.on_commit(partial(files.remove_original, row.key))
    return True


@action
def refuse(image: Image) -> None:
    """Give the picture up whose pixels cannot be read; its file goes."""
    row = Image.objects.select_for_update().filter(pk=image.pk).first()
    if row is None:
        return
    row.state = Image.State.REFUSED
    row.save(update_fields=["state"])
    record("media.refuse", row, actor=None, state=row.state)
    transaction.on_commit(partial(files.remove, row.key))
