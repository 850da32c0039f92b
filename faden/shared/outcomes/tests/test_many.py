"""Seventeen ideas answered once: each author is told once, and taking it back works."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from faden.backbone.audit.tests.logged import log_of
from faden.backbone.audit.tests.threads import at_once
from faden.backbone.items.tests.factories import STAFF, an_item_in
from faden.backbone.jobs.models import Job
from faden.backbone.people.tests.factories import NOON, a_guest, a_person, a_unit
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_process, a_role
from faden.lib.refused import Refused
from faden.shared.assignments.actions import Order, assign
from faden.shared.assignments.queries import open_assignment
from faden.shared.notifications.message import message_of
from faden.shared.notifications.models import OutboxMail
from faden.shared.outcomes.actions import answer_all, take_back, tell
from faden.shared.outcomes.models import Answering, Outcome
from faden.shared.outcomes.queries import current_outcomes, n_answered, outcomes_of
from faden.shared.outcomes.rules import TAKE_BACK
from faden.shared.outcomes.tests.factories import an_outcome, what_is_said

pytestmark = pytest.mark.django_db
LATER = NOON + TAKE_BACK
N_IDEAS = 17


@pytest.fixture
def process():
    return a_process()


@pytest.fixture
def manager(process):
    return a_role(Role.PROCESS_MANAGER, process)


@pytest.fixture
def ideas(process):
    """Seventeen ideas: six of Ada, ten of others, one of a guest."""
    ada, guest = a_person(email="ada@example.org"), a_guest()
    authors = [ada] * 6 + [a_person() for _ in range(10)] + [guest]
    return [
        an_item_in(process, title=f"Idea {n}", author=author)
        for n, author in enumerate(authors, start=1)
    ]


def told(answering) -> list[tuple[str, list[str]]]:
    """(address, titles) of the mails that the authors get."""
    tell(answering.pk, now=LATER)
    return sorted(
        (mail.recipient.email or "", [entry["title"] for entry in mail.facts["entries"]])
        for mail in OutboxMail.objects.select_related("recipient")
    )


def test_seventeen_ideas_are_answered_by_one_act_and_each_author_is_told_once(ideas, manager):
    answering = answer_all(ideas, what_is_said(), actor=manager, now=NOON)

    mails = dict(told(answering))
    assert {one.answering for one in current_outcomes(ideas).values()} == {answering}
    assert len(current_outcomes(ideas)) == N_IDEAS
    assert len(mails) == OutboxMail.objects.count() == 11  # not the guest
    assert mails["ada@example.org"] == [f"Idea {n}" for n in range(1, 7)]
    assert [entry.facts for entry in log_of(answering)] == [{"n": 17, "released": "alone"}]


def test_nobody_is_told_before_it_cannot_be_taken_back_any_more(ideas, manager):
    answering = answer_all(ideas, what_is_said(), actor=manager, now=NOON)

    job = Job.objects.get(name="outcomes.tell")
    assert (job.args, job.run_at) == ({"answering": answering.pk}, LATER)
    assert not OutboxMail.objects.exists()


def test_authors_are_told_once_however_often_the_job_runs(ideas, manager):
    answering = answer_all(ideas, what_is_said(), actor=manager, now=NOON)

    assert (tell(answering.pk, now=LATER), tell(answering.pk, now=LATER)) == (11, 0)


def test_the_mail_lists_all_that_concerns_the_author(ideas, manager):
    answering = answer_all(ideas, what_is_said(), actor=manager, now=NOON)
    tell(answering.pk, now=LATER)

    mail = message_of(OutboxMail.objects.get(recipient__email="ada@example.org"))

    assert "6" in mail.subject
    assert all(f"Idea {n}\n" in mail.body for n in range(1, 7))
    assert "Idea 7" not in mail.body
    assert f"/ideen/{ideas[0].pk}-idea-1/#antwort" in mail.body


def test_taken_back_everything_is_as_it_was(process, ideas, manager):
    older = an_outcome(ideas[0], manager, code="noted")
    assign(ideas[:2], Order(a_unit("Bauamt"), LATER.date()), actor=manager, now=NOON)
    answering = answer_all(ideas, what_is_said(code="declined"), actor=manager, now=NOON)
    answered = n_answered([process])[process.pk]

    n = take_back(answering, actor=manager, now=LATER - timedelta(seconds=1))

    assert (answered, n, n_answered([process])) == (17, 17, {process.pk: 1})
    assert current_outcomes(ideas) == {ideas[0].pk: older}
    assert open_assignment(ideas[1], "answer") is not None
    assert told(answering) == []


def test_the_history_says_that_an_answer_was_taken_back(ideas, manager):
    older = an_outcome(ideas[0], manager, code="noted")
    answering = answer_all(ideas, what_is_said(), actor=manager, now=NOON)
    take_back(answering, actor=manager, now=NOON)

    newest = an_outcome(ideas[0], manager, code="exists")

    kept = [(one.code, one.is_current, bool(one.taken_back_at)) for one in outcomes_of(ideas[0])]
    assert kept[0] == ("exists", True, False)
    assert sorted(kept[1:]) == [("noted", False, False), ("partly", False, True)]
    assert newest.replaces == older


@pytest.mark.parametrize(
    ("now", "code"), [(LATER, "outcomes.told"), (NOON + TAKE_BACK * 9, "outcomes.told")]
)
def test_what_the_authors_know_stays(ideas, manager, now, code):
    answering = answer_all(ideas, what_is_said(), actor=manager, now=NOON)

    with pytest.raises(Refused) as refused:
        take_back(answering, actor=manager, now=now)

    assert refused.value.refusal.code == code
    assert len(current_outcomes(ideas)) == N_IDEAS


def test_only_who_may_answer_takes_an_answer_back(process, ideas, manager):
    answering = answer_all(ideas, what_is_said(), actor=manager, now=NOON)

    with pytest.raises(Refused):
        take_back(answering, actor=a_role(Role.MODERATOR, process), now=NOON)

    assert not Answering.objects.get().taken_back_at


def test_a_newer_answer_survives_the_taking_back_of_an_older_one(ideas, manager):
    answering = answer_all(ideas, what_is_said(), actor=manager, now=NOON)
    newer = an_outcome(ideas[3], manager, code="implemented")

    n = take_back(answering, actor=manager, now=NOON)

    assert (n, current_outcomes(ideas)) == (16, {ideas[3].pk: newer})


def test_what_was_hidden_meanwhile_is_told_to_nobody_but_its_author(process, manager):
    author = a_person(email="ben@example.org")
    shown = an_item_in(process, title="Shown", author=author)
    hidden = an_item_in(a_process(visibility=STAFF), title="Hidden", author=author)
    answering = answer_all([shown], what_is_said(), actor=manager, now=NOON)
    other = an_outcome(hidden).answering

    assert told(answering) == [("ben@example.org", ["Shown"])]
    assert tell(other.pk, now=LATER) == 0


@pytest.mark.parametrize(
    ("choose", "code"),
    [
        (lambda _ideas: [], "outcomes.nothing"),
        (lambda ideas: [ideas[0], ideas[0].process], "outcomes.not_a_contribution"),
        (lambda ideas: [ideas[0], an_item_in(a_process())], "outcomes.several_processes"),
    ],
    ids=["none", "the process itself", "two processes"],
)
def test_what_cannot_be_answered_together(ideas, manager, choose, code):
    with pytest.raises(Refused) as refused:
        answer_all(choose(ideas), what_is_said(), actor=manager, now=NOON)

    assert refused.value.refusal.code == code
    assert not Outcome.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_told_and_taken_back_at_the_same_moment_only_one_happens(process):
    manager = a_role(Role.PROCESS_MANAGER, process)
    idea = an_item_in(process, author=a_person())
    answering = answer_all([idea], what_is_said(), actor=manager, now=NOON)

    at_once(
        [
            lambda: tell(answering.pk, now=LATER),
            lambda: take_back(answering, actor=manager, now=NOON),
        ]
    )

    kept = Answering.objects.get()
    assert bool(kept.told_at) != bool(kept.taken_back_at)
    assert OutboxMail.objects.count() == len(current_outcomes([idea])) == int(bool(kept.told_at))


def test_reading_the_answers_costs_as_much_for_many_as_for_one(client, process, manager, ideas):
    client.force_login(manager)
    counts = []
    for chosen in (ideas[:1], ideas):
        answer_all(chosen, what_is_said(), actor=manager, now=NOON)
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/en/team/beteiligungen/{process.slug}/antworten/")
        counts.append(len(queries))

    assert counts[1] == counts[0]
