"""Writing to the city: all that was typed arrives or is kept, and no longer than needed."""

import re
from datetime import timedelta

import pytest

from faden.backbone.audit.guard import arranging
from faden.backbone.people.actions import erase
from faden.backbone.people.queries import export
from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.places.tests.factories import a_legal_page, a_place
from faden.lib.refused import Refused
from faden.shared.notifications.actions import mark_sent, skip
from faden.shared.notifications.message import message_of
from faden.shared.notifications.models import OutboxMail
from faden.surfaces.city import actions, queries
from faden.surfaces.city.actions.messages import Letter
from faden.surfaces.city.models import Message
from faden.surfaces.city.tasks import forget
from faden.surfaces.city.tests.factories import a_contact, an_administrator, an_office

pytestmark = pytest.mark.django_db

TYPED = {"subject": "Ampel", "text": "Am Markt ist sie kaputt.", "email": "", "homepage": ""}


def words_of(page) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


def a_letter(**overrides) -> Letter:
    facts = {"kind": Message.Kind.CONTACT, "subject": "Ampel", "text": "Sie ist kaputt."}
    return Letter(**(facts | overrides))


def test_the_contact_page_shows_how_to_reach_the_city(client):
    deputy = an_office("Rathaus")
    a_contact(
        function="Hilft weiter.",
        postal_address="Markt 1\n32756 Detmold",
        telephone="05231 / 977-0",
        hours="Montag 8 bis 12",
        contact_name="Renate Musterfrau",
        deputy=deputy,
    )

    page = client.get("/kontakt/")

    for shown in ("Hilft weiter.", "Markt 1<br>32756 Detmold", "Renate Musterfrau", "Rathaus"):
        assert shown in page.text
    assert 'href="tel:052319770"' in page.text
    assert 'href="mailto:buergerbuero@example.org"' in page.text
    assert client.cookies == {}


def test_the_page_of_an_office_is_found_by_its_number_and_others_lead_to_the_city(client):
    contact, office = a_contact(), an_office("Rathaus", function="Baut.")

    assert "Baut." in client.get(f"/kontakt/?stelle={office.pk}").text
    for wrong in ("0", "x", "9" * 30, "-1", ""):
        assert "Baut." not in client.get(f"/kontakt/?stelle={wrong}").text
    assert f'value="{contact.pk}" selected' in client.get("/kontakt/").text


def test_a_message_is_stored_with_its_mail_and_acknowledged(client):
    contact = a_contact()

    answer = client.post("/kontakt/", TYPED | {"email": "mia@example.org"})
    thanks = client.get(answer.headers["Location"])

    message = Message.objects.get()
    assert (answer.status_code, thanks.status_code) == (303, 200)
    assert (message.unit, message.subject, message.text) == (
        contact,
        "Ampel",
        "Am Markt ist sie kaputt.",
    )
    mail = message_of(OutboxMail.objects.get())
    assert (mail.to, mail.reply_to) == (["buergerbuero@example.org"], ["mia@example.org"])
    assert "Ampel" in mail.subject
    assert "Am Markt ist sie kaputt." in mail.body
    assert "mia@example.org" in mail.body
    assert client.cookies == {}


def test_without_an_address_nobody_is_answered(client):
    a_contact()

    client.post("/kontakt/", TYPED)

    mail = message_of(OutboxMail.objects.get())
    assert mail.reply_to == []
    assert "Eine Antwort ist nicht gewünscht" in mail.body


def test_a_message_goes_to_the_office_that_was_chosen(client):
    a_contact()
    office = an_office("Rathaus", email="rathaus@example.org")

    client.post(f"/kontakt/?stelle={office.pk}", TYPED | {"office": str(office.pk)})

    assert OutboxMail.objects.get().address == "rathaus@example.org"


def test_what_is_for_an_office_without_a_mailbox_goes_to_the_city(client):
    a_contact()
    office = an_office("Rathaus", email="")

    client.post(f"/kontakt/?stelle={office.pk}", TYPED)

    assert OutboxMail.objects.get().address == "buergerbuero@example.org"


def test_without_any_mailbox_the_page_says_so_and_takes_nothing(client):
    a_contact(email="")

    page, answer = client.get("/kontakt/"), client.post("/kontakt/", TYPED)

    assert "E-Mail-Adresse nicht bekannt" in words_of(page)
    assert answer.status_code == 409
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"text": ""}, 422),
        ({"subject": ""}, 422),
        ({"subject": "x" * 121}, 422),
        ({"text": "x" * 5001}, 422),
        ({"email": "keine Adresse"}, 422),
        ({"homepage": "https://werbung.example"}, 422),
        ({"email": "a@b.de\nBcc: c@d.de"}, 422),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, changes, status):
    a_contact()

    answer = client.post("/kontakt/", TYPED | {"text": "Ein langer Text."} | changes)

    assert answer.status_code == status
    assert "Ein langer Text." in answer.text or "text" in changes
    assert not Message.objects.exists()
    assert not OutboxMail.objects.exists()


def test_whoever_fills_in_the_trap_sees_it_and_can_empty_it(client):
    a_contact()

    page = client.get("/kontakt/")
    answer = client.post("/kontakt/", TYPED | {"homepage": "x"})

    assert re.search(r'<div hidden>.*name="homepage"', page.text, re.DOTALL)
    assert not re.search(r'<div hidden>.*name="homepage"', answer.text, re.DOTALL)
    assert "Bitte leeren Sie dieses Feld." in answer.text


@pytest.mark.parametrize(
    "subject", ["Ampel\nBcc: alle@example.org", "Ampel\r\nTo: x@example.org", "Ampel\x0bX: 1"]
)
def test_no_subject_makes_a_header(client, subject):
    a_contact()

    client.post("/kontakt/", TYPED | {"subject": subject})

    mail = message_of(OutboxMail.objects.get())
    headers = mail.message().as_string().partition("\n\n")[0]
    assert mail.recipients() == ["buergerbuero@example.org"]
    assert not re.search(r"^(Bcc|X):", headers, re.MULTILINE)
    assert headers.count("\nTo:") == 1


def test_one_network_can_send_twenty_messages_an_hour(client):
    a_contact()

    answers = [client.post("/kontakt/", TYPED).status_code for _message in range(21)]

    assert answers == [303] * 20 + [409]
    assert Message.objects.count() == OutboxMail.objects.count() == 20


def test_an_account_gets_a_copy_if_it_wants_one_and_strangers_never(client):
    a_contact()
    client.post("/kontakt/", TYPED | {"email": "fremd@example.org", "wants_copy": "on"})
    assert OutboxMail.objects.count() == 1

    person = a_person()
    client.force_login(person)
    assert person.email in client.get("/kontakt/").text
    client.post("/kontakt/", TYPED | {"wants_copy": "on"})

    copy = OutboxMail.objects.get(recipient=person)
    assert copy.address == person.email
    assert "Am Markt ist sie kaputt." in message_of(copy).body


def test_a_report_of_a_barrier_names_the_page_it_came_from(client):
    a_place()
    a_contact()
    a_legal_page("accessibility")
    address = "/barrierefreiheit/barriere-melden/"

    shown = client.get(address, headers={"Referer": "http://testserver/ideen/?seite=2"})
    answer = client.post(
        address, {"page": "/ideen/?seite=2", "text": "Kein Fokus.", "email": "", "homepage": ""}
    )

    assert 'value="/ideen/?seite=2"' in shown.text
    assert client.get(answer.headers["Location"]).status_code == 200
    message = Message.objects.get()
    assert (message.kind, message.page, message.text) == (
        "barrier",
        "/ideen/?seite=2",
        "Kein Fokus.",
    )
    assert "/ideen/?seite=2" in message_of(message.mail).body


@pytest.mark.parametrize(
    ("referer", "query"),
    [
        ("https://other.example/x/", ""),
        ("http://testserver/", ""),
        ("http://testserver/barrierefreiheit/barriere-melden/", ""),
        ("", "?seite=https://other.example/"),
        ("", "?seite=//other.example/"),
        ("", "?seite=javascript:alert(1)"),
        ("kein%20Link", ""),
    ],
)
def test_only_pages_of_ours_are_filled_in(client, referer, query):
    a_contact()
    headers = {"Referer": referer} if referer else {}

    page = client.get(f"/barrierefreiheit/barriere-melden/{query}", headers=headers)

    assert page.context["form"]["page"].value() == ""


def test_a_delivered_message_is_forgotten_the_next_night(client):
    a_contact()
    client.post("/kontakt/", TYPED)
    client.post("/kontakt/", TYPED)
    delivered, waiting = Message.objects.order_by("pk")
    mark_sent(delivered.mail, now=NOON)

    forget(None)

    assert list(Message.objects.all()) == [waiting]


def test_what_no_server_took_is_shown_to_the_administration_and_sent_again(client):
    contact = a_contact()
    client.post("/kontakt/", TYPED)
    message = Message.objects.get()
    skip(message.mail, OutboxMail.SkippedReason.REJECTED)
    with arranging():
        type(contact).objects.update(email="neu@example.org")
    client.force_login(an_administrator())

    overview = client.get("/team/stadt/")
    kept = client.get("/team/stadt/nachrichten/")
    client.post(f"/team/stadt/nachrichten/{message.pk}/senden/")

    assert "Am Markt ist sie kaputt." in kept.text
    assert "1 Nachricht konnte nicht zugestellt werden" in words_of(overview)
    assert list(queries.undelivered()) == []
    assert Message.objects.get().mail.address == "neu@example.org"


def test_a_message_that_was_read_can_be_deleted_and_one_that_waits_cannot(client):
    a_contact()
    client.post("/kontakt/", TYPED)
    message = Message.objects.get()
    client.force_login(an_administrator())

    waiting = client.post(f"/team/stadt/nachrichten/{message.pk}/loeschen/")
    skip(message.mail, OutboxMail.SkippedReason.EXPIRED)
    client.post(f"/team/stadt/nachrichten/{message.pk}/loeschen/")

    assert waiting.status_code == 404
    assert not Message.objects.exists()


def test_what_nobody_deals_with_is_forgotten_after_ninety_days():
    message = actions.send_message(a_letter(), a_contact(), now=NOON)
    skip(message.mail, OutboxMail.SkippedReason.REJECTED)

    kept = actions.forget_messages(now=NOON + timedelta(days=90))
    forgotten = actions.forget_messages(now=NOON + timedelta(days=91))

    assert (kept, forgotten) == (0, 1)


def test_messages_are_exported_and_erased_with_the_account_that_wants_the_answer():
    person = a_person(email="mia@example.org")
    contact = a_contact()
    actions.send_message(a_letter(email="Mia@Example.org"), contact, now=NOON)
    other = actions.send_message(a_letter(), contact, now=NOON)

    exported = export(person)["city.message"]
    erase(person, now=NOON)

    assert [row["text"] for row in exported] == ["Sie ist kaputt."]
    assert list(Message.objects.all()) == [other]


def test_a_message_to_nowhere_is_refused_and_nothing_is_stored():
    with pytest.raises(Refused) as refused:
        actions.send_message(a_letter(), None, now=NOON)

    assert refused.value.refusal.code == "city.no_mailbox"
    assert not Message.objects.exists()


def test_the_contact_page_costs_the_same_for_one_office_and_for_thirty(
    client, django_assert_max_num_queries
):
    a_place()
    a_contact()
    client.get("/kontakt/")
    with django_assert_max_num_queries(3):
        client.get("/kontakt/")
    for number in range(30):
        an_office(f"Stelle {number}")

    with django_assert_max_num_queries(3):
        client.get("/kontakt/")
