"""What a process still needs, and what cannot become a template. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from faden.backbone.processes.models import Concept, Milestone, Phase, Process
from faden.backbone.processes.rules import CONCEPT_PARTS, FOUR_LINES
from faden.lib.refused import Refusal

# "[Ort des Workshops]", but not "[Programm](https://...)" as Markdown writes links.
PLACE = re.compile(r"(?<!\])\[[^\[\]\n]+\](?![(\[:])")
TEXTS = {
    "basics": ("title", "summary", "description"),
    "lines": FOUR_LINES,
    "concept": ("with_results",),
    "progress": ("progress_meaning",),
}


def section_of(part: str) -> str:
    """Return the section in which this part of `missing_for_publishing` is set."""
    if part in FOUR_LINES:
        return "lines"
    if part.startswith("concept.") or part == "with_results":
        return "concept"
    return {"unit": "basics"}.get(part, part)


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
