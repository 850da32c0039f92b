"""What a process needs before it is shown, and what of it can no longer be changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from faden.backbone.people.models import Level, Person
from faden.backbone.places.models import District
from faden.backbone.processes.models import Concept, Phase, Process
from faden.backbone.processes.rules.openings import phase_state
from faden.backbone.processes.rules.roles import Role
from faden.lib.refused import Refusal

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FOUR_LINES = ("can_influence", "is_fixed", "who_decides", "answer_by")
CONCEPT_PARTS = ("aims", "responsible", "target_groups", "course", "evaluation", "resources")
LONGEST_PREVIEW = timedelta(days=30)


class Opens(NamedTuple):
    """One verb that a phase opens."""

    kind: str  # "idea"
    verb: str  # "submit"
    level: Level
    minimum_age: int = 0  # years, by a checked date of birth
    districts: Sequence[District] = ()  # none: for people of all


def missing_for_publishing(
    process: Process, *, n_phases: int, concept: Concept | None
) -> dict[str, StrOrPromise]:
    """Return `{part: name}` of what is still missing before the process can be shown.

    Parts are "can_influence" and the other lines, "phases", "unit", "concept.aims" and the other
    parts of the concept, "with_results".
    """
    missing = _empty(process, FOUR_LINES)
    if not n_phases:
        missing["phases"] = _("at least one phase")
    if process.unit_id is None:
        missing["unit"] = _("the responsible office")
    if process.requires_concept:
        parts = _empty(concept or Concept(), CONCEPT_PARTS)
        missing |= {f"concept.{part}": name for part, name in parts.items()}
        missing |= _empty(process, ["with_results"])
    return missing


def _empty(row: Process | Concept, columns: Iterable[str]) -> dict[str, StrOrPromise]:
    """Return `{column: name}` of the texts that say nothing."""
    return {
        column: row._meta.get_field(column).verbose_name  # type: ignore[union-attr]  # a column
        for column in columns
        if not getattr(row, column).strip()
    }


def publish_refusal(missing: Mapping[str, StrOrPromise]) -> Refusal | None:
    """Return why a process that lacks these parts is not shown to the public or invited people."""
    names = [str(name) for name in missing.values()]
    if not names:
        return None
    return Refusal(
        "processes.incomplete",
        _("Before this process can be published, it needs: %(missing)s."),
        {"missing": get_text_list(names, gettext("and"))},
    )


def unit_refusal(unit: Person | None) -> Refusal | None:
    """Return why this cannot be the responsible office, or None."""
    if unit is not None and unit.kind != Person.Kind.UNIT:
        return Refusal("processes.no_office", _("Please choose an office of the city."))
    return None


def field_name_refusal(slug: str, taken: Iterable[str]) -> Refusal | None:
    """Return why an action field cannot have the name with this address, or None."""
    if not slug:
        return Refusal(
            "processes.field_unreadable", _("Please use letters or digits that everybody can read.")
        )
    if slug in taken:
        return Refusal("processes.field_exists", _("There is a field of action of this name."))
    return None


def field_in_use_refusal(n_contributions: int) -> Refusal:
    """Return why a field of action that contributions use stays."""
    return Refusal(
        "processes.field_in_use",
        _("This field of action has contributions (%(n)s). Rename it, or move them first."),
        {"n": n_contributions},
    )


def phase_refusal(phase: Phase, opens: Iterable[Opens]) -> Refusal | None:
    """Return why there cannot be such a phase, or None."""
    if phase.ends_at is not None and phase.ends_at <= phase.starts_at:
        return Refusal("processes.phase_backwards", _("The phase must end after it starts."))
    if phase.hides_ratings and phase.ends_at is None:
        return Refusal(
            "processes.hidden_for_ever",
            _("Counts can be hidden only in a phase that has an end."),
        )
    if phase.hides_ratings and not any(opened.verb == "rate" for opened in opens):
        return Refusal(
            "processes.nothing_to_hide",
            _("Counts can be hidden only in a phase in which people rate."),
        )
    return None


def phase_change_refusal(
    phase: Phase, changes: Mapping[str, Any], *, is_published: bool, now: datetime
) -> Refusal | None:
    """Return why a phase that people have seen cannot be changed like this, or None.

    What was promised and what has happened stays: a beginning that has passed, an end that would
    shut out what came in meanwhile, counts that were to be hidden until the end.
    """
    state = phase_state(phase, now=now)
    if not is_published or state == "future":
        return None
    after = {name: getattr(phase, name) for name in ("starts_at", "ends_at", "hides_ratings")}
    after |= changes
    if after["starts_at"] != phase.starts_at:
        return Refusal(
            "processes.phase_has_begun",
            _("This phase has begun. Its beginning can no longer be changed."),
        )
    is_other_end = after["ends_at"] != phase.ends_at
    if is_other_end and after["ends_at"] is not None and after["ends_at"] < now:
        return Refusal(
            "processes.end_has_passed",
            _("This phase cannot end in the past: people have taken part since."),
        )
    if state == "current" and phase.hides_ratings and not after["hides_ratings"]:
        return Refusal(
            "processes.hiding_was_promised",
            _("It was announced that the counts are hidden until the end of this phase."),
        )
    return None


def phase_removal_refusal(phase: Phase, *, is_published: bool, now: datetime) -> Refusal | None:
    """Return why a phase stays: it has begun, so what came in by it needs its dates and terms."""
    if is_published and phase_state(phase, now=now) != "future":
        return Refusal(
            "processes.phase_stays",
            _("This phase has begun and stays for the record. You can let it end now."),
        )
    return None


def preview_refusal(expires_at: datetime, *, now: datetime) -> Refusal | None:
    """Return why a preview cannot be open until then, or None."""
    if now < expires_at <= now + LONGEST_PREVIEW:
        return None
    return Refusal(
        "processes.preview_too_long",
        _("A preview must end in the future, after at most %(days)s days."),
        {"days": LONGEST_PREVIEW.days},
    )


def stored_key(key: str) -> str:
    """Return what is kept of a preview's key: whoever reads the table cannot open the preview."""
    return hashlib.sha256(key.encode()).hexdigest()


def grant_refusal(
    person: Person, role: Role, *, for_all: bool, expires_at: datetime | None, now: datetime
) -> Refusal | None:
    """Return why the person cannot hold the role, or None."""
    if person.email is None or not person.is_active:
        return Refusal("processes.no_account", _("Only people with an account can hold a role."))
    if role == Role.ADMINISTRATOR and not for_all:
        return Refusal(
            "processes.administers_all", _("The administration is for the whole platform.")
        )
    if expires_at is not None and expires_at <= now:
        return Refusal("processes.role_expired", _("The role must end in the future."))
    return None


def last_administrator_refusal(n_others: int) -> Refusal | None:
    """Return why the only administrator stays one; others count if their role has no end."""
    if n_others:
        return None
    return Refusal(
        "processes.last_administrator",
        _("Somebody has to look after the platform. Name another administrator first."),
    )
