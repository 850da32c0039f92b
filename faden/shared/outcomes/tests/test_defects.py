"""A defect that was handed in as a contribution is passed on with one click."""

import pytest

from faden.backbone.items.tests.factories import an_item_in
from faden.backbone.people.tests.factories import NOON, a_unit
from faden.backbone.places.tests.factories import a_place
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_process, a_role
from faden.lib.refused import Refused
from faden.shared.outcomes.actions import forward_defect

pytestmark = pytest.mark.django_db


def test_the_answer_names_the_defect_reporter_and_its_address():
    a_place(defect_url="https://maengel.example.org/")
    process = a_process(unit=a_unit("Bauamt"))
    actor = a_role(Role.PROCESS_MANAGER, process)

    outcome = forward_defect(an_item_in(process), actor=actor, now=NOON)

    assert (outcome.code, outcome.body) == ("forwarded", "Mängelmelder")
    assert "https://maengel.example.org/" in outcome.reason


@pytest.mark.parametrize(
    ("unit", "role", "code"),
    [
        (None, Role.PROCESS_MANAGER, "outcomes.no_office"),
        ("Bauamt", Role.ON_SITE_TEAM, "processes.not_allowed"),
    ],
)
def test_when_it_is_not_passed_on(unit, role, code):
    process = a_process(unit=a_unit(unit) if unit else None)

    with pytest.raises(Refused) as refused:
        forward_defect(an_item_in(process), actor=a_role(role, process), now=NOON)

    assert refused.value.refusal.code == code
