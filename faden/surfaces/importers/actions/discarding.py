"""Taking back what a cancelled import has written: nobody has seen it yet."""

from datetime import datetime

from django.db.models import Q

from faden.backbone.audit.actions import action, record
from faden.backbone.items.models import Item, Origin
from faden.participation.ideas.models import Idea
from faden.shared.comments.models import Comment
from faden.surfaces.importers import queries
from faden.surfaces.importers.models import ImportRun

ROWS_AT_ONCE = 200


@action
def discard_some(run_id: int, *, now: datetime) -> int:
    """Delete some rows of the run and return how many; the run ends when there are none.

    Comments go before the ideas they are about.
    """
    run = queries.locked_run(run_id)
    if run.state != ImportRun.State.REMOVING:
        return 0
    if found := _unseen(run, Comment.kind_name):
        Comment.objects.filter(
            Q(pk__in=found) | Q(in_reply_to__in=found) | Q(root__in=found)
        ).update(in_reply_to=None, root=None)
        return _deleted(found)
    if found := _unseen(run, Idea.kind_name):
        return _deleted(found)
    run.files.update(n_done=0, n_new=0, n_unchanged=0, n_differing=0)
    run.state, run.finished_at = ImportRun.State.CANCELLED, now
    run.save(update_fields=["state", "finished_at"])
    record("importers.discard", run, actor=None)
    return 0


def _unseen(run: ImportRun, kind: str) -> list[int]:
    """Return some of the rows from the source that were never shown."""
    imported = Origin.objects.filter(
        source=run.source,
        item__kind=kind,
        item__process=run.process_id,
        item__visibility=Item.Visibility.STAFF,
        item__published_at=None,
    )
    return list(imported.order_by("item_id").values_list("item_id", flat=True)[:ROWS_AT_ONCE])


def _deleted(ids: list[int]) -> int:
    Item.objects.filter(pk__in=ids).delete()
    return len(ids)
