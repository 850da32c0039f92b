"""Pictures and documents as the team sees them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from faden.backbone.people.models import Person
from faden.backbone.processes.models import Milestone, Process
from faden.backbone.processes.queries import standing
from faden.shared.media.models import Document, Image
from faden.shared.media.queries import (
    documents_of,
    documents_of_milestones,
    images_of,
    images_of_milestones,
)


def files_of(
    target: Process | Milestone, person: Person, *, now: datetime
) -> dict[str, Sequence[Image] | Sequence[Document]]:
    """Return what is attached to the process or entry, as the forms of `media` take it."""
    pk = target.pk
    if isinstance(target, Milestone):
        sees = standing(person, target.process_id, now=now).sees
        return {
            "attached_images": images_of_milestones([target]).get(pk, []),
            "attached_documents": documents_of_milestones([target], sees=sees).get(pk, []),
        }
    sees = standing(person, pk, now=now).sees
    return {
        "attached_images": images_of([target]).get(pk, []),
        "attached_documents": documents_of([target], sees=sees).get(pk, []),
    }
