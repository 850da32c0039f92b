"""Hiding and showing again: who may, what is counted, who is told."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from faden.backbone.audit.guard import arranging
from faden.backbone.audit.tests.logged import log_of
from faden.backbone.audit.tests.threads import at_once
from faden.backbone.items.models import Item
from faden.backbone.items.queries import public_counts
from faden.backbone.items.tests.factories import INVITED, PUBLIC, STAFF, an_item_in
from faden.backbone.people import actions as people
from faden.backbone.people.queries import export
from faden.backbone.people.tests.factories import NOON, a_guest, a_person
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_process, a_role
from faden.lib.refused import Refused
from faden.shared.moderation.actions import hide, hide_all, show_again
from faden.shared.moderation.models import Hiding
from faden.shared.moderation.queries import open_hiding
from faden.shared.notifications.models import OutboxMail

pytestmark = pytest.mark.django_db
REASON = "It names a neighbour."
DAY = timedelta(days=1)


@pytest.fixture
def process():
    return a_process()


@pytest.fixture
def moderator(process):
    return a_role(Role.MODERATOR, process)


def visibility(item: Item) -> str:
    return Item.objects.values_list("visibility", flat=True).get(pk=item.pk)


def mails() -> list[tuple]:
    """(recipient, template, item, facts) of what waits in the outbox"""
    columns = ("recipient", "template", "item", "facts")
    return list(OutboxMail.objects.order_by("pk").values_list(*columns))


def code_of(call, *args, **kwargs) -> str | None:
    """The code of the refusal, or None"""
    try:
        call(*args, **kwargs)
    except Refused as refused:
        return refused.refusal.code
    return None


def test_what_is_hidden_is_no_longer_public_and_its_author_is_told_why(process, moderator):
    author = a_person()
    idea, other = an_item_in(process, author=author), an_item_in(process)

    hide(idea, reason=REASON, actor=moderator, now=NOON)

    hiding = Hiding.objects.get()
    assert (visibility(idea), visibility(other)) == (STAFF, PUBLIC)
    assert public_counts(process) == {"idea": 1}
    assert open_hiding(idea) == hiding
    assert (hiding.reason, hiding.hidden_by, hiding.hidden_at) == (REASON, moderator, NOON)
    assert mails() == [(author.pk, "moderation/mail/hidden", idea.pk, {"reason": REASON})]


def test_hiding_is_recorded_without_the_reason(process, moderator):
    idea = an_item_in(process)

    hide(idea, reason=REASON, actor=moderator, now=NOON)

    entries = [*log_of(idea), *log_of(Hiding.objects.get())]
    assert [(entry.action, entry.actor_id, entry.facts) for entry in entries] == [
        ("items.set_visibility", moderator.pk, {"before": "public", "after": "staff"}),
        ("moderation.hide", moderator.pk, {"item": idea.pk}),
    ]


def test_what_is_shown_again_is_public_as_before(process, moderator):
    idea = an_item_in(process)
    hide(idea, reason=REASON, actor=moderator, now=NOON)

    show_again(idea, actor=moderator, now=NOON + DAY)

    hiding = Hiding.objects.get()
    assert (visibility(idea), public_counts(process)) == (PUBLIC, {"idea": 1})
    assert (open_hiding(idea), hiding.shown_again_at) == (None, NOON + DAY)
    assert [entry.action for entry in log_of(hiding)] == [
        "moderation.hide",
        "moderation.show_again",
    ]


def test_something_may_be_hidden_more_than_once(process, moderator):
    idea = an_item_in(process)

    for _ in range(2):
        hide(idea, reason=REASON, actor=moderator, now=NOON)
        show_again(idea, actor=moderator, now=NOON)

    assert (Hiding.objects.count(), visibility(idea)) == (2, PUBLIC)
    assert public_counts(process) == {"idea": 1}


def test_a_hidden_comment_leaves_the_discussion_and_comes_back(process, moderator):
    idea = an_item_in(process)
    comment = an_item_in(process, kind="comment", part_of=idea)
    seen = []

    for change in (lambda: hide(comment, reason=REASON, actor=moderator, now=NOON),
                   lambda: show_again(comment, actor=moderator, now=NOON)):  # fmt: skip
        change()
        seen.append((Item.objects.get(pk=idea.pk).n_comments, public_counts(process)))

    assert seen == [(0, {"idea": 1}), (1, {"idea": 1, "comment": 1})]


@pytest.mark.parametrize("state", [STAFF, INVITED])
def test_what_is_not_public_is_not_hidden(process, moderator, state):
    idea = an_item_in(process, visibility=state)

    refusal = code_of(hide, idea, reason=REASON, actor=moderator, now=NOON)

    assert (refusal, visibility(idea), mails()) == ("moderation.not_shown", state, [])


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_nothing_is_hidden_without_a_reason(process, moderator, reason):
    idea = an_item_in(process)

    refusal = code_of(hide, idea, reason=reason, actor=moderator, now=NOON)

    assert (refusal, visibility(idea)) == ("moderation.reason", PUBLIC)


@pytest.mark.parametrize("state", [PUBLIC, STAFF, INVITED])
def test_only_what_was_hidden_is_shown_again(process, moderator, state):
    idea = an_item_in(process, visibility=state)

    refusal = code_of(show_again, idea, actor=moderator, now=NOON)

    assert (refusal, visibility(idea)) == ("moderation.not_hidden", state)


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.ADMINISTRATOR, True),
        (Role.PROCESS_MANAGER, True),
        (Role.MODERATOR, True),
        (Role.EVALUATOR, False),
        (Role.ON_SITE_TEAM, False),
    ],
)
def test_which_roles_hide_and_show_again(process, role, may):
    actor = a_role(role, None if role is Role.ADMINISTRATOR else process)
    idea, other, hidden = (an_item_in(process) for _ in range(3))
    hide(hidden, reason=REASON, actor=a_role(Role.ADMINISTRATOR), now=NOON)

    codes = [
        code_of(hide, idea, reason=REASON, actor=actor, now=NOON),
        code_of(hide_all, [other], reason=REASON, actor=actor, now=NOON),
        code_of(show_again, hidden, actor=actor, now=NOON),
    ]

    expected = None if may else "processes.not_allowed"
    assert codes == [expected] * 3
    assert (visibility(idea) == STAFF, visibility(hidden) == PUBLIC) == (may, may)


@pytest.mark.parametrize(
    "somebody",
    [
        lambda _process: a_person(),
        lambda _process: a_guest(),
        lambda _process: a_role(Role.MODERATOR, a_process()),
        lambda process: a_role(Role.MODERATOR, process, expires_at=NOON),
    ],
    ids=["citizen", "guest", "team of another process", "role that has ended"],
)
def test_nobody_else_hides(process, somebody):
    idea = an_item_in(process)

    refusal = code_of(hide, idea, reason=REASON, actor=somebody(process), now=NOON)

    assert (refusal, visibility(idea)) == ("processes.not_allowed", PUBLIC)


def test_a_process_itself_is_hidden_by_nobody(process, moderator):
    code = code_of(hide, process, reason=REASON, actor=moderator, now=NOON)

    assert (code, visibility(process)) == ("moderation.not_part_of_a_process", PUBLIC)


def test_several_are_hidden_for_one_reason_and_what_was_hidden_before_is_left_out(
    process, moderator
):
    ideas = [an_item_in(process, author=a_person()) for _ in range(3)]
    hide(ideas[1], reason="Before", actor=moderator, now=NOON)

    n = hide_all(Item.objects.filter(kind="idea"), reason=REASON, actor=moderator, now=NOON)

    assert n == 2
    assert {visibility(idea) for idea in ideas} == {STAFF}
    assert public_counts(process) == {}
    assert [open_hiding(idea).reason for idea in ideas] == [REASON, "Before", REASON]
    assert len(mails()) == 3


def test_several_are_hidden_together_or_not_at_all(process, moderator):
    own, foreign = an_item_in(process), an_item_in(a_process())

    refusal = code_of(hide_all, [own, foreign], reason=REASON, actor=moderator, now=NOON)

    assert refusal == "processes.not_allowed"
    assert [visibility(own), visibility(foreign)] == [PUBLIC, PUBLIC]
    assert mails() == []


@pytest.mark.parametrize("author", [lambda: None, a_guest], ids=["nobody", "guest"])
def test_whoever_has_no_address_is_told_on_the_page_only(process, moderator, author):
    idea = an_item_in(process, author=author())

    hide(idea, reason=REASON, actor=moderator, now=NOON)

    assert (mails(), open_hiding(idea).reason) == ([], REASON)


def test_the_database_holds_one_open_hiding_per_item_with_a_reason(process):
    hidden, other = an_item_in(process), an_item_in(process)
    facts = {"visibility_before": PUBLIC, "hidden_at": NOON}
    with arranging():
        Hiding.objects.create(item=hidden, reason=REASON, **facts)

    for item, reason in ((hidden, REASON), (other, "")):
        with pytest.raises(IntegrityError), transaction.atomic(), arranging():
            Hiding.objects.create(item=item, reason=reason, **facts)


@pytest.mark.django_db(transaction=True)
def test_hiding_at_the_same_moment_hides_once(process, moderator):
    ideas = [an_item_in(process, author=a_person()) for _ in range(20)]

    done = at_once(
        [
            lambda order=order: hide_all(order, reason=REASON, actor=moderator, now=NOON)
            for order in (ideas, ideas[::-1], ideas[10:], ideas[10::-1]) * 2
        ]
    )

    assert [n for n in done if not isinstance(n, int)] == []
    assert sum(done) == 20
    assert {visibility(idea) for idea in ideas} == {STAFF}
    assert (public_counts(process), Hiding.objects.count(), len(mails())) == ({}, 20, 20)


def test_who_hid_what_stays_known_and_is_in_their_export(process):
    moderator = a_role(Role.MODERATOR, process, a_person())
    idea = an_item_in(process)
    hide(idea, reason=REASON, actor=moderator, now=NOON)

    exported = export(moderator)["moderation.hiding"]
    people.erase(moderator, now=NOON)

    assert [(row["item_id"], row["reason"]) for row in exported] == [(idea.pk, REASON)]
    assert open_hiding(idea).reason == REASON
