"""What phases open and how long things take, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from faden.backbone.items.kinds import kind
from faden.backbone.items.models import visibilities
from faden.backbone.people.models import Level
from faden.backbone.processes.models import (
    Opening,
    deciders,
    participation_levels,
    rating_modes,
)
from faden.surfaces.process_setup.plans import Plan, PlannedOpening

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

DAYS_OF_MONTH = 30.44
DAYS_OF_WEEK = 7
LONGEST_IN_WEEKS = timedelta(days=100).days


def openings_of_plan(openings: Iterable[PlannedOpening]) -> list[str]:
    """Return "Submit an idea: without an account" for each opening of a template."""
    return [
        _one(opening.kind, opening.verb, Level[opening.level.upper()], opening.minimum_age)
        for opening in openings
    ]


def openings_of_phase(openings: Iterable[Opening]) -> list[str]:
    """Return "Submit an idea: without an account, only Hiddesen" for each opening of a phase."""
    return [_of_phase(opening) for opening in openings]


def _of_phase(opening: Opening) -> str:
    words = _one(opening.kind, opening.verb, Level(opening.level), opening.minimum_age)
    names = sorted(opening.district_names.values())
    return ", ".join(
        [words, _("only %(names)s") % {"names": ", ".join(names)}] if names else [words]
    )


def _one(kind_name: str, verb_name: str, level: Level, minimum_age: int) -> str:
    verb = next(verb for verb in kind(kind_name).verbs if verb.name == verb_name)
    terms = ", ".join(_terms(level, minimum_age))
    return _("%(verb)s: %(terms)s") % {"verb": verb.label, "terms": terms}


def _terms(level: Level, minimum_age: int) -> Iterator[str]:
    label = str(level.label)
    yield label[:1].lower() + label[1:]
    if minimum_age:
        yield _("from %(age)s years on") % {"age": minimum_age}


def facts_of(plan: Plan) -> list[tuple[str, str]]:
    """Return what a template sets besides texts and dates, each with its name."""
    needs_concept = _("needed before publishing") if plan.requires_concept else _("not needed")
    binds = _("binding") if plan.is_binding else _("advisory")
    who = _label(deciders(), plan.decided_by)
    return [
        (_("Level of participation"), _label(participation_levels(), plan.participation)),
        (_("Who decides"), f"{who}, {binds}"),
        (_("Seen by"), _label(visibilities(), plan.visibility)),
        (_("Rating"), _label(rating_modes(), plan.rating_mode)),
        (_("Participation concept"), needs_concept),
        (_("Action fields"), ", ".join(plan.action_fields)),
        (_("Who takes part"), ", ".join(plan.groups_involved)),
    ]


def _label(choices: Iterable[tuple[Any, StrOrPromise]], code: str) -> str:
    return str(dict(choices)[code])


def duration_of(plan: Plan) -> str:
    """Return how long a process of the template takes, as one says it: "about 19 months"."""
    if plan.days <= LONGEST_IN_WEEKS:
        weeks = max(1, round(plan.days / DAYS_OF_WEEK))
        return ngettext("about %(n)s week", "about %(n)s weeks", weeks) % {"n": weeks}
    months = round(plan.days / DAYS_OF_MONTH)
    return ngettext("about %(n)s month", "about %(n)s months", months) % {"n": months}
