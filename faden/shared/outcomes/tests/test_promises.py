"""By when the city promised answers: public, postponed with a reason, told once when broken."""

from datetime import date, timedelta

import pytest

from faden.backbone.items.tests.factories import an_item_in
from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.processes.actions import cancel
from faden.backbone.processes.models import Milestone
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_process, a_role
from faden.lib.refused import Refused
from faden.shared.notifications.models import OutboxMail
from faden.shared.outcomes.actions import promise, tell_broken_promises
from faden.shared.outcomes.queries import promise_of, promised_in, promised_to
from faden.shared.outcomes.tests.factories import an_outcome

pytestmark = pytest.mark.django_db
PROMISED = date(2026, 6, 1)
AFTER = NOON + timedelta(days=60)


@pytest.fixture
def process():
    return a_process()


@pytest.fixture
def manager(process):
    return a_role(Role.PROCESS_MANAGER, process)


@pytest.fixture
def idea(process):
    return an_item_in(process, author=a_person())


def test_the_promised_day_is_a_public_entry_of_the_timetable(process, manager):
    promise(process, PROMISED, actor=manager, now=NOON)

    entry = Milestone.objects.get()
    assert (entry.starts_on, entry.visibility, entry.state) == (PROMISED, "public", "planned")
    assert promise_of(process).milestone == entry


def test_another_day_leaves_the_old_one_readable_with_the_reason(process, manager):
    promise(process, PROMISED, actor=manager, now=NOON)

    promise(process, date(2026, 7, 1), reason="Illness.", actor=manager, now=NOON)

    entry = Milestone.objects.get()
    assert (entry.starts_on, entry.was_on) == (date(2026, 7, 1), PROMISED)
    assert (entry.state, entry.reason) == ("postponed", "Illness.")


@pytest.mark.parametrize(
    ("role", "on", "code"),
    [
        (Role.EVALUATOR, PROMISED, "processes.not_allowed"),
        (Role.PROCESS_MANAGER, date(2026, 5, 3), "outcomes.promise_past"),
    ],
)
def test_who_promises_what(process, role, on, code):
    with pytest.raises(Refused) as refused:
        promise(process, on, actor=a_role(role, process), now=NOON)

    assert refused.value.refusal.code == code


def test_postponing_needs_a_reason(process, manager):
    promise(process, PROMISED, actor=manager, now=NOON)

    with pytest.raises(Refused) as refused:
        promise(process, date(2026, 7, 1), actor=manager, now=NOON)

    assert refused.value.refusal.code == "processes.reason_missing"


@pytest.mark.parametrize(
    ("outcome", "now", "is_broken"),
    [
        (None, NOON, False),
        (None, AFTER, True),
        ("checked", AFTER, True),
        ("noted", AFTER, False),
    ],
    ids=["in time", "unanswered", "an interim notice only", "answered"],
)
def test_when_a_promise_is_broken(process, manager, idea, outcome, now, is_broken):
    promise(process, PROMISED, actor=manager, now=NOON)
    if outcome:
        an_outcome(idea, manager, code=outcome)

    assert promised_in(process, now=now).is_broken is is_broken


def test_a_cancelled_promise_is_not_broken(process, manager, idea):
    made = promise(process, PROMISED, actor=manager, now=NOON)
    cancel(made.milestone, reason="The council decides first.", actor=manager, now=NOON)

    assert not promised_in(process, now=AFTER).is_broken


def test_the_team_is_told_once_and_again_only_for_another_day(process, manager, idea):
    a_role(Role.MODERATOR, process)
    promise(process, PROMISED, actor=manager, now=NOON)

    first = [tell_broken_promises(now=now) for now in (NOON, AFTER, AFTER + timedelta(days=1))]
    promise(process, date(2026, 8, 1), reason="Illness.", actor=manager, now=AFTER)
    second = [tell_broken_promises(now=AFTER + timedelta(days=days)) for days in (1, 60, 61)]

    assert (first, second) == ([0, 1, 0], [0, 1, 0])
    assert {mail.recipient for mail in OutboxMail.objects.all()} == {manager}


def test_the_page_of_a_contribution_says_by_when_it_is_answered(process, manager, idea):
    promise(process, PROMISED, actor=manager, now=NOON)
    notice = an_outcome(idea, manager, code="checked")
    waiting = promised_to(process, [notice], now=NOON)

    answer = an_outcome(idea, manager, code="noted")

    assert (waiting.day, waiting.is_broken) == (PROMISED, False)
    assert promised_to(process, [answer], now=NOON) is None
