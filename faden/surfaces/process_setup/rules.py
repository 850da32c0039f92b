"""What a process still needs, and what cannot become a template. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from faden.backbone.processes.models import Concept, Milestone, Phase, Process
from faden.backbone.processes.rules import CONCEPT_PARTS, FOUR_LINES, when_it_happens
from faden.lib.dates import city_day, last_day
from faden.lib.fuzzy_date import FuzzyDate, Precision
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


def contradictions(
    phases: Iterable[Phase], milestones: Iterable[Milestone]
) -> list[tuple[Milestone, Phase]]:
    """Return the entries of the timetable that name a phase but give other days than it has.

    "Online-Dialog zur Agenda" names the phase "Online-Dialog". Of several phases of that name one
    that fits is enough, and days are compared as exactly as the entry says them.
    """
    found = []
    for entry in milestones:
        named = [phase for phase in phases if _names(entry, phase)]
        if named and not any(_agree(entry, phase) for phase in named):
            found.append((entry, named[0]))
    return found


def _names(entry: Milestone, phase: Phase) -> bool:
    if entry.state == Milestone.State.CANCELLED:
        return False
    return f"{entry.title} ".casefold().startswith(f"{phase.name} ".casefold())


def _agree(entry: Milestone, phase: Phase) -> bool:
    said, first = when_it_happens(entry), city_day(phase.starts_at)
    last = last_day(phase.ends_at) if phase.ends_at else None
    if str(FuzzyDate(first, said.precision)) != str(FuzzyDate(said.start, said.precision)):
        return False
    is_exact = said.precision == Precision.DAY and said.until is not None and last is not None
    return said.until == last if is_exact else True


def template_refusal(
    name: str, *, slug: str, in_use: Iterable[str], n_phases: int
) -> Refusal | None:
    """Return why the process cannot be kept as a template of this name, or None."""
    if not slug:
        return Refusal("process_setup.nameless", _("The name needs a letter or a number."))
    if slug in in_use:
        return name_taken(name)
    if not n_phases:
        return Refusal(
            "process_setup.no_phases", _("A template needs at least one phase to begin with.")
        )
    return None


def name_taken(name: str) -> Refusal:
    """Return that a template of this name is there."""
    return Refusal(
        "process_setup.name_taken",
        _("There is a template of this name: %(name)s."),
        {"name": name},
    )


def removal_refusal(*, is_author: bool, is_administrator: bool) -> Refusal | None:
    """Return why somebody cannot remove a template of the city, or None if they can."""
    if is_author or is_administrator:
        return None
    return Refusal(
        "process_setup.not_your_template",
        _("Only who saved this template, or the administration, can remove it."),
    )
