"""What a process offers to whoever asks now."""

from datetime import timedelta

import pytest
from django.utils import translation

from faden.backbone.people.tests.factories import NOON, a_person, a_verified_person
from faden.backbone.places.tests.factories import a_district
from faden.backbone.processes.queries import openings_of, standing
from faden.backbone.processes.rules import offers
from faden.backbone.processes.tests.factories import (
    GUEST,
    REGISTERED,
    VERIFIED,
    a_phase,
    a_process,
    an_open_process,
    an_opening,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def offered(process, person=None):
    """[(label, path, ends_at, code of the refusal), ...]"""
    with translation.override("en"):
        found = offers(
            process, openings_of(process), standing=standing(person, process.pk, now=NOON)
        )
        return [
            (str(offer.label), offer.path, offer.ends_at, offer.refusal and offer.refusal.code)
            for offer in found
        ]


def phase(process, opens, first, end):
    ends_at = None if end is None else NOON + end * DAY
    return a_phase(process, opens, starts_at=NOON + first * DAY, ends_at=ends_at)


def test_a_process_without_phases_offers_nothing():
    assert offered(a_process()) == []


def test_offers_come_in_the_order_of_the_verbs_with_their_end():
    process = a_process(title="Rad")
    phase(process, {"idea.comment": GUEST, "idea.submit": REGISTERED}, -1, 3)
    phase(process, {"idea.rate": VERIFIED}, 2, None)

    assert offered(process, a_person()) == [
        ("Submit an idea", "/en/beteiligungen/rad/ideen/neu/", NOON + 3 * DAY, None),
        ("Rate ideas", "/en/beteiligungen/rad/ideen/", None, "processes.not_yet_open"),
        ("Discuss ideas", "/en/beteiligungen/rad/ideen/", NOON + 3 * DAY, None),
    ]


def test_what_is_over_or_not_planned_is_not_offered():
    process = a_process()
    phase(process, {"idea.submit": GUEST}, -5, -1)

    assert offered(process) == []


def test_what_others_may_do_is_offered_with_the_reason():
    process = a_process()
    phase(process, {"idea.rate": REGISTERED, "idea.comment": VERIFIED}, -1, 1)

    codes = {label: code for label, _path, _ends_at, code in offered(process)}

    assert codes == {
        "Rate ideas": "processes.needs_account",
        "Discuss ideas": "processes.needs_verified",
    }


@pytest.mark.parametrize(
    ("phases", "ends_at"),
    [
        ([(GUEST, -1, 2)], NOON + 2 * DAY),
        ([(GUEST, -1, 2), (GUEST, -1, 5)], NOON + 5 * DAY),
        ([(GUEST, -1, 5), (GUEST, -1, None)], None),
        ([(GUEST, -1, 2), (REGISTERED, -1, 5)], NOON + 2 * DAY),
        ([(GUEST, -1, 2), (REGISTERED, -1, None)], NOON + 2 * DAY),
        ([(GUEST, -1, 2), (GUEST, 3, 9)], NOON + 2 * DAY),
    ],
    ids=[
        "one phase",
        "the later of two",
        "one without an end",
        "the later is for others",
        "the one without an end is for others",
        "a later one does not run yet",
    ],
)
def test_an_offer_ends_with_the_last_phase_that_is_open_to_whoever_asks(phases, ends_at):
    process = a_process()
    for level, first, end in phases:
        phase(process, {"idea.submit": level}, first, end)

    assert [offer[2:] for offer in offered(process)] == [(ends_at, None)]


def test_an_offer_says_to_whom_it_is_open():
    process = a_process(minimum_age=14)
    hiddesen, pivitsheide = a_district(name="Hiddesen"), a_district(name="Pivitsheide")
    narrow = phase(process, {}, -1, 5)
    an_opening(narrow, "idea.submit", GUEST, minimum_age=16, districts=[pivitsheide, hiddesen])
    phase(process, {"idea.rate": REGISTERED}, 2, 5)

    submit, rate = offers(
        process, openings_of(process), standing=standing(None, process.pk, now=NOON)
    )

    assert (submit.kind, submit.verb, submit.level) == ("idea", "submit", VERIFIED)
    assert (submit.minimum_age, submit.districts) == (16, ("Hiddesen", "Pivitsheide"))
    assert (rate.level, rate.minimum_age, rate.districts) == (REGISTERED, 14, ())


def test_where_only_the_age_is_to_be_said_the_form_asks():
    process = an_open_process(minimum_age=16)

    assert {code for *_rest, code in offered(process)} == {None}


@pytest.mark.parametrize(
    "closed", [{"archived_at": NOON}, {"visibility": "staff"}, {"visibility": "invited"}]
)
def test_a_process_that_is_closed_to_them_offers_nothing(closed):
    assert offered(an_open_process(**closed)) == []


def test_each_level_gets_its_own_offers():
    process = an_open_process(VERIFIED)

    refusals = {
        name: {code for *_rest, code in offered(process, person)}
        for name, person in [("registered", a_person()), ("verified", a_verified_person())]
    }

    assert refusals == {"registered": {"processes.needs_verified"}, "verified": {None}}
