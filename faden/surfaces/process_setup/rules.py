"""What a process still needs, and what cannot become a template. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from faden.backbone.processes.models import Concept, Milestone, Phase, Process
from faden.backbone.processes.rules import CONCEPT_PARTS, FOUR_LINES
from faden.lib.refused import Refusal

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# "[Ort des Workshops]", but not "[Programm](https://...)" as Markdown writes links.
PLACE = re.compile(r"(?<!\])\[[^\[\]\n]+\](?![(\[:])")
TEXTS = {
    "basics": ("title", "summary", "description"),
    "lines": FOUR_LINES,
    "concept": ("with_results",),
    "progress": ("progress_meaning",),
}


def missing_in(
    process: Process, *, n_phases: int, concept: Concept | None
) -> list[tuple[str, StrOrPromise]]:
    """Return `[(section, what is missing in it)]`: the rule of `publish_refusal`, by section."""
    lines, parts = _empty(process, FOUR_LINES), _empty(concept or Concept(), CONCEPT_PARTS)
    results = _empty(process, ["with_results"])
    found = [("lines", label) for label in lines]
    if not n_phases:
        found.append(("phases", _("at least one phase")))
    if process.unit_id is None:
        found.append(("basics", _("the responsible office")))
    if process.requires_concept:
        found += [("concept", label) for label in (*parts, *results)]
    return found


def _empty(row: Process | Concept, columns: Iterable[str]) -> list[StrOrPromise]:
    """Return the names of the columns that say nothing."""
    return [
        row._meta.get_field(column).verbose_name  # type: ignore[union-attr]  # a column
        for column in columns
        if not getattr(row, column).strip()
    ]


def open_places(
    process: Process,
    phases: Iterable[Phase],
    *,
    milestones: Iterable[Milestone],
    concept: Concept | None,
) -> dict[str, list[str]]:
    """Return `{section: ["[Ort]", ...]}`: what a template left to be filled in."""
    found: dict[str, list[str]] = {}
    for section, text in _texts(process, phases, milestones, concept or Concept()):
        found.setdefault(section, []).extend(PLACE.findall(text))
    return {section: places for section, places in found.items() if places}


def _texts(
    process: Process, phases: Iterable[Phase], milestones: Iterable[Milestone], concept: Concept
) -> Iterator[tuple[str, str]]:
    for section, names in TEXTS.items():
        yield from ((section, getattr(process, name)) for name in names)
    yield from (("concept", getattr(concept, part)) for part in CONCEPT_PARTS)
    for phase in phases:
        yield from (("phases", text) for text in (phase.name, phase.description))
    for entry in milestones:
        yield from (("timetable", text) for text in (entry.title, entry.text, entry.place))


def template_refusal(
    name: str, *, slug: str, in_use: Iterable[str], n_phases: int
) -> Refusal | None:
    """Return why the process cannot be kept as a template of this name, or None."""
    if not slug:
        return Refusal("process_setup.nameless", _("The name needs a letter or a number."))
    if slug in in_use:
        return Refusal(
            "process_setup.name_taken",
            _("There is a template of this name: %(name)s."),
            {"name": name},
        )
    if not n_phases:
        return Refusal(
            "process_setup.no_phases", _("A template needs at least one phase to begin with.")
        )
    return None
