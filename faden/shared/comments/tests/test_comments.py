"""Commenting on an item, and reading the discussion page by page."""

import pytest
from django.db import IntegrityError, transaction

from faden.backbone.audit.queries import log_of, versions
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
from faden.shared.comments.queries import (
    address_in_discussion,
    comments_on,
    comments_page,
    public_comment,
)
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


def test_a_comment_is_not_commented_on(idea):
    with pytest.raises(Refused) as refused:
        a_comment(a_comment(idea))

    assert refused.value.refusal.code == "comments.no_verbs"


def test_a_stance_is_one_of_three(idea):
    with pytest.raises(IntegrityError), transaction.atomic():
        comment(idea, text="x", stance="angry", person=a_person(), now=NOON)

    assert n_comments(idea) == 0


def test_the_discussion_is_read_from_the_oldest_on_without_what_is_hidden(idea):
    later, first, hidden = (a_comment(idea, minute=minute) for minute in (5, 1, 3))
    same_minute = a_comment(idea, minute=5)
    a_comment(an_item_in(idea.process))

    set_visibility(hidden, STAFF, actor=None)

    assert list(comments_on(idea)) == [first, later, same_minute]
    assert n_comments(idea) == 3
    assert public_counts(idea.process) == {"idea": 2, "comment": 4}


@pytest.fixture
def long_discussion(idea) -> list[Comment]:
    """101 comments, each a minute after the one before."""
    return [a_comment(idea, minute=minute) for minute in range(101)]


def page_of(idea: Item, number: str | None) -> tuple[int, list[Comment]]:
    page = comments_page(Item.objects.get(pk=idea.pk), number)
    return page.number, list(page)


def test_a_page_holds_fifty_comments_and_wrong_numbers_give_the_nearest(idea, long_discussion):
    pages = {
        number: page_of(idea, number)
        for number in (None, "1", "2", "3", "4", "0", "-1", "abc", "", "9" * 30, "2.5")
    }

    first, second, third = long_discussion[:50], long_discussion[50:100], long_discussion[100:]
    assert pages == {
        None: (1, first),
        "1": (1, first),
        "2": (2, second),
        "3": (3, third),
        "4": (3, third),
        "0": (3, third),
        "-1": (3, third),
        "abc": (1, first),
        "": (1, first),
        "9" * 30: (3, third),
        "2.5": (1, first),
    }


def test_a_comments_own_address_leads_to_its_page(client, idea, long_discussion):
    places = {
        number: client.get(f"/beitraege/{long_discussion[number].pk}/").headers["Location"]
        for number in (0, 49, 50, 99, 100)
    }

    path = idea.get_absolute_url()
    assert places == {
        number: f"{path}?seite={page}#beitrag-{long_discussion[number].pk}"
        for number, page in [(0, 1), (49, 1), (50, 2), (99, 2), (100, 3)]
    }


def test_hiding_moves_later_comments_to_their_new_page(idea, long_discussion):
    set_visibility(long_discussion[0], STAFF, actor=None)

    pages = [page_of(idea, "1")[1], page_of(idea, "3")[1]]

    assert pages == [long_discussion[1:51], long_discussion[51:]]  # the third is the second now
    assert "?seite=1#" in address_in_discussion(long_discussion[50])


def test_comments_of_one_moment_have_their_order_in_the_address_too(idea):
    comments = [a_comment(idea) for _ in range(51)]

    pages = [address_in_discussion(comment).split("?")[1] for comment in comments[-2:]]

    assert pages == [
        f"seite=1#beitrag-{comments[49].pk}",
        f"seite=2#beitrag-{comments[50].pk}",
    ]


def test_an_address_keeps_its_language(client, idea):
    written = a_comment(idea)

    assert client.get(f"/en/beitraege/{written.pk}/").headers["Location"] == (
        f"/en/ideen/{idea.pk}-{idea.slug}/?seite=1#beitrag-{written.pk}"
    )


@pytest.mark.parametrize("number", ["0", "999", "99999999999999999999", "x"])
def test_there_is_no_page_for_what_is_no_comment(client, idea, number):
    assert client.get(f"/beitraege/{number}/").status_code == 404
    assert client.get(f"/beitraege/{idea.pk}/").status_code == 404


def test_a_comment_is_reached_only_while_it_and_its_item_are_public(client, idea):
    first, second = a_comment(idea), a_comment(idea)
    set_visibility(first, STAFF, actor=None)
    alone_hidden = [public_comment(first.pk), public_comment(second.pk)]

    set_visibility(Item.objects.get(pk=idea.pk), STAFF, actor=None)

    assert alone_hidden == [None, second]
    assert client.get(f"/beitraege/{second.pk}/").status_code == 404


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

    assert str(comments_on(idea).get().author.public_name) != "Ada"
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
    assert n_comments(idea) == comments_on(idea).count() == 10
    assert public_counts(idea.process) == {"idea": 1, "comment": 10}
