"""Whoever only reads leaves no trace and gets the page that everybody gets."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from faden.backbone.people.models import Person
from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.processes.tests.factories import REGISTERED, an_action_field, an_open_process
from faden.participation.ideas.tests.factories import an_idea
from faden.shared.comments.tests.factories import a_comment
from faden.shared.outcomes.tests.factories import an_outcome
from faden.shared.ratings.actions import rate

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["", "/en"], ids=["de", "en"])
def pages(request) -> list[str]:
    """The addresses of all public pages around one idea."""
    process = an_open_process(title="Fluss")
    idea = an_idea(process, action_field=an_action_field(process))
    a_comment(idea)
    an_outcome(idea)
    closed = an_idea(an_open_process(REGISTERED))
    paths = [
        "/",
        "/beteiligungen/",
        "/beteiligungen/fluss/",
        "/beteiligungen/fluss/ideen/",
        "/beteiligungen/fluss/ideen/?q=fluss&sortierung=zustimmung",
        "/beteiligungen/fluss/ideen/neu/",
        idea.get_absolute_url(),
        f"{idea.get_absolute_url()}danke/",
        f"/beitraege/{idea.pk}/kommentieren/",
        closed.get_absolute_url(),
    ]
    return [request.param + path for path in paths]


def test_reading_leaves_no_cookie_no_session_and_nobody(pages):
    n_people = Person.objects.count()
    for path in pages:
        page = Client().get(path)

        assert page.status_code == 200, path
        assert (path, dict(page.cookies)) == (path, {})
        assert "Set-Cookie" not in page.headers
    assert (Person.objects.count(), Session.objects.count()) == (n_people, 0)


def test_every_visitor_gets_the_same_page(pages):
    one = Client(REMOTE_ADDR="192.0.2.7", headers={"User-Agent": "Alpha", "Accept-Language": "en"})
    other = Client(
        REMOTE_ADDR="198.51.100.9",
        headers={"User-Agent": "Beta", "Accept-Language": "tr", "HX-Request": "true"},
    )

    for path in pages:
        assert one.get(path).content == other.get(path).content, path


def test_a_page_holds_no_token_address_or_one_time_value(pages):
    for path in pages:
        page = Client(REMOTE_ADDR="192.0.2.7").get(path).text

        assert not re.search(r"csrfmiddlewaretoken|nonce|192\.0\.2\.7|sessionid", page), path
        assert "@example.org" not in page, path


def test_pages_of_one_person_show_nothing_of_another(client):
    process = an_open_process(title="Fluss")
    idea, ada, ben = an_idea(process), a_person(display_name="Ada L."), a_person()
    rate(idea, 1, person=ada, now=NOON)
    client.force_login(ben)

    page = client.get(idea.get_absolute_url()).text

    assert "Ada L." not in page
    assert 'value="keine"' not in page


def test_addresses_of_people_are_on_no_page_not_even_their_own_idea(client):
    ada = a_person(email="ada@example.org")
    idea = an_idea(an_open_process(title="Fluss"), person=ada)
    client.force_login(ada)

    for path in (idea.get_absolute_url(), "/beteiligungen/fluss/ideen/"):
        assert "ada@example.org" not in client.get(path).text
