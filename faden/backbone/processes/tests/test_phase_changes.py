"""Adding, changing and removing phases: what people were promised and what has happened stays."""

from datetime import timedelta

import pytest

from faden.backbone.audit.queries import versions
from faden.backbone.audit.tests.logged import log_of
from faden.backbone.people.tests.factories import NOON
from faden.backbone.places.tests.factories import a_district
from faden.backbone.processes import actions
from faden.backbone.processes.models import Opening, Phase
from faden.backbone.processes.queries import openings_of, phases_of
from faden.backbone.processes.rules import Opens, Role
from faden.backbone.processes.tests.factories import (
    GUEST,
    REGISTERED,
    VERIFIED,
    a_draft_process,
    a_phase,
    a_process,
    a_role,
)
from faden.lib.refused import Refused

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SUBMIT, RATE = Opens("idea", "submit", GUEST), Opens("idea", "rate", VERIFIED)


def code_of(action, *arguments, **facts):
    """The code with which the action is refused, or None; by a command at NOON."""
    try:
        action(*arguments, **({"actor": None, "now": NOON} | facts))
    except Refused as refused:
        return refused.refusal.code.removeprefix("processes.")
    return None


def add(process, **facts):
    usual = {"opens": [SUBMIT, RATE], "name": "Ideen", "kind": "dialogue", "starts_at": NOON}
    return actions.add_phase(process, **({"actor": None, "now": NOON} | usual | facts))


def terms_of(process):
    """{verb: (level, minimum age, districts)}"""
    return {
        opening.verb: (opening.level, opening.minimum_age, list(opening.district_names.values()))
        for opening in openings_of(process)
    }


def test_a_phase_is_stored_with_what_it_opens():
    process, hiddesen = a_process(), a_district(name="Hiddesen")
    narrow = Opens("idea", "comment", VERIFIED, minimum_age=16, districts=[hiddesen])

    phase = add(process, opens=[SUBMIT, RATE, narrow], ends_at=NOON + DAY)

    assert phases_of(process) == [phase]
    assert terms_of(process) == {
        "submit": (GUEST, 0, []),
        "rate": (VERIFIED, 0, []),
        "comment": (VERIFIED, 16, ["Hiddesen"]),
    }
    assert [(entry.action, entry.facts) for entry in log_of(phase)] == [
        ("processes.add_phase", {"opens": ["idea.submit", "idea.rate", "idea.comment"]})
    ]
    scopes = ["site", f"process:{process.pk}"]
    assert versions(scopes) == dict.fromkeys(scopes, 1)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"ends_at": NOON}, "phase_backwards"),
        ({"ends_at": NOON - DAY}, "phase_backwards"),
        ({"hides_ratings": True}, "hidden_for_ever"),
        ({"hides_ratings": True, "ends_at": NOON + DAY, "opens": [SUBMIT]}, "nothing_to_hide"),
        ({"hides_ratings": True, "ends_at": NOON + DAY}, None),
    ],
)
def test_what_a_phase_cannot_be(facts, code):
    process = a_process()

    assert code_of(add, process, **facts) == code
    assert Phase.objects.count() == (code is None)


@pytest.mark.parametrize(
    "unknown", [Opens("idea", "annotate", GUEST), Opens("process", "rate", GUEST)]
)
def test_a_phase_opens_only_what_can_be_done(unknown):
    with pytest.raises(ValueError, match="has no verb"):
        add(a_process(), opens=[unknown])


def test_a_change_names_what_is_new():
    process = a_process()
    phase = add(process, starts_at=NOON + DAY)
    districts = [a_district()]

    changes = [
        actions.change_phase(phase, **facts, actor=None, now=NOON)
        for facts in (
            {"name": "Dialog", "starts_at": NOON + DAY},
            {"opens": [RATE, SUBMIT]},
            {"opens": [RATE, SUBMIT._replace(level=REGISTERED)]},
            {"opens": [RATE._replace(districts=districts)], "description": "Neu"},
            {"opens": []},
            {},
        )
    ]

    assert changes == [["name"], [], ["openings"], ["description", "openings"], ["openings"], []]
    assert Opening.objects.count() == 0


# Days from NOON of the phase; the change; what is refused once the process was published.
@pytest.mark.parametrize(
    ("first", "end", "changes", "code"),
    [
        (1, 5, {"starts_at": NOON + 2 * DAY}, None),
        (1, 5, {"ends_at": NOON + 9 * DAY}, None),
        (-1, 5, {"starts_at": NOON}, "phase_has_begun"),
        (-1, 5, {"starts_at": NOON - DAY}, None),
        (-1, 5, {"ends_at": NOON + DAY}, None),
        (-1, 5, {"ends_at": NOON}, None),
        (-1, 5, {"ends_at": None}, None),
        (-1, 5, {"ends_at": NOON - timedelta(hours=1)}, "end_has_passed"),
        (-1, 5, {"name": "Anders"}, None),
        (-5, -1, {"ends_at": NOON + DAY}, None),
        (-5, -1, {"ends_at": NOON - 2 * DAY}, "end_has_passed"),
        (-5, -1, {"starts_at": NOON - 4 * DAY}, "phase_has_begun"),
        (-5, -1, {"description": "Anders"}, None),
    ],
)
def test_of_a_phase_that_has_begun_only_what_is_to_come_can_be_changed(first, end, changes, code):
    dates = {"starts_at": NOON + first * DAY, "ends_at": NOON + end * DAY}
    published, draft = a_phase(a_process(), **dates), a_phase(a_draft_process(), **dates)

    assert code_of(actions.change_phase, published, **changes) == code
    assert code_of(actions.change_phase, draft, **changes) is None


def test_counts_stay_hidden_until_the_end_that_was_announced():
    opens = {"idea.rate": VERIFIED}
    running = a_phase(a_process(), opens, hides_ratings=True)
    coming = a_phase(a_process(), opens, hides_ratings=True, starts_at=NOON + DAY)

    assert code_of(actions.change_phase, running, hides_ratings=False) == "hiding_was_promised"
    assert code_of(actions.change_phase, coming, hides_ratings=False) is None


def test_a_phase_that_hides_counts_goes_on_opening_rating():
    phase = a_phase(a_process(), {"idea.rate": VERIFIED}, hides_ratings=True)

    assert code_of(actions.change_phase, phase, opens=[SUBMIT]) == "nothing_to_hide"


@pytest.mark.parametrize(("first", "code"), [(1, None), (0, "phase_stays"), (-1, "phase_stays")])
def test_a_phase_that_has_begun_stays_for_the_record(first, code):
    begins = {"starts_at": NOON + first * DAY}
    published, draft = a_phase(a_process(), **begins), a_phase(a_draft_process(), **begins)

    assert code_of(actions.remove_phase, published) == code
    assert code_of(actions.remove_phase, draft) is None
    assert Phase.objects.count() == (code is not None)


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.EVALUATOR, Role.ON_SITE_TEAM])
def test_only_whoever_sets_the_process_up_changes_its_phases(role):
    process = a_process()
    phase = a_phase(process, starts_at=NOON + DAY)
    asking = {"actor": a_role(role, process)}

    codes = [
        code_of(add, process, **asking),
        code_of(actions.change_phase, phase, name="x", **asking),
        code_of(actions.remove_phase, phase, **asking),
    ]

    assert codes == ["not_allowed"] * 3
