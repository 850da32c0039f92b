"""What authors do with an idea while it waits for release."""

from datetime import timedelta

import pytest

from faden.backbone.items.models import Item
from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_role
from faden.lib.refused import Refused
from faden.participation.ideas.actions import Draft, edit, hand_in_again, withdraw
from faden.participation.ideas.models import Idea
from faden.participation.ideas.tests.moderated import a_moderated_process, an_idea_sent
from faden.shared.comments.actions import change, comment, delete
from faden.shared.comments.models import Comment
from faden.shared.moderation.actions import refuse, release
from faden.shared.moderation.models import Hold
from faden.shared.moderation.queries import held, last_hold, mark_of_words

pytestmark = pytest.mark.django_db
OTHERWISE = Draft("Mehr Stühle", "Es fehlen Stühle am Fluss.")
STAFF, PUBLIC = Item.Visibility.STAFF, Item.Visibility.PUBLIC


@pytest.fixture
def process():
    return a_moderated_process(edit_minutes=0)


@pytest.fixture
def moderator(process):
    return a_role(Role.MODERATOR, process)


@pytest.fixture
def author():
    return a_person()


def now_is(idea):
    return Idea.objects.get(pk=idea.pk)


def code_of(act, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.refusal.code


def test_its_author_changes_it_and_nobody_learns_what_it_said_before(process, author, moderator):
    idea = an_idea_sent(process, author)

    edit(idea, OTHERWISE, actor=author, now=NOON)
    release(idea, actor=moderator, now=NOON)

    idea = now_is(idea)
    assert (idea.title, idea.slug, idea.edited_at) == ("Mehr Stühle", "mehr-stuehle", None)
    assert idea.visibility == PUBLIC
    assert [one.title for one in idea.revisions.all()] == ["Mehr Stühle"]


def test_what_was_changed_meanwhile_is_not_released_unseen(process, author, moderator):
    idea = an_idea_sent(process, author)
    seen = mark_of_words(idea)
    edit(idea, OTHERWISE, actor=author, now=NOON)

    code = code_of(release, idea, seen=seen, actor=moderator, now=NOON)

    assert (code, last_hold(idea).is_open) == ("moderation.changed_meanwhile", True)
    release(now_is(idea), seen=mark_of_words(now_is(idea)), actor=moderator, now=NOON)


def test_withdrawn_it_waits_no_more_and_handed_in_again_it_does(process, author, moderator):
    idea = an_idea_sent(process, author)

    withdraw(idea, reason="Doch nicht.", actor=author, now=NOON)
    assert (list(held(moderator, now=NOON)), last_hold(idea).decision) == ([], "withdrawn")
    assert code_of(release, idea, actor=moderator, now=NOON) == "moderation.not_waiting"
    hand_in_again(idea, actor=author, now=NOON)

    assert [hold.item_id for hold in held(moderator, now=NOON)] == [idea.pk]
    assert (now_is(idea).visibility, Hold.objects.count()) == (STAFF, 2)


def test_what_was_not_published_is_neither_changed_nor_handed_in_again(process, author, moderator):
    idea = an_idea_sent(process, author)
    refuse(idea, reason="Werbung.", actor=moderator, now=NOON)

    codes = [
        code_of(edit, idea, OTHERWISE, actor=author, now=NOON),
        code_of(withdraw, idea, reason="x", actor=author, now=NOON),
        code_of(hand_in_again, idea, actor=author, now=NOON),
    ]

    assert codes == ["ideas.hidden"] * 3


def test_others_change_nothing_while_it_waits(process, author, moderator):
    idea = an_idea_sent(process, author)

    for other in (a_person(), moderator):
        assert code_of(edit, idea, OTHERWISE, actor=other, now=NOON) == "ideas.not_yours"


def test_the_pages_offer_it(client, process, author, moderator):
    idea = an_idea_sent(process, author)
    client.force_login(author)
    page = f"/en/ideen/{idea.pk}-{idea.slug}/"
    sent = {"title": "Mehr Stühle", "text": "Es fehlen Stühle am Fluss."}

    shown = client.get(page).text
    changed = client.post(f"{page}bearbeiten/", sent)
    gone = client.post(f"{page}zurueckziehen/", {"reason": "Doch nicht."}, follow=True)

    assert "You can change or withdraw it until it is released." in shown
    assert (changed.status_code, now_is(idea).title) == (303, "Mehr Stühle")
    assert "This idea was withdrawn" in gone.text
    assert "Take the withdrawal back" in gone.text


def test_the_team_that_looked_at_other_words_comes_back_to_the_page(
    client, process, author, moderator
):
    idea = an_idea_sent(process, author)
    client.force_login(moderator)
    seen = client.get(f"/en/team/beitraege/{idea.pk}/pruefen/").context["mark"]
    edit(idea, OTHERWISE, actor=author, now=NOON)

    answer = client.post(
        f"/en/team/beitraege/{idea.pk}/freischalten/", {"stand": seen}, follow=True
    )

    assert "has changed it in the meantime" in answer.text
    assert "Mehr Stühle" in answer.text


def test_a_comment_is_changed_and_deleted_while_it_waits(client, process, author, moderator):
    idea = an_idea_sent(process, author)
    release(idea, actor=moderator, now=NOON)
    said = [
        comment(idea, text=text, stance="for", person=author, now=NOON) for text in ("Ja.", "Gut.")
    ]
    much_later = NOON + timedelta(days=1)

    change(said[0], text="Nein.", stance="against", actor=author, now=much_later)
    delete(said[1], actor=author, now=much_later)
    client.force_login(author)
    page = client.get(f"/en/beitraege/{said[0].pk}/").text

    assert [hold.item_id for hold in held(moderator, now=NOON)] == [said[0].pk]
    release(said[0], actor=moderator, now=much_later)
    [now] = Comment.objects.filter(is_readable=True)
    assert (now.text, now.edited_at, now.revisions.count()) == ("Nein.", None, 1)
    assert f"/en/beitraege/{now.pk}/bearbeiten/" in page


def test_my_contributions_say_what_waits_and_what_was_not_published(
    client, process, author, moderator
):
    an_idea_sent(process, author, title="Wartet noch")
    refuse(an_idea_sent(process, author, title="Werbung"), reason="x", actor=moderator, now=NOON)
    client.force_login(author)

    page = client.get("/en/konto/beitraege/").text

    assert page.count("You can still change or withdraw it.") == 1
    assert ("Waits for release" in page, "Not published" in page) == (True, True)
