"""To whom an opening applies: level, district, age. Pure, like all rules."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from faden.backbone.people.models import Level, Person
from faden.backbone.processes.models import Opening, Process
from faden.backbone.processes.rules.roles import Standing
from faden.lib.refused import Refusal, Remedy

DECLARE_AGE = "processes.declare_age"
HELPFUL = (Remedy.SIGN_IN, Remedy.CONFIRM_EMAIL, Remedy.VERIFY)


def needed_level(opening: Opening) -> Level:
    """Return the level from which the opening can be used.

    Where somebody lives and how old they are is known of people with confirmed residence only.
    """
    if opening.district_names or opening.minimum_age:
        return Level.VERIFIED
    return Level(opening.level)


def condition_refusal(opening: Opening, *, standing: Standing) -> Refusal | None:
    """Return why the opening is not for whoever asks, whatever the time."""
    needed = needed_level(opening)
    if standing.level < needed:
        return _level_refusal(opening, needed, standing)
    return _district_refusal(opening, standing) or _opening_age_refusal(opening, standing)


def exclusion(opening: Opening, *, standing: Standing) -> Refusal | None:
    """Return why the opening will never be for whoever asks, as far as that is known."""
    refusal = condition_refusal(opening, standing=standing)
    if refusal is not None and refusal.remedy not in HELPFUL:
        return refusal
    return _too_young(opening.phase.process.minimum_age, standing)


def age_refusal(process: Process, *, standing: Standing) -> Refusal | None:
    """Return why somebody is too young for the process, or must say that they are not.

    A checked date of birth decides; whoever has none says their age once.
    """
    years, person = process.minimum_age, standing.person
    if _checked_age(person, standing.today) is not None:
        return _too_young(years, standing)
    if years <= ((person and person.declared_age) or 0):
        return None
    return Refusal(
        DECLARE_AGE,
        _("This is for people from %(age)s years on. Please say that you are old enough."),
        {"age": years},
    )


def age_to_declare(refusal: Refusal | None) -> int:
    """Return the age, in years, that a form asks people to confirm; 0: nothing is to be asked."""
    return int(refusal.facts["age"]) if refusal and refusal.code == DECLARE_AGE else 0


def beyond_age(refusal: Refusal | None) -> Refusal | None:
    """Return the refusal, unless a form can ask for the age: then there is none."""
    return None if age_to_declare(refusal) else refusal


def age_on(day: date, *, born_on: date) -> int:
    """Return the completed years of life; who is born on 29 February completes them with 1 March.

    Sections 187 (2) and 188 (2) BGB.
    """
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def _level_refusal(opening: Opening, needed: Level, standing: Standing) -> Refusal:
    person = standing.person
    has_account = person is not None and person.email is not None
    remedy = Remedy.CONFIRM_EMAIL if has_account else Remedy.SIGN_IN
    if needed < Level.VERIFIED:
        return Refusal(
            "processes.needs_account", _("This is open to people with an account."), remedy=remedy
        )
    if standing.level == Level.REGISTERED:
        remedy = Remedy.VERIFY
    return Refusal(
        "processes.needs_verified",
        _("This is open to people whose residence is confirmed."),
        _facts(opening),
        remedy,
    )


def _district_refusal(opening: Opening, standing: Standing) -> Refusal | None:
    names, person = opening.district_names, standing.person
    if not names or person is None or person.district_id in names:
        return None
    if person.district_id is None:
        return Refusal(
            "processes.needs_district",
            _("This is only for people of %(districts)s. We do not know yet where you live."),
            _facts(opening),
            Remedy.VERIFY,
        )
    return Refusal(
        "processes.other_district", _("This is only for people of %(districts)s."), _facts(opening)
    )


def _opening_age_refusal(opening: Opening, standing: Standing) -> Refusal | None:
    if opening.minimum_age and _checked_age(standing.person, standing.today) is None:
        return Refusal(
            "processes.needs_age",
            _("This is for people from %(age)s years on. We do not know your age yet."),
            {"age": opening.minimum_age},
            Remedy.VERIFY,
        )
    return _too_young(opening.minimum_age, standing)


def _too_young(years: int, standing: Standing) -> Refusal | None:
    age = _checked_age(standing.person, standing.today)
    if age is None or age >= years:
        return None
    return Refusal(
        "processes.too_young", _("This is for people from %(age)s years on."), {"age": years}
    )


def _checked_age(person: Person | None, today: date) -> int | None:
    if person is None or person.born_on is None:
        return None
    return age_on(today, born_on=person.born_on)


def _facts(opening: Opening) -> dict[str, str]:
    names = opening.district_names.values()
    return {"districts": ", ".join(sorted(names))} if names else {}
