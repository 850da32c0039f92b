"""Entries of the list: what they must say, who writes them, how their changes are told."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from faden.backbone.audit.guard import arranging
from faden.backbone.people.tests.factories import NOON, a_person, a_unit
from faden.backbone.places.tests.factories import a_district
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_process, a_role
from faden.lib.refused import Refused
from faden.participation.undertakings import actions, queries, rules
from faden.participation.undertakings.models import Undertaking
from faden.participation.undertakings.tests.factories import (
    a_draft_undertaking,
    an_undertaking,
    facts,
)

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=1)
MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


@pytest.mark.parametrize(
    ("participation", "note", "has_process", "code"),
    [
        ("none", "", False, "undertakings.no_reason"),
        ("none", "   ", False, "undertakings.no_reason"),
        ("none", "Die Technik lässt keine Wahl.", False, None),
        ("none", "Doch.", True, "undertakings.has_process"),
        ("open", "", False, None),
        ("open", "", True, "undertakings.has_process"),
        ("planned", "", False, None),
        ("planned", "", True, None),
    ],
)
def test_what_is_said_about_participation(participation, note, has_process, code):
    refusal = rules.participation_refusal(participation, note, has_process=has_process)

    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "code"),
    [
        (None, None, None),
        (MAY, None, None),
        (MAY, MAY, None),
        (MAY, JUNE, None),
        (JUNE, MAY, "undertakings.backwards"),
        (None, MAY, "undertakings.no_start"),
    ],
)
def test_a_period_has_a_beginning_before_its_end(starts_on, ends_on, code):
    refusal = rules.period_refusal(starts_on, ends_on)

    assert (refusal.code if refusal else None) == code


def test_the_database_keeps_no_entry_that_hides_why_nobody_takes_part():
    undertaking = an_undertaking()

    with pytest.raises(IntegrityError), arranging(), transaction.atomic():
        Undertaking.objects.filter(pk=undertaking.pk).update(participation_note="")


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.ADMINISTRATOR, True),
        (Role.PROCESS_MANAGER, True),
        (Role.MODERATOR, False),
        (Role.EVALUATOR, False),
    ],
)
def test_who_looks_after_the_list(role, may):
    actor = a_role(role, None if role == Role.ADMINISTRATOR else a_process())

    try:
        a_draft_undertaking(actor=actor)
        written = True
    except Refused:
        written = False

    assert written is may


def test_somebody_who_is_no_office_cannot_be_responsible():
    with pytest.raises(Refused) as refused:
        a_draft_undertaking(unit=a_person())

    assert refused.value.refusal.code == "processes.no_office"


def test_a_change_says_what_is_new():
    actor, unit, district = a_role(Role.ADMINISTRATOR), a_unit(), a_district()
    undertaking = an_undertaking(actor=actor, unit=unit)
    known = facts(unit=unit)

    nothing = actions.change(undertaking, known, actor=actor, now=LATER)
    unchanged = Undertaking.objects.get(pk=undertaking.pk).changed_at
    new = replace(known, stage="decided", districts=[district], cost_eur=90_000)
    changed = actions.change(undertaking, new, actor=actor, now=LATER)

    assert (nothing, unchanged) == ([], NOON)
    assert changed == ["stage", "cost_eur", "districts"]
    assert Undertaking.objects.get(pk=undertaking.pk).changed_at == LATER


def test_the_public_history_begins_with_publishing_and_names_no_process():
    actor, unit = a_role(Role.ADMINISTRATOR), a_unit()
    known = facts(unit=unit, participation="planned")
    undertaking = a_draft_undertaking(actor=actor, unit=unit, participation="planned")
    before = replace(known, title="Kanal und Fahrbahn")
    actions.change(undertaking, before, actor=actor, now=NOON)
    actions.publish(undertaking, actor=actor, now=NOON)
    after = replace(before, stage="running", area="Bruchstraße", participation_in=a_process())
    actions.change(undertaking, after, actor=actor, now=LATER)
    actions.change(undertaking, replace(after, participation_in=None), actor=actor, now=LATER)

    public = queries.public_history(undertaking)
    team = queries.history(undertaking)

    assert [
        (
            change.is_first,
            [(one.old, one.new) for one in change.told],
            [one.key for one in change.named],
        )
        for change in public
    ] == [
        (False, [("In Planung", "In Umsetzung")], ["area"]),
        (True, [], []),
    ]
    assert [[one.key for one in change.told] for change in team] == [
        ["participation_in"],
        ["area", "stage", "participation_in"],
        ["visibility"],
        ["title"],
        [],
    ]


def test_what_is_taken_back_is_a_draft_again():
    undertaking = an_undertaking()

    actions.take_back(undertaking, actor=a_role(Role.ADMINISTRATOR), now=LATER)

    assert not queries.public_undertakings().exists()
