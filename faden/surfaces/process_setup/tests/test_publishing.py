"""Who sees a process and who is told: invitations, preview links, publishing, archive."""

import re
from datetime import timedelta

import pytest
import time_machine

from faden.backbone.people.tests.factories import NOON, a_person, a_unit
from faden.backbone.places.tests.factories import a_place
from faden.backbone.processes import actions as processes
from faden.backbone.processes.models import Invitation, PreviewLink
from faden.backbone.processes.rules import CONCEPT_PARTS
from faden.backbone.processes.tests.factories import a_draft_process, a_process, a_role
from faden.lib.refused import Refused
from faden.shared.media.actions import Arranged
from faden.shared.notifications.message import message_of
from faden.shared.notifications.models import OutboxMail
from faden.surfaces.process_setup import actions
from faden.surfaces.process_setup.forms.access import InvitationsForm
from faden.surfaces.process_setup.tests.factories import (
    SHIPPED,
    a_manager,
    a_plan,
    a_whole_process,
    fields_of,
    from_plan,
    send,
)

pytestmark = pytest.mark.django_db


def at(process, section=""):
    return f"/en/team/beteiligungen/{process.slug}/einrichten/{section}"


def words(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


@pytest.fixture
def process(client):
    a_place(name="Detmold", official_name="Stadt Detmold")
    found = a_whole_process(title="Fluss", summary="How do we live?")
    client.force_login(a_manager(found))
    return found


def mails():
    return [(mail.address or mail.recipient.email) for mail in OutboxMail.objects.order_by("pk")]


@pytest.mark.parametrize(
    ("pasted", "found"),
    [
        ("a@example.org\nB@Example.org", ["a@example.org", "b@example.org"]),
        ("a@example.org, b@example.org;a@example.org", ["a@example.org", "b@example.org"]),
        ("Anna Muster <a@example.org>; b@example.org", ["a@example.org", "b@example.org"]),
    ],
)
def test_addresses_are_pasted_as_mail_programs_write_them(pasted, found):
    form = InvitationsForm({"addresses": pasted})

    assert form.is_valid()
    assert form.cleaned_data["addresses"] == found


@pytest.mark.parametrize(
    "pasted", ["", "nobody", "a@", "a@example.org, b@@example", "x@example.org " * 501]
)
def test_what_is_no_address_is_named(pasted):
    form = InvitationsForm({"addresses": pasted})

    repeated = pasted.startswith("x@")  # the same one counts once
    assert form.is_valid() is repeated


def test_more_than_five_hundred_addresses_are_too_many():
    pasted = " ".join(f"a{number}@example.org" for number in range(501))

    assert not InvitationsForm({"addresses": pasted}).is_valid()


def test_a_draft_invites_without_a_mail_and_publishing_tells_them(client, process):
    account = a_person(email="anna@example.org", language="en")

    page = client.post(
        at(process, "zugang/"), {"addresses": "anna@example.org, otto@example.org"}, follow=True
    )
    assert "2 addresses are invited. They get a mail when the process is published." in words(page)
    assert mails() == []

    asked = words(client.get(at(process, "veroeffentlichen/")))
    assert "Tell the 2 invited people by mail" in asked
    done = client.post(
        at(process, "veroeffentlichen/"),
        fields_of(client.get(at(process, "veroeffentlichen/"))) | {"visibility": "invited"},
        follow=True,
    )
    assert "Invited people see the process now. 2 people get a mail." in words(done)
    assert mails() == ["anna@example.org", "otto@example.org"]

    to_anna, to_otto = (message_of(mail) for mail in OutboxMail.objects.order_by("pk"))
    assert to_anna.subject == "Detmold invites you: Fluss"
    assert "/en/beteiligungen/fluss/" in to_anna.body
    assert "Sign in with this e-mail address" in to_anna.body
    assert to_otto.subject == "Detmold lädt Sie ein: Fluss"
    assert "/beteiligungen/fluss/" in to_otto.body
    assert "/konto/anlegen/" in to_otto.body
    client.force_login(account)
    assert client.get("/en/beteiligungen/fluss/").status_code == 200
    client.force_login(a_person())
    assert client.get("/en/beteiligungen/fluss/").status_code == 404


def test_publishing_can_keep_silent(client, process):
    processes.invite(process, ["a@example.org"], actor=a_manager(), now=NOON)

    client.post(at(process, "veroeffentlichen/"), {"visibility": "invited"})

    process.refresh_from_db()
    assert process.visibility == "invited"
    assert mails() == []


def test_whoever_is_invited_to_a_published_process_is_told_at_once_and_once(client, process):
    client.post(at(process, "veroeffentlichen/"), {"visibility": "invited"})

    for _time in range(2):
        page = client.post(at(process, "zugang/"), {"addresses": "a@example.org"}, follow=True)

    assert "These addresses were invited already." in words(page)
    assert mails() == ["a@example.org"]


def test_an_invitation_is_taken_back(client, process):
    processes.invite(process, ["a@example.org"], actor=a_manager(), now=NOON)

    client.post(at(process, f"zugang/{Invitation.objects.get().pk}/ausladen/"))

    assert not Invitation.objects.exists()
    assert mails() == []


def test_nobody_takes_back_an_invitation_to_another_process(client, process):
    other = a_draft_process()
    processes.invite(other, ["a@example.org"], actor=a_manager(), now=NOON)
    client.force_login(a_role("process_manager", process))

    invitation = Invitation.objects.get()
    assert client.post(at(process, f"zugang/{invitation.pk}/ausladen/")).status_code == 404
    assert Invitation.objects.exists()


@time_machine.travel(NOON, tick=False)
def test_a_preview_link_is_shown_once_opens_the_draft_and_is_ended(client, process):
    page = client.post(at(process, "vorschau/"), {"days": "3"}, follow=True)
    address = re.search(r'value="(http[^"]+/vorschau/[^"]+/)"', page.text)[1]
    path = "/" + address.split("/", 3)[3]

    assert PreviewLink.objects.get().expires_at == NOON + timedelta(days=3)
    assert path not in client.get(at(process, "zugang/")).text
    visitor = client.__class__()
    assert visitor.get(path).status_code == 200
    client.post(at(process, f"vorschau/{PreviewLink.objects.get().pk}/beenden/"))
    assert not PreviewLink.objects.exists()
    assert visitor.get(path).status_code in (404, 410)


def test_a_preview_of_unheard_length_is_not_made(client, process):
    client.post(at(process, "vorschau/"), {"days": "365"})

    assert not PreviewLink.objects.exists()


def test_a_process_that_lacks_something_is_not_published_and_the_page_leads_there(client):
    a_place()
    process = a_draft_process(title="Fluss")
    client.force_login(a_manager(process))

    asked = client.get(at(process, "veroeffentlichen/"))
    page = client.post(at(process, "veroeffentlichen/"), {"visibility": "public"})

    assert f'href="{at(process, "gestaltungsspielraum/")}"' in asked.text
    assert page.status_code == 409
    process.refresh_from_db()
    assert process.visibility == "staff"


def test_places_to_fill_in_are_shown_and_have_to_be_meant(client, process):
    processes.change_process(process, is_fixed="Until [month].", actor=a_manager(), now=NOON)
    address = at(process, "veroeffentlichen/")

    refused = client.post(address, {"visibility": "public"})
    meant = client.post(address, {"visibility": "public", "accepts_places": "on"})

    assert "[month]" in words(client.get(at(process, "gestaltungsspielraum/")))
    assert refused.status_code == 422
    assert "Fill in what stands in square brackets" in words(refused)
    assert meant.status_code == 303


@pytest.mark.parametrize("slug", SHIPPED)
def test_each_template_can_be_filled_in_and_published(client, slug):
    a_place()
    plan = a_plan(slug)
    process = from_plan(plan, title="Unsere Strategie")
    client.force_login(a_manager(process))

    send(client, at(process, "grundlagen/"), unit=str(a_unit().pk))
    concept = dict.fromkeys(CONCEPT_PARTS, "Geklärt.")
    send(client, at(process, "konzept/"), **concept)
    asked = client.get(at(process, "veroeffentlichen/"))
    assert fields_of(asked)["visibility"] == [plan.visibility]
    page = send(client, at(process, "veroeffentlichen/"), accepts_places="on")

    assert page.status_code == 303
    process.refresh_from_db()
    assert process.visibility == plan.visibility
    visitor = client.__class__()
    expected = 200 if plan.visibility == "public" else 404
    assert visitor.get(process.get_absolute_url()).status_code == expected


def test_a_published_process_can_be_taken_back(client, process):
    client.post(at(process, "veroeffentlichen/"), {"visibility": "public"})

    page = client.post(at(process, "veroeffentlichen/"), {"visibility": "staff"}, follow=True)

    assert "Only the team sees the process now." in words(page)
    assert client.__class__().get("/en/beteiligungen/fluss/").status_code == 404


def test_a_draft_is_not_made_a_draft(client, process):
    page = client.post(at(process, "veroeffentlichen/"), {"visibility": "staff"})

    assert page.status_code == 422


def test_the_archive_closes_and_opens_again(client, process):
    asked = words(client.get(at(process, "archiv/")))
    client.post(at(process, "archiv/"))
    process.refresh_from_db()
    assert process.archived_at is not None
    assert "Nothing is open any more" in asked
    assert "Archived" in words(client.get(at(process)))

    client.post(at(process, "archiv/"))
    process.refresh_from_db()
    assert process.archived_at is None


def test_the_process_is_saved_as_a_template(client, process):
    wrong = send(client, at(process, "vorlage/"), name="Digitale Agenda", purpose="Mine.")
    page = send(client, at(process, "vorlage/"), name="Unser Weg", purpose="Mine.")

    assert wrong.status_code == 409
    assert fields_of(wrong)["purpose"] == ["Mine."]
    assert page.headers["Location"] == "/en/team/beteiligungen/neu/"


@pytest.mark.parametrize("step", ["arrange_files", "show_to", "invite", "arrange_fields"])
def test_whoever_may_not_set_the_process_up_does_none_of_it(process, step):
    stranger = a_role("moderator", process)
    arguments = {
        "arrange_files": ([process, Arranged([], [])], {"documents": Arranged([], [])}),
        "show_to": ([process, "public"], {"tells_invited": True}),
        "invite": ([process, ["a@example.org"]], {}),
        "arrange_fields": ([process, {}], {"removed": [], "new": ["Neu"]}),
    }
    positional, named = arguments[step]

    with pytest.raises(Refused):
        getattr(actions, step)(*positional, **named, actor=stranger, now=NOON)


def test_another_process_stays_as_it_is(client, process):
    other = a_process(title="See")

    client.post(at(process, "archiv/"))

    other.refresh_from_db()
    assert other.archived_at is None
