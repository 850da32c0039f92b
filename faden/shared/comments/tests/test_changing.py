"""Changing and deleting one's own comment: what is kept of it, and what is not."""

from datetime import timedelta

import pytest

from faden.backbone.audit.tests.logged import log_of
from faden.backbone.items.models import Item
from faden.backbone.items.tests.factories import an_item_in
from faden.backbone.people import actions as people
from faden.backbone.people.queries import export
from faden.backbone.people.tests.factories import NOON, a_guest, a_person
from faden.backbone.processes.actions import change_process
from faden.backbone.processes.tests.factories import GUEST, a_phase, a_process, an_open_process
from faden.lib.refused import Refused
from faden.shared.comments.actions import change, comment, delete
from faden.shared.comments.models import Comment
from faden.shared.comments.queries import readable_comments
from faden.shared.comments.tests.factories import a_comment, a_rating, fresh
from faden.shared.ratings.actions import rate
from faden.shared.ratings.models import GuestTally, Rating

pytestmark = pytest.mark.django_db


@pytest.fixture
def idea() -> Item:
    return an_item_in(an_open_process(GUEST))


def after(minutes: int):
    return NOON + timedelta(minutes=minutes)


def texts_of(comment) -> list[str]:
    return list(comment.revisions.order_by("number").values_list("text", flat=True))


@pytest.mark.parametrize("somebody", [a_person, a_guest])
def test_a_correction_replaces_the_words_and_every_version_is_kept(idea, somebody):
    ada = somebody()
    comment = a_comment(idea, ada, text="Grossartig", stance="for")

    for minute, text in [(1, "Großartig"), (2, "Großartig!")]:
        change(comment, text=text, stance="against", actor=ada, now=after(minute))

    stored = fresh(comment)
    assert (stored.text, stored.stance, stored.edited_at) == ("Großartig!", "against", None)
    assert texts_of(comment) == ["Grossartig", "Großartig", "Großartig!"]
    assert {entry.action for entry in log_of(comment)} == {"comments.comment", "comments.change"}
    assert "Großartig" not in str([entry.facts for entry in log_of(comment)])


@pytest.mark.parametrize("reaction", ["none", "answer", "rating", "guest's rating"])
@pytest.mark.parametrize("minute", [10, 40])
def test_a_change_is_marked_once_others_have_reacted_and_refused_later(idea, reaction, minute):
    ada = a_person()
    comment = a_comment(idea, ada)
    if reaction == "answer":
        a_comment(comment)
    if "rating" in reaction:
        a_rating(comment, -1, person=a_guest() if "guest" in reaction else a_person())

    outcome = "refused"
    try:
        change(comment, text="Anders", stance="neutral", actor=ada, now=after(minute))
        outcome = "marked" if fresh(comment).edited_at else "unmarked"
    except Refused:
        assert fresh(comment).text == "Gute Idee"

    expected = {("none", 10): "unmarked", ("none", 40): "marked"}
    usual = "marked" if minute == 10 else "refused"
    assert outcome == expected.get((reaction, minute), usual)


def test_the_same_words_again_change_nothing(idea):
    ada = a_person()
    comment = a_comment(idea, ada)
    a_comment(comment)

    change(comment, text="Gute Idee", stance="neutral", actor=ada, now=after(1))

    assert (texts_of(comment), fresh(comment).edited_at) == (["Gute Idee"], None)


def test_who_wrote_before_the_phase_ended_may_still_correct_it_and_no_longer():
    process = a_process()
    a_phase(process, {"idea.comment": GUEST}, ends_at=after(5))
    ada = a_person()
    comment = a_comment(an_item_in(process), ada)

    change(comment, text="Berichtigt", stance="neutral", actor=ada, now=after(20))
    with pytest.raises(Refused) as refused:
        change(comment, text="Zu spät", stance="neutral", actor=ada, now=after(40))

    assert refused.value.refusal.code == "processes.over"
    assert fresh(comment).text == "Berichtigt"


ACTS = {
    "change": lambda comment, actor: change(comment, text="x", stance="for", actor=actor, now=NOON),
    "delete": lambda comment, actor: delete(comment, actor=actor, now=NOON),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("somebody", [a_person, a_guest])
def test_nobody_else_touches_it(idea, act, somebody):
    comment = a_comment(idea)

    with pytest.raises(Refused) as refused:
        ACTS[act](comment, somebody())

    assert refused.value.refusal.code == "comments.not_yours"
    assert fresh(comment).text == "Gute Idee"


def test_a_reply_takes_no_stance_when_it_is_changed(idea):
    ada = a_person()
    reply = a_comment(a_comment(idea), ada)

    change(reply, text="Doch", stance="against", actor=ada, now=NOON)

    assert (fresh(reply).text, fresh(reply).stance) == ("Doch", "neutral")


def test_nothing_of_a_deleted_comment_is_left_but_its_place(idea):
    ada = a_person()
    comment = a_comment(idea, ada, text="Geheim", stance="for")
    change(comment, text="Noch geheimer", stance="for", actor=ada, now=after(1))
    a_comment(comment)
    for person in (a_person(), a_guest()):
        a_rating(comment, 1, person=person)

    delete(comment, actor=ada, now=after(99))

    stored = fresh(comment)
    assert (stored.text, stored.title, stored.stance, stored.author) == ("", "", "neutral", None)
    assert (stored.deleted_at, stored.is_shown, stored.score) == (after(99), True, 0)
    assert (stored.n_up, stored.n_down) == (0, 0)
    assert texts_of(comment) == ["", ""]
    assert not Rating.objects.exists()
    assert not GuestTally.objects.exists()
    assert Item.objects.get(pk=idea.pk).n_comments == 1


def test_a_deleted_comment_is_not_deleted_or_changed_again(idea):
    ada = a_person()
    comment = a_comment(idea, ada)
    delete(comment, actor=ada, now=NOON)

    with pytest.raises(Refused):
        delete(comment, actor=ada, now=NOON)
    with pytest.raises(Refused):
        change(comment, text="x", stance="for", actor=ada, now=NOON)

    assert Item.objects.get(pk=idea.pk).n_comments == 0


def test_who_takes_an_account_keeps_what_was_written_rated_and_answered_before(idea):
    guest, ada = a_guest(), a_person()
    root = a_comment(idea, guest)
    reply = a_comment(root, guest)
    deleted = a_comment(idea, guest, text="x")
    a_comment(deleted)
    delete(deleted, actor=guest, now=NOON)

    people.merge(guest, ada, now=NOON)
    change(fresh(reply), text="Von Ada", stance="neutral", actor=ada, now=after(1))

    assert [fresh(comment).author for comment in (root, reply, deleted)] == [ada, ada, None]
    exported = export(ada)
    assert {row["text"] for row in exported["items.revision"]} == {"Gute Idee", "Von Ada"}
    assert len([row for row in exported["items.item"] if row["kind"] == "comment"]) == 2


def test_comments_replies_and_places_of_an_erased_account_stay_without_its_name(idea):
    ada = a_person(display_name="Ada")
    root = a_comment(idea, ada)
    reply = a_comment(root)
    a_comment(reply, ada)
    gone = a_comment(idea, ada, text="x")
    a_comment(gone)
    delete(gone, actor=ada, now=NOON)

    people.erase(ada, now=NOON)

    names = {str(c.author.public_name) for c in readable_comments(idea) if c.author == ada}
    assert names == {"Gelöschtes Konto"}
    assert Item.objects.get(pk=idea.pk).n_comments == readable_comments(idea).count() == 4
    assert fresh(gone).is_shown


@pytest.mark.parametrize("is_rated", [True, False], ids=["rated", "not rated"])
def test_while_counts_are_hidden_nothing_of_a_change_says_whether_there_are_ratings(is_rated):
    process = a_process()
    verbs = {"idea.comment": GUEST, "idea.rate": GUEST}
    a_phase(process, verbs, starts_at=NOON, ends_at=after(9 * 24 * 60), hides_ratings=True)
    author, early = a_person(), after(20)
    said = comment(an_item_in(process), text="Yes", stance="for", person=author, now=NOON)
    if is_rated:
        rate(said, 1, person=a_person(), now=NOON)

    change(said, text="Yes!", stance="for", actor=author, now=early)
    with pytest.raises(Refused) as refused:
        change(said, text="Never", stance="for", actor=author, now=after(24 * 60))

    assert refused.value.refusal.code == "comments.ratings_hidden"
    assert Comment.objects.get(pk=said.pk).edited_at is None


def test_where_people_can_only_be_in_favour_from_now_on_nothing_against_counts_any_more(idea):
    said = comment(idea, text="Yes", stance="for", person=a_person(), now=NOON)
    for value in (1, -1, -1):
        rate(said, value, person=a_person(), now=NOON)
    before = Comment.objects.get(pk=said.pk).score
    process = idea.process.as_process

    change_process(process, rating_mode="up_only", actor=None, now=NOON)
    after = Comment.objects.get(pk=said.pk).score

    assert (before, after) == (-1, 1)
