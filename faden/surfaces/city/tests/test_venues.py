"""Venues and funders: the team keeps them, the public and documents show them."""

from datetime import date, time, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.places.models import Funder, Stop, Venue
from faden.backbone.places.tests.factories import a_place
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_draft_process, a_process, a_role
from faden.lib.refused import Refused
from faden.participation.background.actions import Frame, set_frame
from faden.participation.background.frame import funding_of, processes_at, venues_of
from faden.shared.media.logos import logo_of
from faden.shared.media.tests.pictures import a_jpeg
from faden.surfaces.city.actions.funders import FunderFacts, add_funder
from faden.surfaces.city.actions.venues import StopFacts, VenueFacts, add_stop, add_venue

pytestmark = pytest.mark.django_db
POINT = {"latitude": 51.93, "longitude": 8.88}


@pytest.fixture
def administrator(client):
    a_place()
    administrator = a_role(Role.ADMINISTRATOR)
    client.force_login(administrator)
    return administrator


def a_venue(name: str = "Bücherei", **facts) -> Venue:
    return add_venue(VenueFacts(name, **facts), actor=None, now=NOON)


def a_funder(name: str = "Bund") -> Funder:
    logo = logo_of(a_jpeg(200, 100))
    facts = FunderFacts(name, "https://example.org/", logo, "Adler mit Schriftzug")
    return add_funder(facts, actor=None, now=NOON)


def html(client, address) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_team_keeps_a_venue_with_hours_and_a_date(client, administrator):
    typed = {"name": "Bücherei", "sort": "idea_wall", "address": "Markt 1", "hours_0": "9-12"}
    client.post("/en/team/stadt/orte/neu/", typed)
    venue = Venue.objects.get()
    stop = {"day": "2100-05-04", "opens": "09:00", "closes": "12:00", "address": "Hiddesen"}
    client.post(f"/en/team/stadt/orte/{venue.pk}/termine/neu/", stop)

    shown = html(client, "/en/orte/")
    for words in ("Bücherei", "Markt 1", "9:00 to 12:00", "Hiddesen", "4 May 2100"):
        assert words in shown
    client.post(f"/en/team/stadt/orte/{venue.pk}/termine/{Stop.objects.get().pk}/entfernen/")
    client.post(f"/en/team/stadt/orte/{venue.pk}/entfernen/")
    assert "Bücherei" not in html(client, "/en/orte/")


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("hours_0", "vormittags", "Please write the hours"),
        ("latitude", "51.9", "longitude"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(client, administrator, field, value, says):
    typed = {"name": "Bücherei", "sort": "idea_wall", field: value}

    answer = client.post("/en/team/stadt/orte/neu/", typed)

    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_dates_that_are_over_are_not_shown(client, administrator):
    venue, process = a_venue(), a_process()
    set_frame(process, Frame([venue]), actor=None, now=NOON)
    for days in (-1, 0, 1):
        day = NOON.date() + timedelta(days=days)
        add_stop(venue, StopFacts(day, time(9), time(12)), actor=None, now=NOON)

    [shown] = venues_of(process, today=NOON.date())

    assert [stop.day for stop in shown.stops] == [date(2026, 5, 4), date(2026, 5, 5)]


def test_points_of_venues_and_stops_are_on_the_map(client, administrator):
    venue = a_venue(**POINT)
    stop = StopFacts(date(2999, 1, 1), time(9), time(12), "Hiddesen", **POINT)
    add_stop(venue, stop, actor=None, now=NOON)

    found = client.get("/en/orte/punkte.geojson").json()["features"]

    assert [one["properties"]["title"] for one in found] == ["Bücherei", "Bücherei: Hiddesen"]


def test_the_list_of_venues_names_public_processes_only(client, administrator):
    venue, public, draft = a_venue(), a_process(title="Fluss"), a_draft_process(title="Geheim")
    for process in (public, draft):
        set_frame(process, Frame([venue]), actor=None, now=NOON)

    assert [one.title for one in processes_at([venue])[venue.pk]] == ["Fluss"]


@pytest.mark.parametrize("role", [Role.PROCESS_MANAGER, Role.MODERATOR])
def test_only_the_administration_keeps_them(role):
    actor = a_role(role)

    for write in (
        lambda: add_venue(VenueFacts("Bücherei"), actor=actor, now=NOON),
        lambda: add_funder(FunderFacts("Bund"), actor=actor, now=NOON),
    ):
        with pytest.raises(Refused):
            write()


def test_strangers_find_no_page_of_the_team(client):
    a_place()
    client.force_login(a_person())

    for path in ("orte/", "orte/neu/", "foerderung/", "foerderung/neu/"):
        assert client.get(f"/en/team/stadt/{path}").status_code == 404


def test_a_funder_is_kept_with_its_logo(client, administrator):
    logo = SimpleUploadedFile("logo.jpg", a_jpeg(300, 120), "image/jpeg")
    typed = {"name": "Bund", "url": "", "logo": logo, "logo_alt": "Adler"}

    client.post("/en/team/stadt/foerderung/neu/", typed)

    funder = Funder.objects.get()
    answer = client.get(f"/en/foerderung/{funder.pk}/logo.png")
    assert (answer["Content-Type"], funder.logo_width) == ("image/png", 300)


def test_a_logo_without_a_description_is_not_taken(client, administrator):
    logo = SimpleUploadedFile("logo.jpg", a_jpeg(300, 120), "image/jpeg")

    answer = client.post("/en/team/stadt/foerderung/neu/", {"name": "Bund", "logo": logo})

    assert answer.status_code == 422


def test_the_process_and_its_documents_name_who_pays(client):
    a_place()
    funder, process = a_funder(), a_process(title="Fluss")
    framed = Frame([a_venue()], [funder], "Gefördert vom Bund.")
    set_frame(process, framed, actor=None, now=NOON)

    shown, funding = html(client, "/en/beteiligungen/fluss/"), funding_of(process)

    for words in (
        "Gefördert vom Bund.",
        "Adler mit Schriftzug",
        "Bücherei",
        "https://example.org/",
    ):
        assert words in shown
    assert funding.files == {f"foerderung-{funder.pk}.png": bytes(funder.logo)}


def test_who_sets_a_process_up_chooses_its_places_and_funding(client):
    a_place()
    process, venue, funder = a_process(title="Fluss"), a_venue(), a_funder()
    client.force_login(a_role(Role.PROCESS_MANAGER, process))
    typed = {"venues": [venue.pk], "funders": [funder.pk], "funding_text": "Danke."}

    client.post("/en/team/beteiligungen/fluss/hintergrund/orte-und-foerderung/", typed)

    shown = html(client, "/en/team/beteiligungen/fluss/hintergrund/")
    assert "Bücherei" in shown
    assert "Bund" in shown
