"""What surrounds every page: languages, light and dark, headers, messages, and no cookie."""

from importlib import reload

import pytest
from django.test import Client

from faden.web import urls
from faden.web.language import language_of, path_in
from faden.web.tests.documents import document

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "language"),
    [("/", "de"), ("/en/", "en"), ("/en", "en"), ("/ende/", "de"), ("/de/", "de"), ("", "de")],
)
def test_the_prefix_decides_the_language(path, language):
    assert language_of(path) == language


@pytest.mark.parametrize(
    ("path", "language", "other"),
    [
        ("/ideen/?seite=2", "en", "/en/ideen/?seite=2"),
        ("/en/ideen/", "de", "/ideen/"),
        ("/en/ideen/", "en", "/en/ideen/"),
        ("/", "en", "/en/"),
        ("/en", "de", "/"),
        ("/en//evil.example/", "de", "/evil.example/"),
    ],
)
def test_every_page_has_an_address_in_the_other_language(path, language, other):
    assert path_in(path, language) == other


def test_the_browser_s_language_changes_nothing(client):
    page = client.get("/_kern/", headers={"Accept-Language": "en"})

    assert page.headers["Content-Language"] == "de"
    assert document(page).get("lang") == "de"
    assert "Accept-Language" not in page.headers.get("Vary", "")


def test_a_page_links_to_itself_in_the_other_language(client):
    page = document(client.get("/en/_kern/?seite=3"))

    (link,) = page.xpath("//header//a[@hreflang]")
    assert (link.get("href"), link.get("lang"), link.text_content()) == (
        "/_kern/?seite=3",
        "de",
        "Deutsch",
    )


def test_a_public_page_sets_no_cookie_and_asks_the_database_nothing(
    client, django_assert_num_queries
):
    with django_assert_num_queries(0):
        page = client.get("/_kern/")

    assert page.status_code == 200
    assert not page.cookies


def test_a_page_has_one_heading_that_begins_its_title(client):
    page = document(client.get("/en/_kern/"))

    (heading,) = page.xpath("//h1/text()")
    assert page.xpath("//title/text()") == [f"{heading} · Musterstadt"]


def test_the_first_link_skips_to_the_content(client):
    page = document(client.get("/_kern/"))

    first = page.xpath("//body//a")[0]
    assert page.xpath(f"//main[@id='{first.get('href')[1:]}'][@tabindex='-1']")


def test_ids_are_unique(client):
    ids = document(client.get("/_kern/?form=wrong")).xpath("//@id")

    assert sorted(ids) == sorted(set(ids))


def test_a_demo_does_not_claim_to_be_official(client, settings):
    demo = client.get("/en/_kern/").content.decode()
    settings.FADEN_PAGE_CONTEXT = "faden.web.tests.addresses.official_page_facts"
    official = client.get("/en/_kern/").content.decode()

    assert "Official website" not in demo
    assert "Official website \N{EN DASH} Stadt Musterstadt" in official


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chosen_theme_stays(client, theme):
    answer = client.post("/darstellung/", {"theme": theme, "next": "/_kern/?seite=2"})
    page = document(client.get("/_kern/"))

    assert (answer.status_code, answer.headers["Location"]) == (303, "/_kern/?seite=2")
    assert page.get("data-kern-theme") == theme
    assert page.xpath("//button[@name='theme'][@aria-pressed='true']/@value") == [theme]


def test_the_automatic_theme_removes_the_cookie(client):
    client.post("/darstellung/", {"theme": "dark"})

    client.post("/darstellung/", {"theme": "auto"})

    assert document(client.get("/_kern/")).get("data-kern-theme") is None
    assert client.cookies["theme"].value == ""


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "javascript:x", "no-page", "."]
)
def test_the_choice_of_a_theme_leads_to_no_other_site(client, elsewhere):
    answer = client.post("/en/darstellung/", {"theme": "dark", "next": elsewhere})

    assert answer.headers["Location"] == "/en/"


def test_a_wrong_theme_is_no_theme(client):
    client.cookies["theme"] = '"><script>'

    assert document(client.get("/_kern/")).get("data-kern-theme") is None


def test_messages_are_shown_once_and_can_take_the_focus(client):
    client.get("/thank/")

    first, second = client.get("/_kern/"), client.get("/_kern/")

    (message,) = document(first).xpath("//div[@id='messages'][@aria-live='polite']/div")
    assert message.get("tabindex") == "-1"
    assert message.text_content().strip() == "Thank you."
    assert not document(second).xpath("//div[@id='messages']/div")


def test_no_script_or_style_is_in_the_page(client):
    page = client.get("/_kern/")

    assert "'unsafe-inline'" not in page.headers["Content-Security-Policy"]
    assert not document(page).xpath("//script[not(@src)] | //style | //@style | //@onclick")
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert "camera=()" in page.headers["Permissions-Policy"]


def test_everything_comes_from_this_site(client):
    page = document(client.get("/_kern/"))

    sources = page.xpath("//link[@rel!='alternate']/@href | //script/@src | //img/@src")
    assert sources
    assert all(source.startswith("/static/") for source in sources)


def test_the_sample_page_is_not_there_in_production(settings):
    settings.FADEN_DEMO = settings.DEBUG = False
    names = [pattern.name for pattern in reload(urls).urlpatterns]
    settings.FADEN_DEMO = True
    reload(urls)

    assert names == ["theme"]


def test_a_head_request_is_answered(client):
    assert Client().head("/_kern/").status_code == 200
