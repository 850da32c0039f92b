"""Whatever is sent: a clear answer, what was typed is kept, nothing of it is executed."""

import re
from html import unescape
from urllib.parse import quote

import pytest

from faden.backbone.items.models import Origin
from faden.backbone.people.tests.factories import NOON, a_guest, a_person, a_unit
from faden.backbone.places.tests.factories import a_district
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_role, an_action_field, an_open_process
from faden.participation.ideas.actions import HandedIn, enter_on_behalf
from faden.participation.ideas.models import Idea
from faden.participation.ideas.tests.factories import a_draft, an_idea
from faden.shared.comments.models import Comment
from faden.shared.comments.tests.factories import a_comment
from faden.shared.moderation.actions import hide
from faden.shared.outcomes.tests.factories import an_outcome

pytestmark = pytest.mark.django_db
NEW = "/en/beteiligungen/fluss/ideen/neu/"
FORM = "application/x-www-form-urlencoded"
MARKUP = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&{{7*7}}"
ATTRIBUTES = re.compile(r"""="[^"]*<script>alert|='[^']*<script>alert""")


@pytest.fixture
def process():
    return an_open_process(title="Fluss")


def sent(client, address: str, **fields: str | bytes):
    """Send a form as raw bytes, as no browser would."""
    body = "&".join(f"{name}={quote(value, safe='')}" for name, value in fields.items())
    return client.post(address, body, content_type=FORM)


def assert_harmless(page) -> None:
    assert page.status_code in {200, 409, 422}
    assert not re.search(r"<script>alert|<img src=x|<svg on|javascript:", page.text)
    assert not ATTRIBUTES.search(page.text)


def test_markup_in_what_people_write_is_shown_as_text_everywhere(client, process):
    ada = a_person(display_name=MARKUP[:60])
    field, district = an_action_field(process, name=MARKUP, slug="f"), a_district(name=MARKUP)
    idea = an_idea(
        process, person=ada, title=MARKUP, text=MARKUP, action_field=field, district=district
    )
    a_comment(idea, ada, text=MARKUP)
    an_outcome(idea, reason=MARKUP, body=MARKUP, unit=a_unit(MARKUP[:60]))
    client.force_login(a_role(Role.ADMINISTRATOR))

    for path in (
        "/",
        "/beteiligungen/",
        "/beteiligungen/fluss/",
        "/beteiligungen/fluss/ideen/",
        idea.get_absolute_url(),
        f"{idea.get_absolute_url()}danke/",
        f"/beitraege/{idea.pk}/kommentieren/",
        "/team/",
        "/team/beteiligungen/fluss/ideen/",
        f"/team/beitraege/{idea.pk}/antwort/",
        f"/team/beitraege/{idea.pk}/ausblenden/",
    ):
        assert_harmless(client.get(path))
    assert MARKUP in unescape(client.get(idea.get_absolute_url()).text)


def test_markup_from_paper_and_in_the_reason_of_hiding_is_shown_as_text(client, process):
    helper = a_role(Role.ADMINISTRATOR)
    idea = enter_on_behalf(
        process,
        a_draft(),
        handed_in=HandedIn(Origin.Channel.LETTER, place=MARKUP, card_number="<script>alert"),
        author=a_guest(display_name=MARKUP[:60]),
        actor=helper,
        now=NOON,
    )
    hide(idea, reason=MARKUP, actor=helper, now=NOON)
    client.force_login(helper)

    page = client.get(idea.get_absolute_url())

    assert_harmless(page)
    assert unescape(page.text).count(MARKUP) == 2


@pytest.mark.parametrize("field", ["title", "text", "name"])
def test_markup_that_is_typed_is_kept_as_typed(client, process, field):
    fields = {"title": "abc", "text": "Damit man sich ausruhen kann.", "name": "Ada"}

    page = sent(client, NEW, **(fields | {field: MARKUP, "latitude": "x"}))

    assert page.status_code == 422
    assert_harmless(page)
    assert MARKUP in unescape(page.text)


@pytest.mark.parametrize(
    "typed", ["javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x"]
)
def test_only_addresses_of_the_web_become_links(client, process, typed):
    page = client.get(an_idea(process, text=f"See {typed} here").get_absolute_url())

    assert not re.search(r'href="(javascript|data|vbscript)', page.text)


GOOD = {"title": "Mehr Bänke am Fluss", "text": "Damit man sich ausruhen kann."}


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Mehr \x00Bänke\x00", "Mehr Bänke"),
        ("Mehr \x08\x1b\x7fBänke", "Mehr Bänke"),
        ("Mehr Bänke 🪑 für 👩‍👩‍👧", "Mehr Bänke 🪑 für 👩‍👩‍👧"),
        ("مزيد من المقاعد", "مزيد من المقاعد"),
        ("Mehr \u202eekn\u00e4B", "Mehr \u202eekn\u00e4B"),
        ("Ba\u0308nke am Fluss", "Ba\u0308nke am Fluss"),
        ("  Mehr Bänke  ", "Mehr Bänke"),
    ],
    ids=["nul", "control", "emoji", "arabic", "right to left", "combining", "spaces"],
)  # fmt: skip
@pytest.mark.parametrize("field", ["title", "text"])
def test_unusual_letters_are_stored_safely(client, process, field, typed, stored):
    answer = sent(client, NEW, **(GOOD | {field: typed}))

    idea = Idea.objects.get()
    page = client.get(idea.get_absolute_url())
    assert answer.status_code == 303
    assert getattr(idea, field) == stored
    assert (page.status_code, stored in page.text) == (200, True)
    assert idea.revisions.get().text == idea.text


@pytest.mark.parametrize(
    "wrong",
    [b"B\xe4nke am Fluss", b"Mehr am \xff\xfe", b"\xed\xa0\x80 Surrogate", b"\xc3\x28 die Folge"],
)
@pytest.mark.parametrize("field", ["title", "text", "name"])
def test_what_is_not_utf_8_is_named_and_not_stored(client, process, field, wrong):
    page = sent(client, NEW, **(GOOD | {field: wrong}))

    assert page.status_code == 422
    assert "Some characters could not be read. Please type them again." in page.text
    assert f'href="#id_{field}"' in page.text
    assert not Idea.objects.exists()


@pytest.mark.parametrize("address", [NEW, "comment"])
@pytest.mark.parametrize("n_bytes", [100_000, 1_000_000])
def test_a_text_that_is_too_long_comes_back_whole(client, process, address, n_bytes):
    idea = an_idea(process)
    address = f"/en/beitraege/{idea.pk}/kommentieren/" if address == "comment" else address
    text = "wörter " * (n_bytes // 8)

    page = sent(client, address, title="Mehr Bänke", text=text, stance="for")

    assert page.status_code == 422
    assert text.strip() in unescape(page.text)
    assert (Idea.objects.count(), Comment.objects.count()) == (1, 0)


def test_more_than_the_server_takes_is_answered_with_a_page(client, process):
    page = sent(client, NEW, title="Mehr Bänke", text="x" * 3_000_000)

    assert page.status_code == 413
    assert "<h1" in page.text


@pytest.mark.parametrize("stance", ["<script>", "\x00", "99", "😀"])
def test_a_comment_with_a_forged_stance_is_not_stored(client, process, stance):
    idea = an_idea(process)

    page = sent(client, f"/en/beitraege/{idea.pk}/kommentieren/", text="Hallo", stance=stance)

    assert page.status_code == 422
    assert_harmless(page)
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"action_field": "\x00"},
        {"action_field": "1 OR 1=1"},
        {"district": "[1]"},
        {"latitude": "1e999"},
        {"latitude": "\N{ARABIC-INDIC DIGIT FIVE}\N{ARABIC-INDIC DIGIT ONE}"},
        {"longitude": "0x10"},
        {"latitude": "9" * 5000},
    ],
)
def test_forged_choices_and_numbers_are_not_stored(client, process, wrong):
    page = sent(client, NEW, **(GOOD | {"latitude": "51", "longitude": "8"} | wrong))

    if page.status_code != 303:
        assert page.status_code == 422
        assert not Idea.objects.exists()
    idea = Idea.objects.first()
    assert idea is None or -90 <= idea.latitude <= 90


@pytest.mark.parametrize("body", [b"", b"&&&", b"title", b"%", b"=&=", b"title=a&title=b", b"\xff"])
def test_a_body_that_is_no_form_gets_the_form_back(client, process, body):
    page = client.post(NEW, body, content_type=FORM)

    assert page.status_code in {400, 422}
    assert "<h1" in page.text
    assert not Idea.objects.exists()


@pytest.mark.parametrize(
    "content_type", ["application/json", "text/plain", "multipart/form-data; boundary=x", "x/y; ="]
)
def test_a_body_of_another_type_is_no_form(client, process, content_type):
    page = client.generic("POST", NEW, b'{"title": "Mehr Baenke"}', content_type=content_type)

    assert page.status_code in {400, 415, 422}
    assert not Idea.objects.exists()
