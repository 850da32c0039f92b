"""Writing a comment in the browser: with and without an account, with errors, refused."""

import re
from html import unescape

import pytest
import time_machine
from django.test import Client

from faden.backbone.items.actions import set_visibility
from faden.backbone.items.models import Item
from faden.backbone.items.tests.factories import STAFF, an_item_in
from faden.backbone.people.limits import LIMITS, take
from faden.backbone.people.models import Person
from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.processes.tests.factories import (
    GUEST,
    LONG_AGO,
    REGISTERED,
    a_phase,
    a_process,
    an_open_process,
)
from faden.shared.comments.models import Comment

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
        f"/en/ideen/{idea.pk}-baenke/?seite=1#beitrag-{comment.pk}",
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
    assert "This has ended." in page.text
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


def test_a_comment_on_a_comment_is_refused(client, idea):
    client.post(address(idea), TYPED)

    page = client.post(address(Comment.objects.get()), TYPED)

    assert page.status_code == 409
    assert "Comments cannot be rated or commented on." in page.text
    assert Comment.objects.count() == 1
