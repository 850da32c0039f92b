"""Commenting on an item, and reading the discussion page by page."""

import pytest
from django.db import IntegrityError, transaction

from faden.backbone.audit.queries import versions
from faden.backbone.audit.tests.logged import log_of
from faden.backbone.audit.tests.threads import at_once
from faden.backbone.items.actions import set_visibility
from faden.backbone.items.models import Item
from faden.backbone.items.queries import public_counts
from faden.backbone.items.tests.factories import PUBLIC, STAFF, an_item_in
from faden.backbone.people import actions as people
from faden.backbone.people.queries import export
from faden.backbone.people.tests.factories import NOON, a_guest, a_person
from faden.backbone.processes.tests.factories import (
    GUEST,
    REGISTERED,
    a_phase,
    a_process,
    an_open_process,
)
from faden.lib.refused import Refused
from faden.shared.comments.actions import comment
from faden.shared.comments.models import Comment
from faden.shared.comments.queries import readable_comments
from faden.shared.comments.tests.factories import a_comment

pytestmark = pytest.mark.django_db


@pytest.fixture
def idea() -> Item:
    return an_item_in(an_open_process(GUEST), language="en")


def n_comments(item: Item) -> int:
    return Item.objects.values_list("n_comments", flat=True).get(pk=item.pk)


@pytest.mark.parametrize("stance", ["for", "against", "neutral"])
@pytest.mark.parametrize("somebody", [a_person, a_guest])
def test_a_comment_is_public_counted_and_kept_as_it_was_written(idea, somebody, stance):
    person = somebody()

    written = comment(idea, text="Ja,\nbitte!", stance=stance, person=person, now=NOON)

    stored = Comment.objects.get()
    assert (stored, stored.part_of_id, stored.process_id) == (written, idea.pk, idea.process_id)
    assert (stored.text, stored.stance, stored.author) == ("Ja,\nbitte!", stance, person)
    assert (stored.kind, stored.language, stored.visibility) == ("comment", "en", PUBLIC)
    assert (stored.created_at, stored.published_at) == (NOON, NOON)
    assert (stored.origin.channel, stored.revisions.get().text) == ("online", "Ja,\nbitte!")
    assert n_comments(idea) == 1
    assert public_counts(idea.process) == {"idea": 1, "comment": 1}


def test_who_commented_on_what_is_recorded_without_the_text(idea):
    ada, scope = a_person(), f"process:{idea.process_id}"
    before = versions([scope])[scope]

    written = a_comment(idea, ada, text="Geheim")

    entry = log_of(written).get()
    assert (entry.action, entry.actor_id, entry.facts) == (
        "comments.comment",
        ada.pk,
        {"on": idea.pk},
    )
    assert versions([scope])[scope] == before + 1


@pytest.mark.parametrize(
    ("opens", "somebody", "code"),
    [
        ({}, a_person, "processes.never_open"),
        ({"idea.rate": GUEST}, a_person, "processes.never_open"),
        ({"idea.comment": REGISTERED}, a_guest, "processes.needs_account"),
    ],
)
def test_a_comment_that_is_not_taken_leaves_nothing(opens, somebody, code):
    process = a_process()
    a_phase(process, opens)
    idea = an_item_in(process)

    with pytest.raises(Refused) as refused:
        a_comment(idea, somebody())

    assert refused.value.refusal.code == code
    assert (Comment.objects.count(), n_comments(idea)) == (0, 0)


def test_what_is_hidden_in_the_meantime_takes_no_comments(idea):
    set_visibility(Item.objects.get(pk=idea.pk), STAFF, actor=None)

    with pytest.raises(Refused) as refused:
        a_comment(idea)

    assert refused.value.refusal.code == "ideas.hidden"


def test_a_stance_is_one_of_three(idea):
    with pytest.raises(IntegrityError), transaction.atomic():
        comment(idea, text="x", stance="angry", person=a_person(), now=NOON)

    assert n_comments(idea) == 0


def test_a_guest_who_signs_in_keeps_their_comments(idea):
    guest, account = a_guest(), a_person()
    written = a_comment(idea, guest)

    people.merge(guest, account, now=NOON)

    assert Comment.objects.get().author == account
    exported = {row["kind"] for row in export(account)["items.item"]}
    assert (exported, written.revisions.get().author) == ({"comment"}, account)


def test_comments_of_a_deleted_account_stay_without_its_name(idea):
    ada = a_person(display_name="Ada")
    a_comment(idea, ada)

    people.erase(ada, now=NOON)

    assert str(readable_comments(idea).get().author.public_name) != "Ada"
    assert n_comments(idea) == 1


def test_a_comment_sent_again_is_there_once_and_later_meant_anew(idea):
    ada = a_person()

    written = [a_comment(idea, ada, text="Ja", minute=minute) for minute in (0, 1, 59, 60, 61)]
    others = [a_comment(idea, text="Ja"), a_comment(an_item_in(idea.process), ada, text="Ja")]

    assert [comment.pk == written[0].pk for comment in written] == [True, True, True, False, False]
    assert written[3] == written[4]
    assert Comment.objects.count() == 4
    assert not {comment.pk for comment in others} & {comment.pk for comment in written}
    assert n_comments(idea) == 3


@pytest.mark.django_db(transaction=True)
def test_comments_of_the_same_moment_all_count(idea):
    crowd = [a_person() for _ in range(10)]

    written = at_once([lambda person=person: a_comment(idea, person) for person in crowd])

    assert all(isinstance(comment, Comment) for comment in written), written
    assert n_comments(idea) == readable_comments(idea).count() == 10
    assert public_counts(idea.process) == {"idea": 1, "comment": 10}
