"""The pages of comments: with and without an account, with errors, refused, changed, deleted."""

import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client

from faden.backbone.items.actions import set_visibility
from faden.backbone.items.models import Item
from faden.backbone.items.tests.factories import STAFF, an_item_in
from faden.backbone.people.limits import LIMITS, take
from faden.backbone.people.models import Person
from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import (
    GUEST,
    LONG_AGO,
    REGISTERED,
    a_phase,
    a_process,
    a_role,
    an_open_process,
)
from faden.shared.comments.actions import delete
from faden.shared.comments.models import Comment
from faden.shared.comments.tests.factories import a_comment, fresh
from faden.shared.moderation.actions import hide

pytestmark = pytest.mark.django_db
TYPED = {"text": "Das fehlt hier wirklich.", "stance": "for"}


@pytest.fixture
def idea() -> Item:
    return an_item_in(an_open_process(GUEST), title="Bänke")


def address(item: Item) -> str:
    return f"/en/beitraege/{item.pk}/kommentieren/"


def typed_in(page) -> str:
    found = re.search(r'(?s)<textarea[^>]*name="text"[^>]*>\n?(.*?)</textarea>', page.text)
    return unescape(found[1]).strip()


def test_a_guest_comments_under_a_name_and_is_led_to_the_comment(client, idea):
    answer = client.post(address(idea), TYPED | {"name": "Herr B."})

    comment = Comment.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        f"/en/ideen/{idea.pk}-baenke/?neu={comment.pk}#beitrag-{comment.pk}",
    )
    assert (comment.text, comment.stance) == (TYPED["text"], "for")
    assert (comment.author.is_guest, comment.author.display_name) == (True, "Herr B.")


def test_the_comment_on_a_hidden_idea_does_not_tell_what_the_idea_was_called(client, idea):
    client.post(address(idea), TYPED)
    comment = Comment.objects.get()
    set_visibility(idea, STAFF, actor=None)

    answers = [
        Client().get(address(comment)),
        Client().post(address(comment), TYPED),
        Client().post(f"/bewertungen/{comment.pk}/", {"wert": "dafuer"}),
        Client().get(f"/beitraege/{comment.pk}/"),
    ]

    assert [answer.status_code for answer in answers] == [404] * 4
    assert not any("baenke" in answer.text + str(answer.headers) for answer in answers)


def test_the_same_guest_goes_on_in_the_same_session(client, idea):
    for text in ("Erstens", "Zweitens"):
        client.post(address(idea), TYPED | {"text": text, "name": "Herr B."})

    assert Person.objects.filter(display_name="Herr B.").count() == 1
    assert Comment.objects.count() == 2


def test_somebody_with_an_account_is_not_asked_for_a_name(client, idea):
    ada = a_person()
    client.force_login(ada)

    form = client.get(address(idea)).text
    client.post(address(idea), TYPED | {"name": "Somebody else"})

    assert 'name="name"' not in form
    assert Comment.objects.get().author == ada


def test_the_form_leaves_no_cookie_and_no_row(client, idea):
    page = client.get(address(idea))

    assert (page.status_code, "Set-Cookie" in page.headers) == (200, False)
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("text", ""),
        ("text", " \n "),
        ("text", "x" * 3001),
        ("text", "x" * 100_000),
        ("stance", "angry"),
        ("stance", ""),
        ("name", "x" * 61),
    ],
)
def test_a_wrong_field_is_named_and_what_was_typed_stays(client, idea, field, wrong):
    sent = TYPED | {field: wrong}

    page = client.post(address(idea), sent)

    assert page.status_code == 422
    assert re.search(rf'href="#id_{field}', page.text)
    assert typed_in(page) == sent["text"].strip()
    assert (Comment.objects.count(), Person.objects.count()) == (0, 0)
    assert "Set-Cookie" not in page.headers


@pytest.mark.parametrize(
    ("opens", "words"),
    [
        ({"idea.comment": REGISTERED}, "This is open to people with an account."),
        ({}, "This is not planned in this process."),
    ],
)
def test_where_comments_are_not_taken_the_page_says_why_and_keeps_what_was_typed(
    client, opens, words
):
    process = a_process()
    a_phase(process, opens)
    idea = an_item_in(process)

    read, sent = client.get(address(idea)), client.post(address(idea), TYPED)

    assert (read.status_code, sent.status_code) == (200, 409)
    assert words in read.text
    assert "<textarea" not in read.text
    assert words in sent.text
    assert typed_in(sent) == TYPED["text"]
    assert (Comment.objects.count(), Person.objects.count()) == (0, 0)


def test_a_discussion_that_ends_while_somebody_writes_loses_no_word(client):
    process = a_process()
    a_phase(process, {"idea.comment": GUEST}, ends_at=LONG_AGO.replace(year=2021))

    page = client.post(address(an_item_in(process)), TYPED)

    assert page.status_code == 409
    assert "“Discuss ideas” was possible until 1 January 2021" in page.text
    assert typed_in(page) == TYPED["text"]


def test_who_comments_very_often_has_to_wait_and_loses_no_word(client, idea):
    ada = a_person()
    client.force_login(ada)
    for _ in range(LIMITS["comments"].account):
        take("comments", now=NOON, person=ada)

    with time_machine.travel(NOON):
        page = client.post(address(idea), TYPED)

    assert page.status_code == 409
    assert "That was very often in a short time." in page.text
    assert typed_in(page) == TYPED["text"]
    assert not Comment.objects.exists()


def test_a_form_sent_twice_is_taken_once(client, idea):
    answers = [client.post(address(idea), TYPED) for _ in range(2)]

    assert (Comment.objects.count(), Person.objects.count()) == (1, 1)
    assert answers[0].headers["Location"] == answers[1].headers["Location"]


def test_what_is_not_public_has_no_page_for_strangers(client, idea):
    set_visibility(idea, STAFF, actor=None)

    for page in (client.get(address(idea)), client.post(address(idea), TYPED)):
        assert page.status_code == 404


@pytest.mark.parametrize("number", ["0", "999", "99999999999999999999"])
def test_what_does_not_exist_has_no_page(client, number):
    assert client.post(f"/beitraege/{number}/kommentieren/", TYPED).status_code == 404


def test_a_reply_needs_no_stance_and_leads_to_its_place(client, idea):
    comment = a_comment(idea)

    form = client.get(address(comment))
    answer = client.post(address(comment), {"text": "Doch.", "name": "Herr B."})

    reply = Comment.objects.get(root=comment)
    assert (form.status_code, 'name="stance"' in form.text) == (200, False)
    assert "Gute Idee" in form.text
    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        f"/en/ideen/{idea.pk}-baenke/?neu={reply.pk}#beitrag-{reply.pk}",
    )
    assert (reply.text, reply.author.display_name) == ("Doch.", "Herr B.")


@pytest.mark.parametrize("query", ["", "?sortierung=neueste", "?sortierung=aelteste&haltung=ohne"])
def test_whoever_writes_comes_back_to_the_order_in_which_they_read(client, idea, query):
    comment = a_comment(idea)

    page = client.get(address(comment) + query).text
    action = unescape(re.search(r'<form[^>]*action="([^"]*kommentieren/[^"]*)"', page)[1])
    answer = client.post(action, {"text": "Doch."})

    assert action == address(comment) + query
    assert answer.headers["Location"].startswith(f"/en/ideen/{idea.pk}-baenke/{query or '?neu='}")


def test_what_a_signed_in_person_typed_is_kept_when_their_session_ends(client, idea):
    sent = TYPED | {"mit_konto": "ja"}

    refused = client.post(address(idea), sent)
    again = client.get(address(idea))
    client.post(address(idea), TYPED)
    later = client.get(address(idea))

    assert refused.status_code == 409
    assert "You are not signed in any more." in refused.text
    assert "/en/konto/einloggen/" in refused.text
    assert [typed_in(page) for page in (refused, again, later)] == [TYPED["text"]] * 2 + [""]
    assert Comment.objects.count() == 1


def test_what_an_account_is_needed_for_is_kept_until_after_signing_in(client):
    process = a_process()
    a_phase(process, {"idea.comment": REGISTERED})
    idea = an_item_in(process)
    ada = a_person()

    client.post(address(idea), TYPED)
    client.force_login(ada)
    page = client.get(address(idea))

    assert typed_in(page) == TYPED["text"]


def test_the_age_is_asked_once_where_the_process_needs_it(client):
    idea = an_item_in(an_open_process(GUEST, minimum_age=14), title="Bänke")

    form = client.get(address(idea))
    unticked = client.post(address(idea), TYPED)
    ticked = client.post(address(idea), TYPED | {"is_old_enough": "on"})
    again = client.get(address(idea))

    assert "I am at least 14 years old." in form.text
    assert (unticked.status_code, typed_in(unticked)) == (422, TYPED["text"])
    assert ticked.status_code == 303
    assert (Person.objects.get().declared_age, Comment.objects.count()) == (14, 1)
    assert "I am at least 14 years old." not in again.text


# Changing and deleting


def test_a_guest_changes_and_deletes_their_comment_in_the_same_session(client, idea):
    client.post(address(idea), TYPED)
    comment = Comment.objects.get()

    form = client.get(f"/en/beitraege/{comment.pk}/bearbeiten/")
    changed = client.post(
        f"/en/beitraege/{comment.pk}/bearbeiten/", {"text": "Anders", "stance": "against"}
    )
    after_change = (fresh(comment).text, fresh(comment).stance)
    question = client.get(f"/en/beitraege/{comment.pk}/loeschen/")
    deleted = client.post(f"/en/beitraege/{comment.pk}/loeschen/")

    assert typed_in(form) == TYPED["text"]
    assert (changed.status_code, changed.headers["Location"]) == (
        303,
        f"/en/beitraege/{comment.pk}/",
    )
    assert after_change == ("Anders", "against")
    assert "That cannot be undone." in question.text
    assert deleted.headers["Location"] == f"/en/ideen/{idea.pk}-baenke/#diskussion"
    assert fresh(comment).deleted_at is not None
    assert client.get(f"/en/beitraege/{comment.pk}/").status_code == 404


@pytest.mark.parametrize("page", ["bearbeiten", "loeschen"])
@pytest.mark.parametrize("somebody", [None, a_person])
def test_others_are_told_why_not_and_change_nothing(client, idea, page, somebody):
    comment = a_comment(idea)
    if somebody:
        client.force_login(somebody())
    path = f"/en/beitraege/{comment.pk}/{page}/"

    read, sent = client.get(path), client.post(path, {"text": "x", "stance": "for"})

    assert (read.status_code, sent.status_code) == (200, 409)
    for answer in (read, sent):
        assert "Only whoever wrote a comment can change it." in answer.text
    assert fresh(comment).text == "Gute Idee"
    assert "sessionid" not in sent.cookies or somebody


def test_an_empty_change_is_named_and_one_that_comes_too_late_keeps_what_was_typed(client, idea):
    ada = a_person()
    client.force_login(ada)
    comment = a_comment(idea, ada)
    path = f"/en/beitraege/{comment.pk}/bearbeiten/"

    with time_machine.travel(NOON):
        empty = client.post(path, {"text": "", "stance": "for"})
    a_comment(comment)
    with time_machine.travel(NOON + timedelta(hours=1)):
        late = client.post(path, {"text": "Doch anders", "stance": "for"})

    assert (empty.status_code, late.status_code) == (422, 409)
    assert "Somebody has answered this comment." in late.text
    assert typed_in(late) == "Doch anders"


# Addresses


def test_a_comments_own_address_leads_to_its_place_in_its_language(client, idea):
    comment = a_comment(idea)

    assert client.get(f"/en/beitraege/{comment.pk}/").headers["Location"] == (
        f"/en/ideen/{idea.pk}-baenke/#beitrag-{comment.pk}"
    )
    assert client.get(f"/beitraege/{comment.pk}/?sortierung=neueste").headers["Location"] == (
        f"/ideen/{idea.pk}-baenke/?sortierung=neueste#beitrag-{comment.pk}"
    )


@pytest.mark.parametrize("number", ["0", "999", "99999999999999999999", "x"])
@pytest.mark.parametrize("page", ["", "antworten/", "bearbeiten/", "loeschen/"])
def test_there_is_no_page_for_what_is_no_comment(client, idea, number, page):
    assert client.get(f"/beitraege/{number}/{page}").status_code == 404
    assert client.get(f"/beitraege/{idea.pk}/{page}").status_code == 404


def test_a_deleted_comment_that_was_answered_still_has_an_address(client, idea):
    ada = a_person()
    comment = a_comment(idea, ada)
    reply = a_comment(comment)
    delete(comment, actor=ada, now=NOON)

    page = client.get(f"/en/beitraege/{comment.pk}/antworten/")

    assert client.get(f"/en/beitraege/{comment.pk}/").status_code == 302
    assert "This comment was deleted by whoever wrote it." in page.text
    assert f'id="beitrag-{reply.pk}"' in page.text


def test_a_hidden_comment_is_shown_to_its_author_and_the_team_with_the_reason(client, idea):
    ada, moderator = a_person(), a_role(Role.MODERATOR)
    comment = a_comment(idea, ada, text="Unfug")
    hide(comment, reason="It names a neighbour.", actor=moderator, now=NOON)

    seen = {}
    for name, person in [("visitor", None), ("citizen", a_person()), ("author", ada),
                         ("team", moderator)]:  # fmt: skip
        client.logout()
        if person:
            client.force_login(person)
        page = client.get(f"/en/beitraege/{comment.pk}/")
        seen[name] = (page.status_code, "It names a neighbour." in page.text)

    assert seen == {
        "visitor": (404, False),
        "citizen": (404, False),
        "author": (200, True),
        "team": (200, True),
    }


def test_nothing_of_a_discussion_is_reached_while_its_item_is_hidden(client, idea):
    comment = a_comment(idea)
    a_comment(comment)
    set_visibility(Item.objects.get(pk=idea.pk), STAFF, actor=None)

    pages = ["", "antworten/", "kommentieren/", "bearbeiten/", "loeschen/"]
    answers = [client.get(f"/beitraege/{comment.pk}/{page}") for page in pages]

    assert [answer.status_code for answer in answers] == [404] * 5
    assert not any("baenke" in answer.text + str(answer.headers) for answer in answers)


def test_a_thread_has_pages_and_a_reply_leads_to_that_of_its_root(client, idea):
    root = a_comment(idea)
    replies = [a_comment(root, text=f"Reply {n:02}", minute=n) for n in range(52)]

    first, second = (client.get(f"/en/beitraege/{root.pk}/antworten/?seite={n}") for n in (1, 2))
    of_reply = client.get(f"/en/beitraege/{replies[51].pk}/antworten/", follow=True)

    assert ("Reply 49" in first.text, "Reply 50" in first.text) == (True, False)
    assert ("Reply 49" in second.text, "Reply 51" in second.text) == (False, True)
    assert all("Gute Idee" in page.text for page in (first, second))
    assert of_reply.redirect_chain[-1][0] == (
        f"/en/beitraege/{root.pk}/antworten/?seite=2#beitrag-{replies[51].pk}"
    )


def test_reading_leaves_no_cookie_and_no_session(idea):
    comment = a_comment(idea)
    for page in ("antworten/", "kommentieren/", ""):
        answer = Client().get(f"/beitraege/{comment.pk}/{page}?neu={comment.pk}")

        assert "Set-Cookie" not in answer.headers
    assert not Session.objects.exists()
