"""The legal pages: what everybody reads, what the administration fills in, texts to begin with."""

import re

import pytest

from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.places.models import LegalPage
from faden.backbone.places.queries import the_place
from faden.backbone.places.rules import Kind, placeholders
from faden.backbone.places.tests.factories import a_legal_page, a_place
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_process, a_role
from faden.lib.markdown import html_of
from faden.lib.refused import Refused
from faden.surfaces.city import actions
from faden.surfaces.city.legal import SEGMENTS, STATE_LAWS, starter
from faden.surfaces.city.tests.factories import a_contact, an_administrator

pytestmark = pytest.mark.django_db

EDIT = "/team/stadt/seiten/impressum/de/"


@pytest.mark.parametrize("kind", Kind)
def test_each_page_has_its_address_and_only_once_it_is_there(client, kind):
    address = f"/{SEGMENTS[kind]}/"
    assert client.get(address).status_code == 404

    a_legal_page(kind, text="## Wer\n\nDie **Stadt**.")
    page = client.get(address)

    assert page.status_code == 200
    assert "<h2>Wer</h2>" in page.text
    assert "<strong>Stadt</strong>" in page.text
    assert "Stand: 4. Mai 2026" in page.text


def test_a_page_without_a_translation_is_shown_in_the_city_s_language(client):
    a_legal_page("privacy", text="Wir speichern wenig.")

    page = client.get("/en/datenschutz/")

    assert "This page is available in German only." in page.text
    assert re.search(r'<div class="faden-prose" lang="de">\s*<p>Wir speichern wenig.', page.text)


def test_a_page_without_the_city_s_language_is_no_page_there(client):
    a_legal_page("privacy", language="en")

    assert client.get("/datenschutz/").status_code == 404
    assert client.get("/en/datenschutz/").status_code == 200


def test_the_video_is_a_link_that_says_where_it_leads(client):
    a_legal_page("sign_language", video_url="https://video.example/dgs")

    page = client.get("/gebaerdensprache/").text

    assert 'href="https://video.example/dgs"' in page
    assert "Das Video öffnet sich bei video.example." in page
    assert not re.search(r"<(iframe|video|embed)", page)


def test_head_and_foot_link_to_the_pages_that_are_there(client):
    a_place()
    for kind in ("imprint", "easy_language"):
        a_legal_page(kind)

    before = client.get("/").text
    a_contact()
    after = client.get("/").text

    assert re.findall(r'href="/(impressum|datenschutz|kontakt)/"', before) == ["impressum"]
    assert before.count('href="/leichte-sprache/"') == 2
    assert "/gebaerdensprache/" not in before
    assert 'href="/kontakt/"' in after
    assert 'href="/barrierefreiheit/barriere-melden/"' in after


def test_the_frame_costs_one_query(client, django_assert_num_queries):
    a_place()
    a_contact()
    for kind in Kind:
        a_legal_page(kind)
    client.get("/_kern/")

    with django_assert_num_queries(1):
        client.get("/_kern/")


def test_only_the_administration_finds_its_pages(client):
    answers = [client.get("/team/stadt/seiten/").status_code]
    for person in (a_person(), a_role(Role.PROCESS_MANAGER, a_process()), an_administrator()):
        client.force_login(person)
        answers.append(client.get("/team/stadt/seiten/").status_code)

    assert answers == [302, 404, 404, 200]


def test_a_page_begins_with_a_text_and_is_stored_only_when_it_is_saved(client):
    client.force_login(an_administrator())

    page = client.get(EDIT)

    assert "[Anschrift]" in page.text
    assert not LegalPage.objects.exists()


def test_a_preview_stores_nothing_and_shows_what_is_to_be_filled_in(client):
    client.force_login(an_administrator())

    page = client.post(EDIT, {"text": "## Wer\n\n[Name] <script>", "vorschau": "1"})

    assert page.status_code == 200
    assert "<h2>Wer</h2>" in page.text
    assert "<li>[Name]</li>" in page.text
    assert "<script>" not in page.text.split("vorschau")[1]
    assert not LegalPage.objects.exists()


def test_a_saved_page_is_public_at_once_and_says_what_is_left(client):
    client.force_login(an_administrator())

    client.post(EDIT, {"text": "Die [Stadt]."})
    told = client.get("/team/stadt/seiten/")
    client.post(EDIT, {"text": "Die Stadt."})

    assert "1 Stelle in [eckigen Klammern] ist noch auszufüllen" in told.text
    assert LegalPage.objects.get().text == "Die Stadt."
    assert "Die Stadt." in client.get("/impressum/").text


@pytest.mark.parametrize(
    ("typed", "status"),
    [({"text": ""}, 422), ({"text": "# Impressum"}, 422), ({"text": "x" * 60_001}, 422)],
)
def test_a_text_that_cannot_be_a_page_is_refused(client, typed, status):
    client.force_login(an_administrator())

    assert client.post(EDIT, typed).status_code == status
    assert not LegalPage.objects.exists()


@pytest.mark.parametrize(
    "address", ["/team/stadt/seiten/unsinn/de/", "/team/stadt/seiten/impressum/fr/"]
)
def test_other_pages_and_languages_are_none(client, address):
    client.force_login(an_administrator())

    assert client.get(address).status_code == 404


def test_the_video_belongs_to_the_page_in_sign_language(client):
    client.force_login(an_administrator())
    address = "/team/stadt/seiten/gebaerdensprache/de/"

    wrong = client.post(address, {"text": "Text.", "video_url": "javascript:alert(1)"})
    client.post(address, {"text": "Text.", "video_url": "https://video.example/dgs"})
    client.post(EDIT, {"text": "Text.", "video_url": "https://video.example/dgs"})

    assert wrong.status_code == 422
    assert {page.kind: page.video_url for page in LegalPage.objects.all()} == {
        "sign_language": "https://video.example/dgs",
        "imprint": "",
    }


def test_nobody_else_stores_a_page():
    manager = a_role(Role.PROCESS_MANAGER, a_process())

    with pytest.raises(Refused):
        actions.save_legal_page("imprint", "de", text="Meine.", actor=manager, now=NOON)

    assert not LegalPage.objects.exists()


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("language", ["de", "en"])
def test_texts_to_begin_with_are_filled_with_what_is_known(kind, language):
    bare = starter(kind, language, place=the_place(), contact=None, base_url="https://x.example")
    a_place(official_name="Stadt Detmold", ags="05766020")
    contact = a_contact(postal_address="Stadt Detmold\nMarkt 1\n32756 Detmold")
    known = starter(
        kind, language, place=the_place(), contact=contact, base_url="https://x.example"
    )

    assert placeholders(bare)
    assert "<h1" not in html_of(bare)
    assert len(placeholders(known)) < len(placeholders(bare)) or kind == Kind.SIGN_LANGUAGE
    assert "Stadt Detmold" in known
    for filled in ("Name der Stadt", "name of the city", "Anschrift]", "postal address"):
        assert f"[{filled}" not in known


@pytest.mark.parametrize(("ags", "law"), [("05766020", "BGG NRW"), ("08315037", "L-BGG")])
def test_the_accessibility_statement_names_the_law_of_the_state(ags, law):
    place = a_place(ags=ags)

    text = starter(
        Kind.ACCESSIBILITY, "de", place=place, contact=None, base_url="https://x.example"
    )

    assert law in text
    assert STATE_LAWS[ags[:2]].helps in text


def test_easy_language_has_short_lines_without_abbreviations():
    text = starter(
        Kind.EASY_LANGUAGE, "de", place=the_place(), contact=None, base_url="https://x.example"
    )

    lines = [re.sub(r"\[[^\]]*\](\([^)]*\))?", "", line) for line in text.splitlines()]
    assert not [line for line in lines if len(line.split()) > 12]
    assert not re.search(r"\b(z\. ?B\.|usw\.|bzw\.|ggf\.|u\. ?a\.)|[;%&§/]", " ".join(lines))
