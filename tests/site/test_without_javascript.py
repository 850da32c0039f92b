"""Every task of citizens and team in a browser that runs no script."""

import re
import time

import pytest
from playwright.sync_api import Download, Page, expect

from faden.shared.media.tests.pictures import a_phone_photo
from tests.site.browser import Visitor, visitor
from tests.site.states import address

pytestmark = pytest.mark.browser
JOB_S = 20.0
TABLE = (
    "nummer;titel;text;datum\n"
    "1;Bücherzelle am Bahnhof;Zum Tauschen von Büchern.;2024-05-04\n"
    "2;=1+1;Ein Titel, der keine Formel sein darf.;2024-05-05\n"
)


@pytest.fixture
def plain_staff(site, browser):
    with visitor(browser, site, "staff", java_script_enabled=False) as somebody:
        yield somebody


def send(page: Page, form: str = "main form") -> None:
    page.locator(f"{form} .kern-btn--primary[type=submit]").first.click()


def test_a_guest_hands_in_an_idea_with_a_picture_and_comments_on_it(plain_guest: Visitor):
    page = plain_guest.page
    plain_guest.open(address(plain_guest, "en", "ideas:new", "process"))
    page.fill("[name=title]", "Freies WLAN am Bahnhof und im Bus")
    page.click("#aehnlich button")
    expect(page.locator("#aehnlich li").first).to_be_visible()
    page.fill("[name=text]", "Auf dem Weg zur Arbeit <b>lesen</b> zu können, hilft vielen.")
    photo = {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": a_phone_photo(800, 600)}
    page.set_input_files("[name=image_1]", photo)
    page.click("[name=vorschau]")
    expect(page.locator("#vorschau")).to_contain_text("<b>lesen</b>")
    page.fill("[name=image_1_alt]", "Menschen mit Handys am Bahnsteig")
    page.check("[name=has_rights]")
    page.fill("[name=name]", "Gast Gerda")
    send(page, "#idee")

    expect(page).to_have_url(re.compile("/danke/$"))
    page.click("main .kern-btn--primary")
    expect(page.locator("h1")).to_have_text("Freies WLAN am Bahnhof und im Bus")
    expect(page.get_by_text("Gast Gerda").first).to_be_visible()
    until(page, lambda: page.locator(".faden-pictures img").count() == 1)

    page.check("#kommentar [name=stance][value=for]")
    page.fill("#kommentar [name=text]", "Gern auch an der Haltestelle.")
    send(page, "#kommentar")
    expect(page.locator(".faden-comment")).to_contain_text("Gern auch an der Haltestelle.")


def test_somebody_signs_up_comes_back_and_rates(plain_guest: Visitor):
    who, page = plain_guest, plain_guest.page
    length = who.site.log_length()
    who.open(address(who, "en", "account_signup"))
    page.fill("[name=display_name]", "Nora Neu")
    page.fill("[name=email]", "nora@example.org")
    page.fill("[name=password]", "ein langes Kennwort 7")
    send(page)
    code = re.search(r"\b\d{6}\b", who.site.mail_to("nora@example.org", after=length))
    assert code
    page.fill("[name=code]", code.group())
    send(page)
    expect(page.locator("#messages .kern-alert--success")).to_be_visible()

    page.click(".faden-tools form [type=submit]")
    expect(page.locator(".faden-tools form")).to_have_count(0)
    idea = address(who, "en", "ideas:detail", "idea")
    who.open(f"{address(who, 'en', 'account_login')}?next={idea}")
    page.fill("[name=login]", "nora@example.org")
    page.fill("[name=password]", "ein langes Kennwort 7")
    send(page)
    expect(page).to_have_url(re.compile(f"{idea}$"))

    for button, pressed in (("dafuer", "true"), ("dagegen", "true"), ("dagegen", "false")):
        page.click(f"#{button}")
        expect(page.locator(f"#{button}")).to_have_attribute("aria-pressed", pressed)
    expect(page.locator("#dafuer")).to_have_attribute("aria-pressed", "false")


def test_ideas_are_searched_filtered_ordered_and_paged(plain_guest: Visitor):
    page = plain_guest.page
    plain_guest.open(address(plain_guest, "en", "ideas:list", "process"))
    titles = page.locator(".faden-ideas h2")
    first_page = titles.all_inner_texts()

    page.click(".faden-pagination [rel=next]")
    assert not set(titles.all_inner_texts()) & set(first_page)
    page.click(".faden-order li:nth-child(2) a")
    assert titles.all_inner_texts() != first_page
    page.fill("[name=q]", "Bus")
    page.click(".faden-filter [type=submit]")
    assert 0 < titles.count() < len(first_page)
    page.select_option("[name=thema]", index=1)
    page.fill("[name=q]", "")
    page.click(".faden-filter [type=submit]")
    assert titles.count() > 0
    expect(page).to_have_url(re.compile("thema=.*sortierung=zustimmung|sortierung.*thema="))


def test_the_team_answers_hides_and_shows_again(plain_staff: Visitor):
    who, page = plain_staff, plain_staff.page
    who.open(address(who, "en", "ideas:list", "process"))
    page.locator(".faden-ideas h2 a").last.click()
    idea = page.url
    page.click(".faden-staff-bar a[href$='/antwort/']")
    page.check("[name=code] >> nth=0")
    page.fill("[name=reason]", "Das bauen wir im Herbst.")
    page.select_option("[name=unit]", index=1)
    send(page)
    expect(page.locator(".faden-answer")).to_contain_text("Das bauen wir im Herbst.")

    page.click(".faden-staff-bar a[href$='/ausblenden/']")
    send(page)
    expect(page.locator("[data-error-summary]")).to_be_visible()
    page.fill("[name=reason]", "Der Text nennt eine Telefonnummer.")
    send(page)
    expect(page.locator("main .kern-alert--warning")).to_contain_text("Telefonnummer")
    assert who.context.browser is not None
    stranger = who.context.browser.new_context()
    assert stranger.request.get(idea).status == 404
    page.click(".faden-staff-bar a[href$='/ausblenden/']")
    page.click("main .kern-btn--primary")
    expect(page.locator("#messages .kern-alert--success")).to_be_visible()
    assert stranger.request.get(idea).status == 200
    stranger.close()


def test_the_team_exports_and_imports_a_table(plain_staff: Visitor):
    who, page = plain_staff, plain_staff.page
    who.open(address(who, "en", "importers:list"))
    page.select_option("[name=process]", label="Detmold wird digital")
    page.fill("[name=source]", "papier.example.org")
    table = {"name": "tabelle.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
    page.set_input_files("[name=ideas]", table)
    send(page)
    expect(page.locator("main table")).to_contain_text("Bücherzelle")
    page.select_option("[name=ideas-id]", "nummer")
    send(page)
    until(page, lambda: page.locator("main form .kern-btn--primary").count() == 1)
    expect(page.locator("main")).to_contain_text("Bücherzelle am Bahnhof")
    send(page)
    until(page, lambda: page.locator("main .kern-alert--success").count() == 1)

    who.open(address(who, "en", "ideas:table", "process") + "?suche=Bücherzelle")
    expect(page.locator("tbody tr")).to_have_count(1)
    who.open(address(who, "en", "ideas:table", "process"))
    with page.expect_download() as started:
        page.click(".faden-list__exports a[href*=csv]")
    text = text_of(started.value)
    assert "Bücherzelle am Bahnhof" in text
    assert not re.search(r"[;,]=1\+1", text)


def test_somebody_writes_to_the_city_and_reports_a_barrier(plain_guest: Visitor):
    who, page = plain_guest, plain_guest.page
    length = who.site.log_length()
    who.open(address(who, "en", "ideas:list", "process"))
    page.click(".faden-footer__links a[href$='/kontakt/']")
    page.fill("[name=subject]", "Ampel am Markt")
    page.fill("[name=text]", "Sie ist seit gestern dunkel.")
    page.fill("[name=email]", "gast@example.org")
    send(page)
    expect(page.locator("h1")).to_have_text("Thank you for your message")
    mail = who.site.mail_to("buergerberatung@example.org", after=length)
    assert "Sie ist seit gestern dunkel." in mail
    assert "gast@example.org" in mail

    who.open(address(who, "en", "ideas:list", "process"))
    page.click(".faden-footer__links a[href$='/barriere-melden/']")
    expect(page.locator("[name=page]")).to_have_value(re.compile("/ideen/$"))
    page.fill("[name=text]", "Die Karte ist nicht mit Tasten zu bedienen.")
    send(page)
    expect(page.locator("h1")).to_have_text("Thank you for your report")
    assert who.context.cookies() == []


def test_the_administration_changes_a_legal_page_and_an_office(plain_staff: Visitor):
    who, page = plain_staff, plain_staff.page
    who.open(address(who, "en", "staff:start"))
    page.click("main a[href$='/team/stadt/']")
    page.click("main a[href$='/seiten/']")
    page.click("main a[href$='/nutzungsbedingungen/en/']")
    text = page.input_value("[name=text]")
    page.fill("[name=text]", f"{text}\n\n## New\n\nFor [whom].")
    page.click("[name=vorschau]")
    expect(page.locator("#vorschau h2").last).to_have_text("New")
    expect(page.locator("main .kern-alert--warning")).to_contain_text("[whom]")
    page.fill("[name=text]", f"{text}\n\n## New\n\nFor everybody.")
    send(page)
    expect(page.locator("#messages .kern-alert--success")).to_be_visible()
    who.open(address(who, "en", "city:terms"))
    expect(page.locator("main")).to_contain_text("For everybody.")

    who.open(address(who, "en", "city:office", "office"))
    page.fill("[name=hours]", "Montag 8 bis 9 Uhr")
    send(page)
    who.open(address(who, "en", "city:contact"))
    expect(page.locator("main")).to_contain_text("Montag 8 bis 9 Uhr")


def test_language_and_theme_are_switched(plain_guest: Visitor):
    page = plain_guest.page
    plain_guest.open(address(plain_guest, "de", "processes:detail", "slug"))

    page.click(".faden-tools a[hreflang=en]")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.click(".faden-theme [value=dark]")
    expect(page.locator("html")).to_have_attribute("data-kern-theme", "dark")
    expect(page).to_have_url(re.compile("/en/beteiligungen/"))
    page.click(".faden-theme [value=auto]")

    assert plain_guest.context.cookies() == []


def until(page: Page, is_there) -> None:
    """Load the page anew until a job is done, as people without JavaScript do."""
    ends_at = time.monotonic() + JOB_S
    while not is_there():
        assert time.monotonic() < ends_at, page.inner_text("main")
        time.sleep(0.2)
        page.reload()


def text_of(download: Download) -> str:
    return download.path().read_text(encoding="utf-8-sig")
