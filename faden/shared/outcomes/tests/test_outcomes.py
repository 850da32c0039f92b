"""The answer of the city: what it must say, who may give it, and that there is one at a time."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from faden.backbone.audit.guard import arranging
from faden.backbone.audit.queries import versions
from faden.backbone.audit.tests.logged import log_of
from faden.backbone.audit.tests.threads import at_once
from faden.backbone.items.actions import set_visibility
from faden.backbone.items.models import Item
from faden.backbone.items.tests.factories import INVITED, STAFF, an_item_in
from faden.backbone.people.tests.factories import NOON, a_guest, a_person, a_unit
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_process, a_role
from faden.lib.refused import Refused
from faden.shared.notifications.models import OutboxMail
from faden.shared.outcomes.actions import answer
from faden.shared.outcomes.models import Outcome
from faden.shared.outcomes.queries import (
    current_outcomes,
    latest_outcomes,
    n_answered,
    n_contributions,
    outcomes_of,
    units,
)
from faden.shared.outcomes.rules import outcome_refusal
from faden.shared.outcomes.tests.factories import (
    DECIDED_ON,
    an_outcome,
    tell_all,
    what_is_said,
)

pytestmark = pytest.mark.django_db
Code = Outcome.Code
NEEDS_REASON = set(Code) - {Code.IMPLEMENTED, Code.ADOPTED}
NEEDS_BODY = {Code.CONTINUED, Code.FORWARDED}
DAY = timedelta(days=1)


@pytest.fixture
def idea() -> Item:
    return an_item_in(a_process(), author=a_person(email="ada@example.org"))


def mails() -> list[tuple]:
    """(recipient, template, titles and outcomes) of the mails when authors are told"""
    tell_all()
    rows = OutboxMail.objects.order_by("pk").values_list("recipient", "template", "facts")
    return [
        (recipient, template, [(entry["title"], entry["code"]) for entry in facts["entries"]])
        for recipient, template, facts in rows
    ]


def test_an_answer_is_not_dated_in_the_future(idea):
    tomorrow = DECIDED_ON + DAY

    with pytest.raises(Refused) as refused:
        an_outcome(idea, decided_on=tomorrow)

    assert refused.value.refusal.code == "outcomes.decided_on"
    assert not Outcome.objects.exists()


def test_only_an_office_of_the_city_answers(idea):
    with pytest.raises(Refused) as refused:
        an_outcome(idea, unit=a_person())

    assert refused.value.refusal.code == "outcomes.unit"
    assert not Outcome.objects.exists()


@pytest.mark.parametrize("code", Code)
@pytest.mark.parametrize("reason", ["Because.", "", " \n "])
@pytest.mark.parametrize("body", ["The council", "", " "])
def test_what_an_answer_must_say(code, reason, body):
    missing = [
        name
        for name, needed, said in [("reason", NEEDS_REASON, reason), ("body", NEEDS_BODY, body)]
        if code in needed and not said.strip()
    ]

    refusal = outcome_refusal(code=code, reason=reason, body=body)

    assert (refusal and refusal.code) == (f"outcomes.{missing[0]}" if missing else None)


@pytest.mark.parametrize(
    "half",
    [{"code": "declined", "reason": ""}, {"code": "forwarded", "body": ""},
     {"code": "continued", "body": ""}],
)  # fmt: skip
def test_the_database_has_the_last_word_on_what_an_answer_must_say(idea, half):
    with pytest.raises(IntegrityError), transaction.atomic(), arranging():
        Outcome.objects.create(item=idea, created_at=NOON, **what_is_said(**half))


def test_an_answer_is_kept_recorded_and_told_to_the_author(idea):
    manager = a_role(Role.PROCESS_MANAGER, idea.process.as_process)
    unit, scopes = a_unit("Bauamt"), ["site", f"process:{idea.process_id}"]
    before = versions(scopes)

    given = answer(idea, what_is_said(unit=unit), actor=manager, now=NOON)

    outcome = Outcome.objects.get()
    assert (outcome, outcome.item, outcome.unit) == (given, idea, unit)
    assert (outcome.code, outcome.is_current, outcome.replaces) == (Code.PARTLY, True, None)
    assert (outcome.decided_on, outcome.created_at) == (DECIDED_ON, NOON)
    assert [(entry.action, entry.actor_id, entry.facts) for entry in log_of(outcome)] == [
        ("outcomes.answer", manager.pk, {"item": idea.pk, "code": "partly"})
    ]
    assert versions(scopes) == {scope: version + 1 for scope, version in before.items()}
    assert mails() == [(idea.author_id, "outcomes/mail/answered", [(idea.title, "partly")])]


@pytest.mark.parametrize("author", [lambda: None, a_guest], ids=["nobody", "guest"])
def test_whoever_has_no_address_gets_no_mail(author):
    an_outcome(an_item_in(a_process(), author=author()))

    assert mails() == []


def test_a_newer_answer_replaces_the_old_one_which_stays(idea):
    manager = a_role(Role.PROCESS_MANAGER)
    answers = [
        answer(idea, what_is_said(code=code), actor=manager, now=NOON + days * DAY)
        for days, code in enumerate([Code.NOTED, Code.CONTINUED, Code.IMPLEMENTED])
    ]

    kept = outcomes_of(idea)

    assert kept == answers[::-1]
    assert [(outcome.is_current, outcome.replaces) for outcome in kept] == [
        (True, answers[1]),
        (False, answers[0]),
        (False, None),
    ]
    assert current_outcomes([idea]) == {idea.pk: answers[2]}
    assert mails() == [(idea.author_id, "outcomes/mail/answered", [(idea.title, "implemented")])]


@pytest.mark.parametrize(
    ("incomplete", "code"),
    [
        ({"code": "declined", "reason": "  "}, "outcomes.reason"),
        ({"code": "forwarded", "body": ""}, "outcomes.body"),
    ],
)
def test_an_incomplete_answer_changes_nothing(idea, incomplete, code):
    an_outcome(idea)

    with pytest.raises(Refused) as refused:
        an_outcome(idea, **incomplete)

    assert refused.value.refusal.code == code
    assert Outcome.objects.get().is_current
    assert len(mails()) == 1


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.ADMINISTRATOR, True),
        (Role.PROCESS_MANAGER, True),
        (Role.EVALUATOR, True),
        (Role.MODERATOR, False),
        (Role.ON_SITE_TEAM, False),
    ],
)
def test_which_roles_answer(idea, role, may):
    process = None if role is Role.ADMINISTRATOR else idea.process.as_process
    given = _try_to_answer(idea, a_role(role, process))

    assert (given, Outcome.objects.count()) == ((None, 1) if may else ("processes.not_allowed", 0))


@pytest.mark.parametrize(
    "somebody",
    [
        lambda idea: idea.author,
        lambda _idea: a_guest(),
        lambda _idea: a_role(Role.PROCESS_MANAGER, a_process()),
        lambda idea: a_role(Role.EVALUATOR, idea.process.as_process, expires_at=NOON),
    ],
    ids=["author", "guest", "team of another process", "role that has ended"],
)
def test_nobody_else_answers(idea, somebody):
    assert _try_to_answer(idea, somebody(idea)) == "processes.not_allowed"
    assert not Outcome.objects.exists()


def test_only_contributions_get_an_answer(idea):
    evaluator = a_role(Role.EVALUATOR)
    comment = an_item_in(idea.process, kind="comment", part_of=idea)

    codes = [_try_to_answer(item, evaluator) for item in (idea.process, comment, idea)]

    assert codes == ["outcomes.not_a_contribution", "outcomes.not_a_contribution", None]


def _try_to_answer(item, actor) -> str | None:
    try:
        an_outcome(item, actor)
    except Refused as refused:
        return refused.refusal.code
    return None


def test_there_is_one_current_answer_per_item(idea):
    an_outcome(idea)

    with pytest.raises(IntegrityError), transaction.atomic(), arranging():
        Outcome.objects.create(item=idea, created_at=NOON, **what_is_said())


@pytest.mark.django_db(transaction=True)
def test_of_answers_given_at_the_same_moment_one_is_current_and_all_are_kept(idea):
    manager = a_role(Role.PROCESS_MANAGER)
    said = [what_is_said(reason=f"Reason {n}") for n in range(6)]

    given = at_once(
        [lambda words=words: answer(idea, words, actor=manager, now=NOON) for words in said]
    )

    chain = {outcome.pk: outcome.replaces_id for outcome in Outcome.objects.all()}
    assert all(isinstance(outcome, Outcome) for outcome in given), given
    assert Outcome.objects.filter(is_current=True).count() == 1
    assert sorted(chain.values(), key=lambda pk: pk or 0) == [None, *sorted(chain)[:-1]]
    assert len(mails()) == 1


def test_the_latest_answers_are_those_to_public_items():
    process = a_process()
    ideas = [an_item_in(process) for _ in range(4)]
    outcomes = [
        an_outcome(idea, decided_on=date(2026, 5, day))
        for idea, day in zip(ideas, (1, 4, 2, 3), strict=True)
    ]
    newer = an_outcome(ideas[0], decided_on=date(2026, 4, 1))
    set_visibility(ideas[1], STAFF, actor=None)

    assert list(latest_outcomes(2)) == [outcomes[3], outcomes[2]]
    assert list(latest_outcomes(9)) == [outcomes[3], outcomes[2], newer]


@pytest.mark.parametrize("visibility", [STAFF, INVITED])
def test_answers_in_a_process_that_is_not_public_are_not_among_the_latest(visibility):
    closed = a_process(visibility=visibility)
    an_outcome(an_item_in(closed))
    an_outcome(an_item_in(closed, part_of=None))

    assert list(latest_outcomes(9)) == []


def test_how_many_contributions_have_an_answer_is_counted_by_process():
    busy, quiet, empty = processes = [a_process() for _ in range(3)]
    ideas = [an_item_in(busy) for _ in range(3)]
    an_item_in(quiet)
    for item in ideas[:2]:
        an_outcome(item)
    an_outcome(ideas[0])
    set_visibility(ideas[1], STAFF, actor=None)

    assert n_contributions(processes) == {busy.pk: 2, quiet.pk: 1}
    assert n_answered(processes) == {busy.pk: 1}
    assert (n_contributions([empty]), n_answered([empty])) == ({}, {})


def test_offices_that_still_exist_can_answer():
    b, a = a_unit("Umweltamt"), a_unit("Bauamt")
    a_unit_closed = a_unit("Altes Amt")
    with arranging():
        a_unit_closed.is_active = False
        a_unit_closed.save()
    a_person()

    assert list(units()) == [a, b]
