"""Replies: in which thread they stand, what is counted, and what a deleted comment leaves."""

import pytest
from django.db import IntegrityError, transaction

from faden.backbone.audit.guard import arranging
from faden.backbone.items.actions import set_visibility
from faden.backbone.items.models import Item
from faden.backbone.items.queries import public_counts
from faden.backbone.items.tests.factories import PUBLIC, STAFF, an_item_in
from faden.backbone.people.tests.factories import NOON, a_guest, a_person
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import (
    GUEST,
    REGISTERED,
    VERIFIED,
    a_phase,
    a_process,
    a_role,
    an_open_process,
)
from faden.lib.refused import Refused
from faden.shared.comments.actions import delete
from faden.shared.comments.models import Comment
from faden.shared.comments.tests.factories import a_comment, a_rating, fresh
from faden.shared.moderation.actions import hide, show_again

pytestmark = pytest.mark.django_db


@pytest.fixture
def idea() -> Item:
    return an_item_in(an_open_process(GUEST))


def n_comments(item: Item) -> int:
    return Item.objects.values_list("n_comments", flat=True).get(pk=item.pk)


def shown(idea: Item) -> set[int]:
    return set(Comment.objects.filter(about=idea, is_shown=True).values_list("pk", flat=True))


def counts(comment: Comment) -> tuple[int, int]:
    stored = fresh(comment)
    return stored.n_answers, stored.n_replies


def test_a_reply_to_a_reply_stands_in_the_same_thread_and_knows_whom_it_answers(idea):
    root = a_comment(idea, stance="for")
    reply = a_comment(root, stance="against")
    further = a_comment(reply)

    assert [(c.about_id, c.part_of_id, c.root_id, c.in_reply_to_id, c.stance)
            for c in (root, reply, further)] == [
        (idea.pk, idea.pk, None, None, "for"),
        (idea.pk, idea.pk, root.pk, root.pk, "neutral"),
        (idea.pk, idea.pk, root.pk, reply.pk, "neutral"),
    ]  # fmt: skip
    assert n_comments(idea) == 3
    assert [counts(comment) for comment in (root, reply, further)] == [(1, 2), (1, 0), (0, 0)]


def test_ratings_are_repeated_as_one_number(idea):
    comment = a_comment(idea)

    for value in (1, 1, -1):
        a_rating(comment, value)
    ada = a_person()
    for value in (-1, 1, 0):
        a_rating(comment, value, person=ada)

    assert fresh(comment).score == 1


@pytest.mark.parametrize("deleted", [["root"], ["reply"], ["root", "reply"], ["further", "reply"]])
def test_a_deleted_comment_keeps_its_place_only_while_somebody_answers_it(idea, deleted):
    ada = a_person()
    comments = {"root": a_comment(idea, ada)}
    comments["reply"] = a_comment(comments["root"], ada, text="x")
    comments["further"] = a_comment(comments["reply"], ada, text="y")

    for name in deleted:
        delete(comments[name], actor=ada, now=NOON)

    gone = {"reply", "further"} if "further" in deleted else set()
    assert shown(idea) == {comments[name].pk for name in comments if name not in gone}
    assert n_comments(idea) == 3 - len(deleted)
    assert public_counts(idea.process)["comment"] == 3 - len(deleted)


def test_hiding_and_showing_again_keeps_all_counts_in_step(idea):
    root = a_comment(idea)
    reply = a_comment(root)
    moderator = a_role(Role.MODERATOR)

    hide(root, reason="x", actor=moderator, now=NOON)
    after_root = (shown(idea), n_comments(idea), counts(root))
    hide(reply, reason="x", actor=moderator, now=NOON)
    after_both = (shown(idea), n_comments(idea), counts(root))
    show_again(root, actor=moderator, now=NOON)
    show_again(reply, actor=moderator, now=NOON)

    assert after_root == ({root.pk, reply.pk}, 1, (1, 1))
    assert after_both == (set(), 0, (0, 0))
    assert (shown(idea), n_comments(idea), counts(root)) == ({root.pk, reply.pk}, 2, (1, 1))


def test_what_is_hidden_or_deleted_cannot_be_answered_or_rated(idea):
    ada = a_person()
    hidden, deleted = a_comment(idea, text="a"), a_comment(idea, ada, text="b")
    set_visibility(hidden, STAFF, actor=None)
    delete(deleted, actor=ada, now=NOON)

    for comment in (hidden, deleted):
        for act in (a_comment, a_rating):
            with pytest.raises(Refused) as refused:
                act(comment)
            assert refused.value.refusal.code == "comments.hidden"
    assert n_comments(idea) == 0


@pytest.mark.parametrize(
    ("opens", "may_answer", "may_rate"),
    [
        ({"idea.comment": GUEST}, True, True),
        ({"idea.rate": GUEST}, False, True),
        ({"idea.comment": GUEST, "idea.rate": VERIFIED}, True, True),
        ({"idea.comment": REGISTERED, "idea.rate": GUEST}, False, True),
        ({"idea.comment": REGISTERED, "idea.rate": REGISTERED}, False, False),
        ({"idea.submit": GUEST}, False, False),
        ({}, False, False),
    ],
)
def test_a_comment_is_answered_where_its_item_is_discussed_and_rated_where_either_is_open(
    opens, may_answer, may_rate
):
    process = a_process()
    before = a_phase(process, {"idea.comment": GUEST})
    idea = an_item_in(process)
    comment = a_comment(idea)
    with arranging():
        before.delete()
    a_phase(process, opens)

    allowed = []
    for act in (lambda: a_comment(comment, a_guest()), lambda: a_rating(comment, person=a_guest())):
        try:
            act()
            allowed.append(True)
        except Refused:
            allowed.append(False)

    assert allowed == [may_answer, may_rate]


def test_what_closes_the_item_closes_its_comments(idea):
    comment = a_comment(idea)
    set_visibility(Item.objects.get(pk=idea.pk), STAFF, actor=None)

    for act in (a_comment, a_rating):
        with pytest.raises(Refused) as refused:
            act(comment)
        assert refused.value.refusal.code == "ideas.hidden"


@pytest.mark.parametrize(
    "wrong",
    [
        {"root": None},
        {"in_reply_to": None},
        {"stance": "for"},
        {"deleted_at": NOON},
    ],
)
def test_the_database_holds_what_a_reply_is(idea, wrong):
    reply = a_comment(a_comment(idea))

    with pytest.raises(IntegrityError), transaction.atomic(), arranging():
        Comment.objects.filter(pk=reply.pk).update(**wrong)


def test_a_reply_sent_again_is_there_once_and_to_others_meant_anew(idea):
    ada, roots = a_person(), [a_comment(idea, text="a"), a_comment(idea, text="b")]

    written = [a_comment(roots[n], ada, text="Ja", minute=minute) for n, minute in
               [(0, 0), (0, 1), (1, 1)]]  # fmt: skip
    on_the_item = a_comment(idea, ada, text="Ja", minute=1)

    assert written[0] == written[1]
    assert len({comment.pk for comment in [*written, on_the_item]}) == 3
    assert fresh(roots[0]).visibility == PUBLIC
