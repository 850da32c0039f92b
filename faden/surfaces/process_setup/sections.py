"""The sections of setting a process up: in which order, where, and what each says in short."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from faden.backbone.processes.models import Process
from faden.backbone.processes.rules import phase_state
from faden.backbone.processes.rules import progress as progress_of
from faden.lib.dates import city_day
from faden.surfaces.process_setup.queries import SetUp
from faden.web.sections import Section

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Part:
    """One section; `note` says in short what is set, `is_done` whether that will do."""

    name: str  # of its address and in `rules.section_of`
    label: StrOrPromise
    note: Callable[[SetUp], str]
    is_done: Callable[[SetUp], bool]


def _basics(found: SetUp) -> str:
    unit = found.process.unit
    return unit.display_name if unit else _("No office is responsible yet")


def _lines(found: SetUp) -> str:
    process = found.process
    binds = _("binding") if process.is_binding else _("advisory")
    return f"{process.get_participation_display()}, {binds}"


def _phases(found: SetUp) -> str:
    n, now = len(found.phases), found.now
    running = [phase.name for phase in found.phases if phase_state(phase, now=now) == "current"]
    count = ngettext("%(n)s phase", "%(n)s phases", n) % {"n": n}
    if not running:
        return count
    return _("%(count)s, now: %(names)s") % {"count": count, "names": ", ".join(running)}


def _timetable(found: SetUp) -> str:
    n = len(found.milestones)
    return ngettext("%(n)s entry", "%(n)s entries", n) % {"n": n}


def _fields(found: SetUp) -> str:
    n = len(found.fields)
    return ngettext("%(n)s action field", "%(n)s action fields", n) % {"n": n}


def _rules(found: SetUp) -> str:
    process = found.process
    age = process.minimum_age
    from_age = _("from %(age)s years on") % {"age": age} if age else _("for any age")
    return f"{process.get_rating_mode_display()}, {from_age}"


def _progress(found: SetUp) -> str:
    known = progress_of(found.process, found.milestones, today=city_day(found.now))
    how = _("computed from the milestones") if known.is_computed else _("set by hand")
    return f"{known.percent}\N{NO-BREAK SPACE}%, {how}"


def _concept(found: SetUp) -> str:
    return _("Needed") if found.process.requires_concept else _("Not needed here")


def _files(found: SetUp) -> str:
    if not found.n_images:
        return _("No picture yet")
    n = found.n_documents
    documents = ngettext("%(n)s document", "%(n)s documents", n) % {"n": n}
    return _("A picture and %(documents)s") % {"documents": documents} if n else _("A picture")


def _has_picture(found: SetUp) -> bool:
    return found.n_images > 0


def _team(found: SetUp) -> str:
    if not found.is_moderated:
        return _("Nobody has the role to moderate yet")
    n = len({grant.person_id for grant in found.team})
    return ngettext("%(n)s person", "%(n)s people", n) % {"n": n}


def _access(found: SetUp) -> str:
    n = found.n_invited
    seen_by = str(found.process.get_visibility_display())
    invited = ngettext("%(n)s invited address", "%(n)s invited addresses", n) % {"n": n}
    return f"{seen_by}, {invited}" if n else seen_by


def _always(found: SetUp) -> bool:  # noqa: ARG001 - as parts ask
    return True


PARTS = (
    Part("basics", gettext_lazy("Basics"), _basics, lambda found: bool(found.process.summary)),
    Part("lines", gettext_lazy("What people can influence"), _lines, _always),
    Part("phases", gettext_lazy("Phases"), _phases, lambda found: bool(found.phases)),
    Part("timetable", gettext_lazy("Timetable"), _timetable, lambda found: bool(found.milestones)),
    Part("fields", gettext_lazy("Action fields"), _fields, lambda found: bool(found.fields)),
    Part("rules", gettext_lazy("Rules for ideas"), _rules, _always),
    Part("progress", gettext_lazy("Progress"), _progress, _always),
    Part(
        "concept",
        gettext_lazy("Concept and results"),
        _concept,
        lambda found: bool(found.process.with_results),
    ),
    Part("files", gettext_lazy("Picture and documents"), _files, _has_picture),
    Part("team", gettext_lazy("Who works for it"), _team, lambda found: found.is_moderated),
    Part("access", gettext_lazy("Access"), _access, _always),
)
AFTER = {"": "basics"} | {part.name: after.name for part, after in pairwise(PARTS)}


def sections_of(set_up: SetUp, *, current: str = "") -> list[Section]:
    """Return the sections of the process, each with what is set in it and what is missing."""
    return list(_sections(set_up, current))


def _sections(set_up: SetUp, current: str) -> Iterator[Section]:
    lacking = {section for section, _label in set_up.missing} | set_up.open_places.keys()
    for part in PARTS:
        is_open = part.name in lacking
        done = "done" if part.is_done(set_up) else ""
        yield Section(
            part.label,
            address(part.name, set_up.process),
            "missing" if is_open else done,
            part.note(set_up),
            is_current=part.name == current,
        )


def address(name: str, process: Process) -> str:
    """Return the address of a section; of the one to publish in behind the last."""
    return reverse(f"process_setup:{name}", args=[process.slug])


def label_of(name: str) -> StrOrPromise:
    """Return what the section is called."""
    return next(part.label for part in PARTS if part.name == name)


def next_address(name: str, process: Process) -> str:
    """Return the address of the section after this one; after the last, of publishing."""
    return address(AFTER.get(name, "publish"), process)


@dataclass(frozen=True)
class Point:
    """What is still open in a section."""

    section: StrOrPromise
    url: str
    says: list[StrOrPromise]


@dataclass(frozen=True)
class StillOpen:
    """What to look at before publishing, by section in their order."""

    missing: list[Point]  # without it nothing is published
    places: list[Point]  # in square brackets, left by a template to be filled in
    warnings: list[Point]


def still_open(set_up: SetUp) -> StillOpen:
    """Return all that is open, the same wherever it is shown."""
    places = [(section, place) for section, found in set_up.open_places.items() for place in found]
    return StillOpen(
        _points(set_up, set_up.missing),
        _points(set_up, places),
        _points(set_up, list(_warnings(set_up))),
    )


def _warnings(set_up: SetUp) -> Iterator[tuple[str, StrOrPromise]]:
    told = _("“%(entry)s” has other dates than the phase “%(phase)s”.")
    for entry, phase in set_up.contradictions:
        yield "timetable", told % {"entry": entry.title, "phase": phase.name}
    if not set_up.is_moderated:
        yield "team", _("Nobody has the role to moderate yet")


def _points(set_up: SetUp, found: Iterable[tuple[str, StrOrPromise]]) -> list[Point]:
    says: dict[str, list[StrOrPromise]] = {}
    for section, words in found:
        says.setdefault(section, []).append(words)
    return [
        Point(part.label, address(part.name, set_up.process), says[part.name])
        for part in PARTS
        if part.name in says
    ]


def next_section(set_up: SetUp) -> Section | None:
    """Return the first section in which something is still to be done."""
    return next((found for found in sections_of(set_up) if found.state == "missing"), None)
