"""The form for a new idea: as a guest, with an account, with errors, refused, sent twice."""

import re
from html import unescape

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from faden.backbone.people.limits import LIMITS, take
from faden.backbone.people.models import Person
from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.places.tests.factories import a_district
from faden.backbone.processes.tests.factories import (
    FAR_OFF,
    GUEST,
    LONG_AGO,
    REGISTERED,
    a_draft_process,
    a_phase,
    a_process,
    an_action_field,
    an_open_process,
)
from faden.participation.ideas.models import TEXT_MAX, TITLE_MAX, Idea
from faden.participation.ideas.tests.factories import an_idea
from faden.shared.media.tests.pictures import a_jpeg

pytestmark = pytest.mark.django_db
NEW = "/en/beteiligungen/fluss/ideen/neu/"
SIMILAR = "/en/beteiligungen/fluss/ideen/aehnlich/"
TYPED = {"title": "Mehr Bänke am Fluss", "text": "Damit man sich ausruhen kann."}


@pytest.fixture
def process():
    return an_open_process(title="Fluss")


def value_of(page, name: str) -> str:
    """What stands in the field of that name."""
    found = re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"', page.text)
    if found is None:
        found = re.search(
            rf'<textarea[^>]*name="{name}"[^>]*>\n?(.*?)</textarea>', page.text, re.DOTALL
        )
    return unescape(found[1]) if found else ""


def typed_in(page) -> dict[str, str]:
    return {name: value_of(page, name).replace("\r", "") for name in TYPED}


def test_the_form_asks_people_without_an_account_for_a_name_and_leaves_no_cookie(client, process):
    page = client.get(NEW)

    assert page.status_code == 200
    assert 'name="name"' in page.text
    assert "Your idea is published at once." in page.text
    assert "Set-Cookie" not in page.headers


def test_the_form_does_not_ask_people_with_an_account_for_a_name(client, process):
    client.force_login(a_person())

    assert 'name="name"' not in client.get(NEW).text


def test_a_guest_hands_in_an_idea_under_a_name_and_is_thanked(client, process):
    answer = client.post(NEW, TYPED | {"name": "Frau M."})
    thanks = client.get(answer.headers["Location"])

    idea = Idea.objects.get()
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/en/ideen/{idea.pk}-mehr-baenke-am-fluss/danke/"
    assert (idea.title, idea.text, idea.language) == (*TYPED.values(), "en")
    assert (idea.author.is_guest, idea.author.display_name) == (True, "Frau M.")
    assert "Thank you for your idea" in thanks.text
    assert TYPED["title"] in thanks.text
    assert "Keep the address of your idea" in thanks.text


@pytest.mark.parametrize(
    ("verbs", "label"),
    [
        ({"idea.rate": GUEST, "idea.comment": GUEST}, "Rate other ideas"),
        ({"idea.rate": REGISTERED, "idea.comment": GUEST}, "Read and discuss other ideas"),
        ({"idea.rate": REGISTERED}, "Read other ideas"),
    ],
)
def test_a_guest_is_led_to_what_is_open_without_an_account(client, verbs, label):
    process = a_process(title="Fluss")
    a_phase(process, {"idea.submit": GUEST} | verbs)

    thanks = client.post(NEW, TYPED, follow=True)

    assert f'<span class="kern-label">{label}</span>' in thanks.text
    assert '<span class="kern-label">Create an account</span>' in thanks.text


def test_a_guest_stays_the_same_guest_in_one_session(client, process):
    for title in ("First idea", "Second idea"):
        client.post(NEW, TYPED | {"title": title, "name": "Frau M."})

    assert Person.objects.count() == 1
    assert {idea.author.display_name for idea in Idea.objects.all()} == {"Frau M."}


def test_a_name_is_no_duty(client, process):
    client.post(NEW, TYPED)

    assert Idea.objects.get().author.display_name == ""


def test_somebody_with_an_account_hands_in_an_idea(client, process):
    ada = a_person()
    client.force_login(ada)
    field, district = an_action_field(process), a_district()

    answer = client.post(
        NEW,
        TYPED
        | {
            "action_field": field.pk,
            "district": district.pk,
            "latitude": "51.9366",
            "longitude": "8.883",
            "name": "Somebody else",
        },
    )
    thanks = client.get(answer.headers["Location"]).text

    idea = Idea.objects.get()
    assert (idea.author, idea.action_field, idea.district) == (ada, field, district)
    assert (idea.latitude, idea.longitude) == (51.9366, 8.883)
    assert "As soon as the city answers, you get a mail." in thanks


def test_in_german_the_form_takes_numbers_with_a_comma_and_the_idea_is_german(client, process):
    client.post(
        "/beteiligungen/fluss/ideen/neu/", TYPED | {"latitude": "51,9366", "longitude": "8,883"}
    )

    idea = Idea.objects.get()
    assert (idea.latitude, idea.longitude, idea.language) == (51.9366, 8.883, "de")


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("title", ""),
        ("title", "   "),
        ("title", "abc"),
        ("title", "x" * 121),
        ("text", ""),
        ("text", "too short"),
        ("text", "x" * 6001),
        ("text", "x" * 100_000),
        ("action_field", "999"),
        ("action_field", "abc"),
        ("action_field", "99999999999999999999"),
        ("action_field", "foreign"),
        ("district", "999"),
        ("latitude", "north"),
        ("latitude", "90.1"),
        ("longitude", "-181"),
        ("latitude", "1e400"),
        ("latitude", "nan"),
        ("longitude", ""),
        ("name", "x" * 61),
    ],
)
def test_a_wrong_field_is_named_and_what_was_typed_stays(client, process, field, wrong):
    foreign = an_action_field(an_open_process())
    sent = TYPED | {"latitude": "51.9", "longitude": "8.8"}
    sent |= {field: foreign.pk if wrong == "foreign" else wrong}

    page = client.post(NEW, sent)

    assert page.status_code == 422
    assert re.search(rf'href="#id_{field}"', page.text)
    assert "<title>Error: Submit an idea" in page.text
    kept = {name: str(sent[name]).strip() for name in TYPED}
    assert {name: text.strip() for name, text in typed_in(page).items()} == kept
    assert (Idea.objects.count(), Person.objects.count()) == (0, 0)
    assert "Set-Cookie" not in page.headers


def test_a_name_that_cannot_be_shown_is_refused_and_nobody_is_stored(client, process):
    page = client.post(NEW, TYPED | {"name": "ada@example.org"})

    assert page.status_code in {409, 422}
    assert "Please do not use an e-mail address as your name." in page.text
    assert typed_in(page) == TYPED
    assert (Idea.objects.count(), Person.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("phase", "words"),
    [
        (
            {"ends_at": LONG_AGO.replace(year=2021)},
            "“Submit an idea” was possible until 1 January 2021",
        ),
        ({"starts_at": FAR_OFF, "ends_at": None}, "This is not open yet."),
        ({"level": REGISTERED}, "This is open to people with an account."),
    ],
)
def test_where_ideas_are_not_taken_the_form_says_why_and_keeps_what_was_typed(client, phase, words):
    process = a_process(title="Fluss")
    level = phase.pop("level", GUEST)
    a_phase(process, {"idea.submit": level}, **phase)

    read, sent = client.get(NEW), client.post(NEW, TYPED)

    assert (read.status_code, sent.status_code) == (200, 409)
    assert words in read.text
    assert "<form" not in read.text.split("<main")[1].split("</main")[0]
    assert words in sent.text
    assert typed_in(sent) == TYPED
    assert (Idea.objects.count(), Person.objects.count()) == (0, 0)


def test_who_hands_in_very_many_ideas_has_to_wait_and_loses_nothing(client, process):
    ada = a_person()
    client.force_login(ada)
    for _ in range(LIMITS["ideas"].account):
        take("ideas", now=NOON, person=ada)

    with time_machine.travel(NOON):
        page = client.post(NEW, TYPED)

    assert page.status_code == 409
    assert "That was very often in a short time." in page.text
    assert typed_in(page) == TYPED
    assert not Idea.objects.exists()


def test_a_form_sent_twice_is_taken_once_and_thanked_twice(client, process):
    client.force_login(a_person())

    answers = [client.post(NEW, TYPED) for _ in range(2)]

    assert Idea.objects.count() == 1
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]


def test_a_form_a_guest_sends_again_from_history_is_taken_once(client, process):
    answers = [client.post(NEW, TYPED | {"name": "Frau M."}) for _ in range(2)]

    assert (Idea.objects.count(), Person.objects.count()) == (1, 1)
    assert answers[0].headers["Location"] == answers[1].headers["Location"]


def test_others_may_have_the_same_idea_in_the_same_words(client, process):
    an_idea(process, **TYPED)
    client.force_login(a_person())

    client.post(NEW, TYPED)

    assert Idea.objects.count() == 2


def test_a_draft_of_a_process_has_no_form_for_strangers(client):
    a_draft_process(title="Fluss")

    for answer in (client.get(NEW), client.post(NEW, TYPED), client.post(SIMILAR, TYPED)):
        assert answer.status_code == 404


def test_similar_ideas_are_shown_while_writing_and_nothing_is_stored(client, process):
    an_idea(process, title="Mehr Bänke im Park")
    an_idea(process, title="Neue Turnhalle")

    page = client.post(SIMILAR, {"title": "Bänke im Park", "text": ""})

    assert page.status_code == 200
    assert "Is there an idea like yours already?" in page.text
    assert "Mehr Bänke im Park" in page.text
    assert "Neue Turnhalle" not in page.text
    assert value_of(page, "title") == "Bänke im Park"
    assert "kern-form-input__input--error" not in page.text
    assert Idea.objects.count() == 2
    assert "Set-Cookie" not in page.headers


def test_without_a_similar_idea_the_page_says_so(client, process):
    assert "No similar idea was found." in client.post(SIMILAR, TYPED).text


def test_the_preview_shows_the_idea_as_it_will_look(client, process):
    page = client.post(SIMILAR, TYPED | {"vorschau": "1", "text": "Erstens\n\nZweitens"})

    assert "This is how your idea will look" in page.text
    assert "<p>Erstens</p>\n\n<p>Zweitens</p>" in page.text
    assert value_of(page, "title") == TYPED["title"]
    assert not Idea.objects.exists()


def test_only_as_much_as_an_idea_may_hold_is_previewed_and_compared(client, process):
    typed = {"title": "b" * (TITLE_MAX + 1), "text": "a" * (TEXT_MAX + 1)}

    for address in (NEW, SIMILAR):
        page = client.post(address, typed | {"vorschau": "1"})

        assert typed_in(page) == typed
        assert [page.text.count(value) for value in typed.values()] == [1, 1]


def test_a_picture_is_not_kept_where_ideas_are_not_taken(client):
    a_process(title="Fluss")
    picture = SimpleUploadedFile("a.jpg", a_jpeg())

    page = client.post(SIMILAR, TYPED | {"image_1": picture, "image_1_alt": "Eine Bank"})

    assert "This is not planned in this process." in page.text
    assert typed_in(page) == TYPED
    assert not Person.objects.exists()
    assert "Set-Cookie" not in page.headers


def test_the_address_of_the_preview_alone_leads_to_the_form(client, process):
    assert client.get(SIMILAR).headers["Location"] == NEW


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_the_form_knows_only_reading_and_sending(client, process, method):
    assert getattr(client, method)(NEW).status_code == 405
