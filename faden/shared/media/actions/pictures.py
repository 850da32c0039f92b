"""What the job that re-encodes pictures writes."""

from functools import partial

from django.db import transaction

from faden.backbone.audit.actions import action, record
from faden.backbone.people.models import Person
from faden.shared.media import files
from faden.shared.media.actions.removal import facts_on
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


@action
def replace_pixels(image: Image, reencoded: Reencoded, *, actor: Person) -> None:
    """Show these pixels instead, under a new address that no browser has kept the old ones of.

    The caller asked its own rule, and has locked what the picture hangs on.
    """
    before, image.key = image.key, files.new_key()
    for step, content in reencoded.variants.items():
        files.write(image.key, files.variant(step), content=content)
    image.width, image.height = reencoded.width, reencoded.height
    image.save(update_fields=["key", "width", "height"])
    record("media.replace_pixels", image, actor=actor, **facts_on(image.target))
    transaction.on_commit(partial(files.remove, before))
