"""What somebody has begun to write and kept."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.participation.ideas.models import IdeaDraft

DRAFTS_KEPT = timedelta(days=90)  # since they were touched last


def draft_of(person: Person | None, process: Item) -> IdeaDraft | None:
    """Return what the person has kept in the process, or None."""
    if person is None or person.email is None:
        return None
    return IdeaDraft.objects.filter(person=person, process_id=process.pk).first()


def old_drafts(*, now: datetime) -> QuerySet[IdeaDraft]:
    """Return the drafts that have had their time."""
    return IdeaDraft.objects.filter(updated_at__lt=now - DRAFTS_KEPT)
