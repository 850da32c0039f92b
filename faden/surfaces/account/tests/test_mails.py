"""What the mails about accounts say."""

import pytest
from django.core import mail

from faden.backbone.jobs.worker import run_due
from faden.backbone.people.tests.factories import NOON, a_person
from faden.surfaces.account import actions

pytestmark = pytest.mark.django_db


def sent() -> list[tuple[list[str], str, str]]:
    run_due()
    return [(message.to, message.subject, message.body) for message in mail.outbox]


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_code_is_in_subject_and_text(language):
    actions.mail_code(email="new@example.org", code="012345", minutes=60, language=language)

    [(to, subject, body)] = sent()
    assert to == ["new@example.org"]
    assert "012345" in subject
    assert "\n    012345\n" in body
    assert "60" in body


@pytest.mark.parametrize("language", ["de", "en"])
def test_whoever_has_an_account_already_gets_the_way_in_and_no_code(language):
    a_person(email="ada@example.org", language=language)

    actions.mail_code(email="ada@example.org", code="012345", minutes=60, language="de")

    [(to, _subject, body)] = sent()
    prefix = "/en" if language == "en" else ""
    assert to == ["ada@example.org"]
    assert "012345" not in body
    assert f"http://localhost:8000{prefix}/konto/einloggen/" in body
    assert f"http://localhost:8000{prefix}/konto/passwort-vergessen/" in body


def test_links_lead_to_the_address_of_the_website_whatever_a_request_claimed(client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    a_person(email="ada@example.org")

    client.post(
        "/konto/passwort-vergessen/", {"email": "ada@example.org"}, HTTP_HOST="evil.example"
    )

    [(_to, _subject, body)] = sent()
    assert "http://localhost:8000/konto/passwort-neu/" in body
    assert "evil" not in body


def test_every_mail_says_what_to_do_if_it_was_somebody_else():
    person = a_person()
    actions.mail_code(email="new@example.org", code="012345", minutes=60, language="en")
    actions.mail_no_account(email="new@example.org", language="en")
    person.language = "en"
    actions.mail_reset_link(person, path="/konto/", hours=3)
    actions.set_password(person, "", now=NOON)

    bodies = [body for _to, _subject, body in sent()]

    assert len(bodies) == 4
    assert all("If it was not you" in body for body in bodies)
