"""To whom alone something is open: district, age, invitation; and what would help."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from faden.backbone.people.models import Person
from faden.backbone.people.tests.factories import NOON, a_person, a_verified_person
from faden.backbone.places.tests.factories import a_district
from faden.backbone.processes.form_part import WithAge
from faden.backbone.processes.models import Opening, Phase, Process
from faden.backbone.processes.queries import openings_of, refusal_in
from faden.backbone.processes.rules import (
    Standing,
    age_on,
    age_to_declare,
    beyond_age,
    level_of,
    needed_level,
    rating_value_refusal,
    ratings_hidden_until,
    verb_refusal,
)
from faden.backbone.processes.tests.factories import (
    GUEST,
    REGISTERED,
    VERIFIED,
    a_phase,
    a_process,
    an_open_process,
    an_opening,
)
from faden.lib.refused import Refusal, Remedy

DAY = timedelta(days=1)
HIDDESEN, PIVITSHEIDE = 1, 2
ONLY_THERE = "This is only for people of Hiddesen, Pivitsheide."
CONFIRMED = "This is open to people whose residence is confirmed."
NAMES = {HIDDESEN: "Hiddesen", PIVITSHEIDE: "Pivitsheide"}


def an_opening_of(first=-1, end=1, level=GUEST, districts=(), minimum_age=0):
    """An opening by days from NOON; it is not stored."""
    of = Process(visibility="public")
    phase = Phase(process=of, starts_at=NOON + first * DAY, ends_at=NOON + end * DAY)
    opening = Opening(phase=phase, kind="idea", verb="submit", level=level, minimum_age=minimum_age)
    opening.district_names = {pk: NAMES[pk] for pk in districts}
    return opening


def somebody(**facts):
    """Somebody with a confirmed account; not stored."""
    return Person(**({"email": "a@example.org", "email_confirmed_at": NOON} | facts))


def a_resident(district=None, born_on=None):
    return somebody(verified_at=NOON, district_id=district, born_on=born_on)


def answer(person, *openings):
    """(code, remedy, words) of the refusal, or None."""
    asking = Standing(person, level_of(person), frozenset(), NOON)
    with translation.override("en"):
        refusal = verb_refusal(openings, kind="idea", verb="submit", standing=asking)
        return refusal and (refusal.code.removeprefix("processes."), refusal.remedy, str(refusal))


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (
            None,
            (
                "needs_verified",
                Remedy.SIGN_IN,
                CONFIRMED,
            ),
        ),
        (
            somebody(email_confirmed_at=None),
            (
                "needs_verified",
                Remedy.CONFIRM_EMAIL,
                CONFIRMED,
            ),
        ),
        (
            somebody(),
            (
                "needs_verified",
                Remedy.VERIFY,
                CONFIRMED,
            ),
        ),
        (
            a_resident(),
            (
                "needs_district",
                Remedy.VERIFY,
                f"{ONLY_THERE} We do not know yet where you live.",
            ),
        ),
        (a_resident(HIDDESEN), None),
        (a_resident(PIVITSHEIDE), None),
        (
            a_resident(3),
            ("other_district", Remedy.NONE, ONLY_THERE),
        ),
    ],
    ids=[
        "visitor",
        "unconfirmed",
        "account",
        "residence of old",
        "there",
        "there too",
        "elsewhere",
    ],
)
def test_some_districts_only(person, expected):
    assert answer(person, an_opening_of(districts=(PIVITSHEIDE, HIDDESEN))) == expected


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (None, ("needs_verified", Remedy.SIGN_IN)),
        (somebody(declared_age=18), ("needs_verified", Remedy.VERIFY)),
        (a_resident(), ("needs_age", Remedy.VERIFY)),
        (a_resident(born_on=date(2010, 5, 4)), None),
        (a_resident(born_on=date(2010, 5, 5)), ("too_young", Remedy.NONE)),
    ],
    ids=["visitor", "has only said so", "residence of old", "birthday today", "birthday tomorrow"],
)
def test_from_an_age_on_by_a_checked_date_of_birth(person, expected):
    refusal = answer(person, an_opening_of(minimum_age=16))

    assert (refusal and refusal[:2]) == expected


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (None, "declare_age"),
        (somebody(email=None, email_confirmed_at=None, declared_age=16), None),
        (somebody(), "declare_age"),
        (somebody(declared_age=14), "declare_age"),
        (somebody(declared_age=16), None),
        (somebody(declared_age=18), None),
        (a_resident(), "declare_age"),
        (a_resident(born_on=date(2000, 1, 1)), None),
        (a_resident(born_on=date(2015, 1, 1)), "too_young"),
    ],
    ids=[
        "visitor",
        "guest who said so",
        "account",
        "said too little",
        "said so",
        "said more",
        "residence of old",
        "known to be old enough",
        "known to be too young",
    ],
)
def test_the_minimum_age_of_a_process_is_said_where_it_is_not_known(person, expected):
    opening = an_opening_of()
    opening.phase.process.minimum_age = 16

    assert (answer(person, opening) or [None])[0] == expected


def test_a_checked_date_of_birth_outdoes_what_somebody_said():
    opening = an_opening_of()
    opening.phase.process.minimum_age = 16
    person = a_resident(born_on=date(2015, 1, 1))
    person.declared_age = 18

    assert answer(person, opening)[0] == "too_young"


def test_what_must_be_said_of_the_age_stands_in_the_words_and_in_the_facts():
    refusal = Refusal("processes.declare_age", "From %(age)s years on", {"age": 16})
    other = Refusal("processes.over", "Over")

    assert [age_to_declare(r) for r in (refusal, other, None)] == [16, 0, 0]
    assert [beyond_age(r) for r in (refusal, other, None)] == [None, other, None]


@pytest.mark.parametrize(
    ("born_on", "day", "years"),
    [
        (date(2010, 5, 4), date(2026, 5, 3), 15),
        (date(2010, 5, 4), date(2026, 5, 4), 16),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2024, 2, 29), 16),
        (date(2026, 5, 4), date(2026, 5, 4), 0),
    ],
)
def test_completed_years_of_life(born_on, day, years):
    assert age_on(day, born_on=born_on) == years


@pytest.mark.parametrize(
    ("opening", "level"),
    [
        ({"level": GUEST}, GUEST),
        ({"level": REGISTERED}, REGISTERED),
        ({"level": VERIFIED}, VERIFIED),
        ({"level": GUEST, "minimum_age": 16}, VERIFIED),
        ({"level": REGISTERED, "districts": [HIDDESEN]}, VERIFIED),
    ],
)
def test_where_and_how_old_somebody_is_is_known_of_confirmed_people_only(opening, level):
    assert needed_level(an_opening_of(**opening)) == level


ELSEWHERE = a_resident(3)


@pytest.mark.parametrize(
    ("openings", "expected"),
    [
        ([(-1, 1, [HIDDESEN]), (2, 3, [])], "not_yet_open"),
        ([(-1, 1, [HIDDESEN]), (-3, -2, [])], "other_district"),
        ([(2, 3, [HIDDESEN])], "other_district"),
        ([(2, 3, [HIDDESEN]), (4, 5, [])], "not_yet_open"),
        ([(-3, -2, [HIDDESEN])], "over"),
        ([(-1, 1, [HIDDESEN]), (-1, 1, [])], None),
    ],
    ids=[
        "later it is for all",
        "it was for all",
        "it will never be for them",
        "first for others, then for all",
        "over for those as well",
        "two at once",
    ],
)
def test_whoever_will_never_be_let_in_is_not_told_to_wait(openings, expected):
    made = [an_opening_of(first, end, districts=where) for first, end, where in openings]

    refusal = answer(ELSEWHERE, *made)

    assert (refusal and refusal[0]) == expected


def test_of_phases_at_once_the_easiest_condition_is_told():
    narrow, wide = an_opening_of(districts=[HIDDESEN]), an_opening_of(level=REGISTERED)

    assert answer(None, narrow, wide)[0] == "needs_account"


def a_hiding_phase(first, end, *, hides=True):
    """The opening of a phase by days from NOON, that hides the counts."""
    opening = an_opening_of(first, end)
    opening.phase.hides_ratings = hides
    return opening


@pytest.mark.parametrize(
    ("phases", "until"),
    [
        ([], None),
        ([(-1, 1, False)], None),
        ([(-1, 1, True)], 1),
        ([(-2, 0, True)], None),
        ([(1, 2, True)], None),
        ([(-1, 1, True), (-1, 2, True)], 2),
        ([(-1, 1, True), (1, 3, True)], 3),
        ([(1, 3, True), (-1, 1, True)], 3),
        ([(-1, 1, True), (2, 3, True)], 1),
        ([(-1, 1, True), (1, 3, False)], 1),
    ],
    ids=[
        "no phase",
        "shown",
        "hidden",
        "it has just ended",
        "not yet",
        "two at once",
        "one after the other",
        "in any order",
        "shown in between",
        "shown in the next",
    ],
)
def test_until_when_counts_are_hidden(phases, until):
    openings = [a_hiding_phase(first, end, hides=hides) for first, end, hides in phases]

    found = ratings_hidden_until(openings, now=NOON)

    assert found == (None if until is None else NOON + until * DAY)


@pytest.mark.parametrize(
    ("mode", "refused"), [("up_down", []), ("up_only", [-1])], ids=["up and down", "up only"]
)
def test_which_ratings_a_process_takes(mode, refused):
    assert [v for v in (-1, 0, 1) if rating_value_refusal(mode, value=v)] == refused


@pytest.mark.django_db
def test_openings_come_with_their_districts_in_one_query(django_assert_num_queries):
    process, other = a_process(), a_process()
    hiddesen, pivitsheide = a_district(name="Hiddesen"), a_district(name="Pivitsheide")
    phase = a_phase(process)
    an_opening(phase, "idea.submit", districts=[pivitsheide, hiddesen])
    an_opening(phase, "idea.rate")
    an_opening(a_phase(other), "idea.rate", districts=[hiddesen])

    with django_assert_num_queries(1):
        found = [(o.verb, list(o.district_names.values())) for o in openings_of(process)]

    assert found == [("submit", ["Hiddesen", "Pivitsheide"]), ("rate", [])]


@pytest.mark.django_db
def test_one_refusal_costs_one_query_and_one_more_for_an_account(django_assert_num_queries):
    process = an_open_process()
    person = a_verified_person(district=a_district())

    with django_assert_num_queries(1):
        refusal_in(process, "idea", verb="submit", person=None, now=NOON)
    with django_assert_num_queries(2):
        refusal_in(process, "idea", verb="submit", person=person, now=NOON)
    with django_assert_num_queries(1):
        refusal_in(process, "idea", verb="rate", person=person, now=NOON)


@pytest.mark.django_db
def test_a_person_is_asked_for_the_process_at_hand_alone():
    open_one, closed = an_open_process(), a_process()
    person = a_person()

    codes = [
        refusal and refusal.code
        for process in (open_one, closed)
        for refusal in [refusal_in(process, "idea", verb="submit", person=person, now=NOON)]
    ]

    assert codes == [None, "processes.never_open"]


@pytest.mark.parametrize(
    ("asked", "sent", "is_valid", "declared"),
    [
        (0, {}, True, 0),
        (0, {"is_old_enough": "on"}, True, 0),
        (16, {"is_old_enough": "on"}, True, 16),
        (16, {}, False, 0),
    ],
    ids=["not asked", "said without being asked", "said", "not said"],
)
def test_a_form_asks_for_the_age_only_where_it_is_needed(asked, sent, is_valid, declared):
    form = WithAge(sent, age_to_declare=asked)

    assert (form.is_valid(), form.declared_age) == (is_valid, declared)
    assert ("is_old_enough" in form.fields) is bool(asked)
