"""People who write, change, delete and hide at the same moment; only PostgreSQL lets them."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from threading import Event, Thread

import pytest
from django.db import connection

from faden.backbone.audit.actions import action
from faden.backbone.audit.tests.threads import WANTS_ROW_LOCKS, at_once
from faden.backbone.items.models import Item
from faden.backbone.items.queries import public_counts
from faden.backbone.items.tests.factories import an_item_in
from faden.backbone.people import actions as people
from faden.backbone.people.tests.factories import NOON, a_guest, a_person
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import GUEST, a_role, an_open_process
from faden.lib.refused import Refused
from faden.shared.comments.actions import change, delete
from faden.shared.comments.models import Comment
from faden.shared.comments.rules import CORRECTION
from faden.shared.comments.tests.factories import a_comment, a_rating, fresh
from faden.shared.moderation.actions import hide

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgres_only,
    WANTS_ROW_LOCKS,
]
LATE = NOON + CORRECTION + timedelta(minutes=1)


@pytest.fixture(autouse=True)
def patience(monkeypatch) -> None:
    """Let everybody wait long enough on a machine that has other things to do."""
    monkeypatch.setattr(connection.pool, "timeout", 60)


@pytest.fixture
def idea() -> Item:
    return an_item_in(an_open_process(GUEST))


def while_another(first: Callable, second: Callable) -> list[object]:
    """Begin the second while the first is done but not committed; what both returned or raised."""
    is_done, may_commit, outcomes = Event(), Event(), {}

    @action
    def slowly() -> object:
        outcome = first()
        is_done.set()
        may_commit.wait(timeout=20)
        return outcome

    def run(name: str, call: Callable) -> None:
        outcomes[name] = at_once([call])[0]

    threads = [
        Thread(target=run, args=("first", slowly)),
        Thread(target=run, args=("second", second)),
    ]
    threads[0].start()
    is_done.wait(timeout=20)
    threads[1].start()
    threads[1].join(timeout=0.5)  # it waits for what the first has locked
    may_commit.set()
    for thread in threads:
        thread.join()
    return [outcomes["first"], outcomes["second"]]


def code_of(outcome: object) -> str:
    return outcome.refusal.code if isinstance(outcome, Refused) else type(outcome).__name__


def in_step(idea: Item) -> bool:
    """Whether all that is stored of the discussion is what one would count."""
    comments = list(Comment.objects.filter(about=idea))
    readable = [c for c in comments if c.is_public]
    threads = [c for c in readable if c.root_id]
    answers = [c.in_reply_to_id for c in readable]
    return (
        Item.objects.get(pk=idea.pk).n_comments == len(readable)
        and public_counts(idea.process).get("comment", 0) == len(readable)
        and all(c.is_readable == c.is_public for c in comments)
        and all(c.score == c.n_up - c.n_down for c in comments)
        and all(c.n_answers == answers.count(c.pk) for c in comments)
        and all(c.n_replies == sum(t.root_id == c.pk for t in threads) for c in comments)
    )


@pytest.mark.parametrize("reaction", [a_comment, a_rating])
def test_what_somebody_reacts_to_is_not_changed_late_behind_their_back(idea, reaction):
    ada = a_person()
    comment = a_comment(idea, ada)
    change_late = partial(change, comment, text="x", stance="neutral", actor=ada, now=LATE)

    outcomes = while_another(partial(reaction, comment), change_late)

    assert code_of(outcomes[1]) in ("comments.answered", "comments.rated")
    assert fresh(comment).text == "Gute Idee"
    assert in_step(idea)


@pytest.mark.parametrize("reaction", [a_comment, a_rating])
def test_a_correction_is_marked_for_whoever_was_just_reacting(idea, reaction):
    ada = a_person()
    comment = a_comment(idea, ada)
    correct = partial(change, comment, text="x", stance="neutral", actor=ada, now=NOON)

    while_another(partial(reaction, comment), correct)

    assert (fresh(comment).text, fresh(comment).edited_at) == ("x", NOON)


def test_who_reacts_reads_the_words_that_were_just_changed(idea):
    ada = a_person()
    comment = a_comment(idea, ada)

    outcomes = while_another(
        partial(change, comment, text="x", stance="neutral", actor=ada, now=NOON),
        partial(a_comment, comment),
    )

    assert fresh(comment).edited_at is None
    assert isinstance(outcomes[1], Comment)
    assert in_step(idea)


def test_what_is_deleted_while_somebody_answers_keeps_its_place(idea):
    ada = a_person()
    comment = a_comment(idea, ada)

    while_another(partial(a_comment, comment), partial(delete, comment, actor=ada, now=NOON))

    assert (fresh(comment).is_shown, fresh(comment).text) == (True, "")
    assert in_step(idea)


@pytest.mark.parametrize("reaction", [a_comment, a_rating])
def test_what_was_just_deleted_is_neither_answered_nor_rated(idea, reaction):
    ada = a_person()
    comment = a_comment(idea, ada)

    outcomes = while_another(
        partial(delete, comment, actor=ada, now=NOON), partial(reaction, comment)
    )

    assert code_of(outcomes[1]) == "comments.hidden"
    assert not fresh(comment).is_shown
    assert in_step(idea)


def test_what_arrives_while_a_guest_signs_in_is_the_accounts_or_is_refused(idea):
    guest, ada = a_guest(), a_person()
    a_comment(idea, guest, text="before")

    outcomes = while_another(
        partial(a_comment, idea, guest, text="meanwhile"),
        partial(people.merge, guest, ada, now=NOON),
    )
    late = while_another(partial(a_comment, idea, ada), partial(a_comment, idea, guest))

    assert code_of(outcomes[0]) == "Comment"
    assert code_of(late[1]) == "people.gone"
    assert {comment.author for comment in Comment.objects.all()} == {ada}


def test_a_lively_discussion_stays_in_step_and_nobody_waits_for_each_other(idea):
    crowd = [a_person() for _ in range(6)]
    roots = [a_comment(idea, person, text=f"{n}") for n, person in enumerate(crowd)]
    replies = [a_comment(root, crowd[0], text=f"r{root.pk}") for root in roots]
    moderator = a_role(Role.MODERATOR)

    outcomes = at_once(
        [
            *(partial(a_comment, root, text=f"a{root.pk}") for root in roots),
            *(partial(a_comment, reply, text=f"b{reply.pk}") for reply in replies),
            *(partial(a_rating, comment) for comment in [*roots, *replies]),
            *(
                partial(delete, root, actor=p, now=NOON)
                for root, p in zip(roots[:2], crowd, strict=False)
            ),
            *(partial(hide, reply, reason="x", actor=moderator, now=NOON) for reply in replies[:3]),
            *(partial(a_comment, idea, text=f"c{n}") for n in range(4)),
        ]
    )

    assert {code_of(o) for o in outcomes} <= {"Comment", "NoneType", "comments.hidden"}, outcomes
    assert in_step(idea)
