"""What the team did in a process: changes of the set-up by its versions, the rest by the log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from faden.backbone.audit.models import LogEntry
from faden.backbone.people.models import Person
from faden.backbone.processes.models import Process
from faden.backbone.processes.queries import history
from faden.surfaces.process_setup.queries.plans import plan_by_slug

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from faden.backbone.processes.queries.history import Change, Version

SENTENCES: dict[str, StrOrPromise] = {
    "media.attach": _("A picture was added."),
    "media.describe": _("The description of a picture was changed."),
    "media.move": _("The order of the pictures was changed."),
    "media.remove": _("A picture was removed."),
    "media.attach_document": _("A document was added."),
    "media.describe_document": _("The title of a document, or who sees it, was changed."),
    "media.move_document": _("The order of the documents was changed."),
    "media.remove_document": _("A document was removed."),
    "processes.invite": _("Somebody was invited."),
    "processes.uninvite": _("An invitation was taken back."),
    "processes.create_preview": _("A preview link was made."),
    "processes.revoke_preview": _("A preview link was ended."),
}
SUBJECTS = ["media.image", "media.document", "processes.invitation", "processes.previewlink"]


@dataclass(frozen=True)
class Step:
    """Something that somebody of the team did at a moment."""

    at: datetime
    author: Person | None
    changes: list[Change]
    sentence: StrOrPromise = ""  # where there is nothing to compare


def steps_of(process: Process, *, start: int, limit: int) -> list[Step]:
    """Return the steps of one page of versions, the newest first: three queries.

    What the log says besides stands between the versions of its time.
    """
    versions = history(process, start=max(start - 1, 0), limit=limit + min(start, 1))
    shown = versions[1:] if start else versions
    after = shown[-1].at if shown and shown[-1].number > 1 else None
    before = versions[0].at if start and versions else None
    steps = [_step(process, found) for found in shown]
    steps += _logged(_log(process, after=after, before=before))
    return sorted(steps, key=lambda step: step.at, reverse=True)


def _step(process: Process, version: Version) -> Step:
    """Return the step; the first is the process itself, not one of its changes."""
    if version.number > 1:
        return Step(version.at, version.author, version.changes)
    plan = plan_by_slug(process.template) if process.template else None
    created = _("Created from the template “%(name)s”.") % {"name": plan.name} if plan else ""
    return Step(version.at, version.author, [], created or _("Created."))


def _log(
    process: Process, *, after: datetime | None, before: datetime | None
) -> QuerySet[LogEntry]:
    is_of_entry = Q(facts__process=process.pk, facts__milestone__isnull=False)
    is_access = Q(facts__process=process.pk, subject_type__startswith="processes.")
    found = LogEntry.objects.filter(
        Q(facts__item=process.pk) | is_of_entry | is_access,
        subject_type__in=SUBJECTS,
        action__in=SENTENCES,
    )
    if after is not None:
        found = found.filter(recorded_at__gte=after)
    return found.filter(recorded_at__lt=before) if before is not None else found


def _logged(entries: Iterable[LogEntry]) -> list[Step]:
    found = list(entries)
    people = Person.objects.in_bulk({entry.actor_id for entry in found if entry.actor_id})
    return [
        Step(
            entry.recorded_at,
            people.get(entry.actor_id or 0),
            [],
            SENTENCES[entry.action],
        )
        for entry in found
    ]
