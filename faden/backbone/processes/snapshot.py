"""How a process is set up, as a flat mapping of texts: what its history keeps and compares.

Keys are "summary", "field.7.name", "phase.3.starts_at", "milestone.9.text": stable codes, whose
words in the reader's language `label` gives. A person's name or address is never among the texts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Model

from faden.backbone.processes.models import (
    ActionField,
    Concept,
    Milestone,
    Opening,
    Phase,
    Process,
)

Snapshot = Mapping[str, str]
OF_PROCESS = (
    "title",
    "visibility",
    "summary",
    "description",
    "participation",
    "can_influence",
    "is_fixed",
    "who_decides",
    "decided_by",
    "is_binding",
    "answer_by",
    "with_results",
    "groups_involved",
    "progress_basis",
    "progress_percent",
    "progress_meaning",
    "minimum_age",
    "rating_mode",
    "edit_minutes",
    "keeps_from_search_engines",
    "requires_concept",
    "is_released_by_two",
    "archived_at",
    "language",
)
OF_CONCEPT = ("aims", "responsible", "target_groups", "course", "evaluation", "resources")
OF_PHASE = (
    "name",
    "kind",
    "description",
    "starts_at",
    "ends_at",
    "visibility",
    "moderation",
    "hides_ratings",
)
OF_MILESTONE = (
    "title",
    "text",
    "state",
    "starts_on",
    "ends_on",
    "precision",
    "event_starts_on",
    "event_ends_on",
    "place",
    "links",
    "visibility",
    "reason",
    "was_on",
    "was_until",
    "was_precision",
)


def snapshot_of(process: Process) -> Snapshot:
    """Return how the process is set up now, read anew: six queries."""
    stored = Process.objects.select_related("unit").get(pk=process.pk)
    return {key: text for key, text in _entries(stored) if text}


def written(snapshot: Snapshot) -> str:
    """Return the text that a revision keeps."""
    return json.dumps(snapshot, ensure_ascii=False, separators=(",", ":"))


def read(text: str) -> Snapshot:
    """Return the snapshot of a revision's text; an erased one is empty."""
    found: dict[str, str] = json.loads(text or "{}")
    return found


def differences(before: Snapshot, after: Snapshot) -> dict[str, tuple[str, str]]:
    """Return `{key: (old, new)}` of what is not the same, in the order of the process's parts."""
    keys = dict.fromkeys([*before, *after])
    pairs = {key: (before.get(key, ""), after.get(key, "")) for key in keys}
    return {key: pair for key, pair in pairs.items() if pair[0] != pair[1]}


def _entries(process: Process) -> Iterator[tuple[str, str]]:
    yield from _columns("", process, OF_PROCESS)
    yield "unit", process.unit.display_name if process.unit else ""
    concept = Concept.objects.filter(process=process).first()
    yield from _columns("concept.", concept or Concept(), OF_CONCEPT)
    for position, field in enumerate(ActionField.objects.filter(process=process), 1):
        yield f"field.{field.pk}.name", field.name
        yield f"field.{field.pk}.position", str(position)
    for phase in Phase.objects.filter(process=process).prefetch_related("openings__districts"):
        yield from _columns(f"phase.{phase.pk}.", phase, OF_PHASE)
        yield from _openings(phase)
    for milestone in Milestone.objects.filter(process=process):
        yield from _columns(f"milestone.{milestone.pk}.", milestone, OF_MILESTONE)


def _openings(phase: Phase) -> Iterator[tuple[str, str]]:
    for opening in sorted(phase.openings.all(), key=lambda o: (o.kind, o.verb)):
        yield f"phase.{phase.pk}.opens.{opening.kind}.{opening.verb}", _terms(opening)


def _terms(opening: Opening) -> str:
    """Return for whom it is open: "1", "2|16", "2|0|Hiddesen, Pivitsheide"."""
    districts = ", ".join(sorted(opening.district_names.values()))
    terms = [str(opening.level), str(opening.minimum_age), districts]
    return "|".join(terms[: 3 if districts else 2 if opening.minimum_age else 1])


def _columns(prefix: str, row: Model, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name in names:
        yield f"{prefix}{name}", _text(getattr(row, name))


def _text(value: Any) -> str:
    if value is None or value == []:
        return ""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else str(value)
