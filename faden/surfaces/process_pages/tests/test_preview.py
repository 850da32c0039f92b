"""The preview of a draft, by a link that ends."""

from datetime import timedelta

import pytest
import time_machine

from faden.backbone.people.tests.factories import NOON
from faden.backbone.processes.actions import (
    create_preview_link,
    revoke_preview_link,
    set_visibility,
)
from faden.backbone.processes.models import PreviewLink, Process
from faden.backbone.processes.tests.factories import (
    GUEST,
    REGISTERED,
    a_complete_draft,
    a_milestone,
    a_phase,
)
from faden.shared.media.tests.factories import an_attached_document
from faden.surfaces.process_pages.tests.reading import html_at, text_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def draft():
    return a_complete_draft(title="Fluss", summary="How?")


def a_link(process, days: int = 7) -> str:
    key = create_preview_link(process, expires_at=NOON + days * DAY, actor=None, now=NOON)
    return f"/en/vorschau/{key}/"


def get(client, address, now=NOON):
    with time_machine.travel(now, tick=False):
        return client.get(address)


def test_whoever_has_the_link_sees_the_draft_as_the_public_will(client, draft):
    a_milestone(draft, title="Kick-off", state="planned")
    a_milestone(draft, title="For the team", state="planned", visibility="staff")

    page = html_at(client, a_link(draft))

    words = text_of(page)
    assert "Preview, not published yet" in words
    assert "until 11 May 2026, 14:00" in words
    assert "Kick-off" in words
    assert "Submit an idea Without an account" in words
    assert "For the team" not in words
    assert "This process is a draft" not in words


def test_nothing_leads_to_what_is_closed_to_whoever_has_the_link(client, draft):
    page = html_at(client, a_link(draft))

    main = page[page.index("<main") : page.index("</main>")]
    assert "/beteiligungen/fluss/" not in main


def test_the_key_stands_in_the_address_of_no_other_page(client):
    draft = a_complete_draft(title="See")
    a_phase(draft, {"idea.submit": REGISTERED}, starts_at=NOON - DAY)

    page = html_at(client, a_link(draft))

    assert "/konto/einloggen/" in page
    assert "next=" not in page


def test_files_are_fetched_by_the_same_link(client, draft):
    an_attached_document(draft, "The plan")
    address = a_link(draft)
    key = address.split("/")[-2]

    assert f"?vorschau={key}" in html_at(client, address)


def test_search_engines_caches_and_other_sites_learn_nothing_of_it(client, draft):
    response = get(client, a_link(draft))

    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert '<meta name="robots" content="noindex, nofollow">' in response.text
    assert response.cookies == {}


@pytest.mark.parametrize("end", ["expired", "revoked", "wrong", "truncated"])
def test_a_link_that_opens_nothing_says_what_helps(client, draft, end):
    address = a_link(draft)
    now = NOON
    if end == "expired":
        now = NOON + 7 * DAY
    if end == "revoked":
        revoke_preview_link(PreviewLink.objects.get(), actor=None, now=NOON)
    if end == "wrong":
        address = "/en/vorschau/abc/"
    if end == "truncated":
        address = address[:-5] + "/"

    response = get(client, address, now)

    assert response.status_code == 404
    assert "This preview is no longer open" in response.text
    assert "Ask the office that sent it to you" in response.text
    assert "Fluss" not in response.text
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_after_publication_the_link_leads_to_the_page(client, draft):
    address = a_link(draft)
    set_visibility(draft, Process.Visibility.PUBLIC, actor=None, now=NOON)

    response = get(client, address)

    assert (response.status_code, response.headers["Location"]) == (302, "/en/beteiligungen/fluss/")


def test_a_preview_writes_nothing_and_leaves_the_draft_a_draft(client, draft):
    get(client, a_link(draft))

    assert Process.objects.get().visibility == Process.Visibility.STAFF
    assert client.get("/en/beteiligungen/fluss/").status_code == 404


def test_a_preview_of_what_has_no_phase_open_says_so(client):
    draft = a_complete_draft(title="See")
    a_phase(draft, {"idea.rate": GUEST}, ends_at=NOON - DAY)

    assert "Rate ideas" not in text_of(html_at(client, a_link(draft)))[:600]
