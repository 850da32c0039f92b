"""How the set-up of a process changed, for its team and for the public."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db.models import QuerySet
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from faden.backbone.items.models import Revision
from faden.backbone.people.models import Person
from faden.backbone.processes import words
from faden.backbone.processes.models import Process
from faden.backbone.processes.snapshot import Snapshot, differences, read

PAGE_SIZE = 20  # versions
READ_AT_ONCE = 50  # versions
FOR_THE_TEAM = {
    "visibility",
    "edit_minutes",
    "requires_concept",
    "moderation",
    "is_released_by_two",
    "progress_basis",
    "concept",
}
SHOWN = {Process.Visibility.PUBLIC, Process.Visibility.INVITED}


@dataclass(frozen=True)
class Change:
    """One thing that is not as it was."""

    key: str  # "phase.3.starts_at"
    label: str  # "Phase “Ideen sammeln”: starts"
    old: str
    new: str


@dataclass(frozen=True)
class Version:
    """How somebody left the process at a moment, against the version before."""

    number: int
    at: datetime
    author: Person | None
    changes: list[Change]


@dataclass(frozen=True)
class PublicChange:
    """What everybody may know of a change: when, which office, what of the process."""

    at: datetime
    unit_name: str
    sentence: str


def history(process: Process, *, start: int = 0, limit: int = PAGE_SIZE) -> list[Version]:
    """Return versions with their differences, the newest first; one query."""
    revisions = list(versions_of(process).select_related("author")[start : start + limit + 1])
    texts = [read(revision.text) for revision in revisions]
    before = [*texts[1:], {}]
    found = zip(revisions, texts, before, strict=False)  # of the last there may be none before
    return [_version(*version) for version in islice(found, limit)]


def versions_of(process: Process) -> QuerySet[Revision]:
    """Return what is kept of the process's set-up, the newest first."""
    return Revision.objects.filter(item=process.pk).order_by("-number")


def public_history(process: Process, *, limit: int = PAGE_SIZE) -> list[PublicChange]:
    """Return what changed of what the public sees since it was published; one query."""
    if process.published_at is None:
        return []
    return list(islice(_public_changes(process, since=process.published_at), limit))


def _version(revision: Revision, after: Snapshot, before: Snapshot) -> Version:
    changes = [
        Change(key, words.label(key, after, before), words.value(key, old), words.value(key, new))
        for key, (old, new) in differences(before, after).items()
    ]
    return Version(revision.number, revision.created_at, revision.author, changes)


def _public_changes(process: Process, *, since: datetime) -> Iterator[PublicChange]:
    revisions = versions_of(process).iterator(chunk_size=READ_AT_ONCE)
    after = next(revisions, None)
    while after is not None and after.created_at >= since:
        before = next(revisions, None)
        new = read(after.text)
        if sentence := _sentence(read(before.text if before else ""), new):
            yield PublicChange(after.created_at, new.get("unit", ""), sentence)
        after = before


def _sentence(before: Snapshot, after: Snapshot) -> str:
    if after.get("visibility") not in SHOWN:
        return ""
    if before.get("visibility") not in SHOWN:
        return _("Published.")
    changed = differences(_public_part(before), _public_part(after))
    if "archived_at" in changed:
        return _("Archived.") if "archived_at" in after else _("Taken out of the archive.")
    names = dict.fromkeys(words.part_name(key) for key in changed)
    if not names:
        return ""
    return _("Changed: %(parts)s.") % {"parts": get_text_list(list(names), _("and"))}


def _public_part(snapshot: Snapshot) -> Snapshot:
    return {
        key: text
        for key, text in snapshot.items()
        if key.partition(".")[0] not in FOR_THE_TEAM and _is_public(key, snapshot)
    }


def _is_public(key: str, snapshot: Mapping[str, str]) -> bool:
    """Return whether the phase or entry to which the key belongs is public, or it is of neither."""
    visibility = snapshot.get(".".join([*key.split(".")[:2], "visibility"]))
    return visibility in (None, Process.Visibility.PUBLIC)
