"""Work goes to offices, with a day; deputies stand in; nothing is about employees."""

from contextlib import nullcontext
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from faden.backbone.audit.tests.threads import at_once
from faden.backbone.items.tests.factories import an_item_in
from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_process, a_role
from faden.lib.refused import Refused
from faden.shared.assignments.actions import (
    Order,
    add_absence,
    assign,
    choose_offices,
    close,
    close_for,
    open_again,
    remove_absence,
)
from faden.shared.assignments.models import Absence, Assignment
from faden.shared.assignments.queries import (
    acted_for,
    deputies_on,
    offices_and_deputies,
    open_assignment,
    open_assignments,
)
from faden.shared.assignments.rules import whoever_acts
from faden.shared.assignments.tests.factories import DUE, an_absence, an_assignment, an_office

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 4)


@pytest.fixture
def process():
    return a_process()


@pytest.fixture
def manager(process):
    return a_role(Role.PROCESS_MANAGER, process)


@pytest.fixture
def items(process):
    return [an_item_in(process, title=f"Idea {n}") for n in range(3)]


def test_many_are_assigned_at_once_to_an_office_with_a_day(items, manager):
    office = an_office()

    n = assign(items, Order(office, DUE, note="Please."), actor=manager, now=NOON)

    assert n == 3
    assert [
        (one.item, one.unit, one.due_on, one.note)
        for one in open_assignments([items[0].process_id])
    ] == [(item, office, DUE, "Please.") for item in items]


def test_another_office_takes_over_and_it_is_new_to_that_one(items, manager):
    later = NOON + timedelta(hours=1)
    first, second = an_office("Tiefbau"), an_office("Umwelt")
    assign(items[:1], Order(first, DUE), actor=manager, now=NOON)

    same = assign(items[:1], Order(first, DUE), actor=manager, now=later)
    other = assign(items[:1], Order(second, DUE), actor=manager, now=later)

    found = Assignment.objects.get()
    assert (same, other) == (0, 1)
    assert (found.unit, found.created_at) == (second, later)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"due_on": date(2026, 5, 3)}, "assignments.due_on"),
        ({"unit": "person"}, "assignments.unit"),
    ],
)
def test_what_cannot_be_assigned(items, manager, facts, code):
    wanted = {"unit": an_office(), "due_on": DUE} | facts
    if wanted["unit"] == "person":
        wanted["unit"] = a_person()

    with pytest.raises(Refused) as refused:
        assign(items, Order(**wanted), actor=manager, now=NOON)

    assert refused.value.refusal.code == code
    assert not Assignment.objects.exists()


@pytest.mark.parametrize(
    ("role", "topic", "may"),
    [
        (Role.EVALUATOR, "answer", True),
        (Role.EVALUATOR, "question", True),
        (Role.EVALUATOR, "report", False),
        (Role.MODERATOR, "report", True),
        (Role.MODERATOR, "answer", False),
        (Role.ON_SITE_TEAM, "answer", False),
    ],
)
def test_who_assigns_what(process, items, role, topic, may):
    order, actor = Order(an_office(), DUE, topic), a_role(role, process)

    with nullcontext() if may else pytest.raises(Refused):
        assign(items[:1], order, actor=actor, now=NOON)

    assert Assignment.objects.exists() is may


def test_what_is_done_leaves_the_list_and_can_come_back(items, manager):
    assignment = an_assignment(items[0])
    close(assignment, actor=manager, now=NOON)
    with pytest.raises(Refused) as again:
        close(assignment, actor=manager, now=NOON)
    other = an_assignment(items[1])
    close_for([items[1].pk], "answer", now=NOON)

    open_again([items[1].pk], "answer", closed_at=NOON)

    assert again.value.refusal.code == "assignments.not_open"
    assert open_assignment(items[1], "answer") == other
    assert open_assignment(items[0], "answer") is None


def test_there_is_one_open_assignment_for_an_item_and_topic(items):
    an_assignment(items[0], closed_at=NOON)
    an_assignment(items[0], topic="report")
    an_assignment(items[0])

    with pytest.raises(IntegrityError), transaction.atomic():
        an_assignment(items[0])


@pytest.mark.django_db(transaction=True)
def test_assigned_by_two_at_the_same_moment_it_is_assigned_once(process):
    manager, item = a_role(Role.PROCESS_MANAGER, process), an_item_in(process)
    orders = [Order(an_office(name), DUE) for name in ("Tiefbau", "Umwelt", "Kultur")]

    outcomes = at_once(
        [lambda one=one: assign([item], one, actor=manager, now=NOON) for one in orders]
    )

    assert outcomes == [1, 1, 1]
    assert Assignment.objects.count() == 1


def test_the_deputy_s_list_shows_the_work_of_an_office_that_is_away():
    deputy, other = an_office("Umwelt"), an_office("Kultur")
    away = an_office("Tiefbau", deputy=deputy.unit)
    an_absence(away, TODAY, TODAY)
    an_absence(other, TODAY, TODAY)  # without a deputy
    person = a_role(Role.EVALUATOR)
    choose_offices(person, [deputy], now=NOON)

    own, deputies = offices_and_deputies(person, TODAY)

    assert (own, deputies) == ({deputy.pk}, {away.pk: deputy.pk})
    assert acted_for(own, deputies=deputies) == {deputy.pk, away.pk}
    assert deputies == deputies_on(TODAY)
    assert offices_and_deputies(person, TODAY + timedelta(days=1))[1] == {}


@pytest.mark.parametrize(
    ("deputies", "acts"),
    [({}, 1), ({1: 2}, 2), ({1: 2, 2: 3}, 3), ({1: 2, 2: 1}, 2), ({2: 3}, 1)],
    ids=["nobody away", "deputy", "deputy of the deputy", "both away", "another away"],
)
def test_who_acts_for_an_office(deputies, acts):
    assert whoever_acts(1, deputies=deputies) == acts


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [(date(2026, 5, 6), date(2026, 5, 5)), (date(2026, 5, 1), date(2026, 5, 3))],
    ids=["ends before it starts", "is over"],
)
def test_absences_are_of_days_to_come(manager, starts_on, ends_on):
    with pytest.raises(Refused) as refused:
        add_absence(an_office(), starts_on=starts_on, ends_on=ends_on, actor=manager, now=NOON)

    assert refused.value.refusal.code == "assignments.ends_on"


def test_the_team_notes_absences_and_others_do_not(manager):
    office = an_office()
    absence = add_absence(office, starts_on=TODAY, ends_on=TODAY, actor=manager, now=NOON)

    for call in (
        lambda: add_absence(office, starts_on=TODAY, ends_on=TODAY, actor=a_person(), now=NOON),
        lambda: remove_absence(absence, actor=a_person(), now=NOON),
        lambda: choose_offices(a_person(), [office], now=NOON),
    ):
        with pytest.raises(Refused) as refused:
            call()
        assert refused.value.refusal.code == "assignments.not_yours"
    remove_absence(absence, actor=manager, now=NOON)
    assert not Absence.objects.exists()
