"""Name, colours, logo and boundary, set by the administration alone."""

import json
import re
from math import cos, pi, sin

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from faden.backbone.audit.models import LogEntry
from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.places.models import Place
from faden.backbone.places.queries import city_boundary, the_place
from faden.backbone.places.tests.factories import a_place
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_process, a_role
from faden.lib.colors import DARK_GROUNDS, LIGHT_GROUNDS, TEXT_CONTRAST, lowest_contrast
from faden.lib.refused import Refused
from faden.shared.media.tests.pictures import a_jpeg
from faden.surfaces.city import actions
from faden.surfaces.city.actions.municipality import Municipality
from faden.surfaces.city.stylesheet import stylesheet
from faden.surfaces.city.tests.factories import an_administrator
from faden.surfaces.city.tests.geojson import a_feature, a_file

pytestmark = pytest.mark.django_db

FORM = "/team/stadt/gemeinde/"
TYPED = {"name": "Detmold", "official_name": "Stadt Detmold", "district_term": "Ortsteil"}


def an_upload(content: bytes, name: str = "grenze.geojson"):
    return {"file": SimpleUploadedFile(name, content)}


@pytest.fixture
def administrator(client):
    person = an_administrator()
    client.force_login(person)
    return person


@pytest.mark.usefixtures("administrator")
def test_the_first_form_founds_the_municipality(client):
    answer = client.post(
        FORM, TYPED | {"ags": "05766020", "latitude": "51,9366", "longitude": "8.883"}
    )

    place = the_place()
    assert answer.status_code == 303
    assert (place.pk, place.name, place.ags) == (1, "Detmold", "05766020")
    assert (place.latitude, place.longitude) == (51.9366, 8.883)


@pytest.mark.usefixtures("administrator")
def test_a_change_is_recorded_by_the_names_of_what_changed(client):
    a_place(name="Detmold", official_name="Stadt Detmold")

    client.post(FORM, TYPED | {"population": "74254"})
    client.post(FORM, TYPED | {"population": "74254"})

    entries = LogEntry.objects.filter(action="places.change")
    assert [entry.facts for entry in entries] == [{"fields": ["population"]}]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"),
        ({"ags": "123"}, "ags"),
        ({"latitude": "51.9"}, "latitude"),
        ({"latitude": "91", "longitude": "8"}, "latitude"),
        ({"latitude": "489000", "longitude": "5754000"}, "latitude"),
        ({"latitude": "nan", "longitude": "8"}, "latitude"),
        ({"primary_color": "rot"}, "primary_color"),
        ({"primary_color": "#ffcc00"}, "primary_color"),
        ({"accent_color": "#ffee88"}, "accent_color"),
        ({"primary_color": "rot", "adjusts_colors": "on"}, "primary_color"),
        ({"primary_color": '#1"}'}, "primary_color"),
        ({"population": "-1"}, "population"),
    ],
)
@pytest.mark.usefixtures("administrator")
def test_what_cannot_be_is_said_beside_its_field(client, typed, field):
    page = client.post(FORM, TYPED | typed)

    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert not Place.objects.exists()


@pytest.mark.usefixtures("administrator")
def test_a_colour_without_contrast_is_refused_with_the_nearest_shade_or_adjusted(client):
    refused = client.post(FORM, TYPED | {"primary_color": "#ffcc00"})
    client.post(FORM, TYPED | {"primary_color": "#ffcc00", "adjusts_colors": "on"})

    assert "#7f6600" in refused.text
    assert "1,2 zu 1" in refused.text
    assert the_place().primary_color == "#7f6600"


def test_the_action_refuses_what_the_form_would():
    facts = Municipality(**TYPED, primary_color="#ffcc00")

    with pytest.raises(Refused) as refused:
        actions.save_municipality(facts, actor=None, now=NOON)

    assert refused.value.refusal.code == "places.low_contrast"


def test_the_colours_come_as_a_stylesheet_for_light_and_dark():
    text = stylesheet(Place(primary_color="#00703c", accent_color="#b27c00"))

    light, device, dark = text.strip().split("\n")
    shades = [re.search(r"action-default: (#\w{6})", part)[1] for part in (light, device, dark)]
    assert lowest_contrast(shades[0], LIGHT_GROUNDS) >= TEXT_CONTRAST
    assert lowest_contrast(shades[1], DARK_GROUNDS) >= TEXT_CONTRAST
    assert shades[1] == shades[2]
    assert "prefers-color-scheme: dark" in device
    assert all("--faden-thread: #" in part for part in (light, device, dark))


@pytest.mark.parametrize(
    ("colors", "names"),
    [
        ({}, set()),
        ({"primary_color": "#00703c"}, {"action"}),
        ({"accent_color": "#b27c00"}, {"thread"}),
    ],
)
def test_a_colour_that_is_not_chosen_stays_ours(colors, names):
    text = stylesheet(Place(**colors))

    assert {name for name in ("action", "thread") if name in text} == names


def test_the_stylesheet_is_kept_under_its_version_and_only_there(client):
    a_place(primary_color="#00703c")
    page = client.get("/").text
    address = re.search(r'href="(/farben\.css\?v=[^"]+)"', page)[1]

    current = client.get(address)
    old = client.get("/farben.css?v=x")

    assert current.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in current.headers["Cache-Control"]
    assert old.headers["Cache-Control"] == "public, no-cache"
    assert old.content == current.content
    assert client.cookies == {}


def test_without_colours_no_page_asks_for_them(client):
    a_place()

    assert "farben.css" not in client.get("/").text


@pytest.mark.usefixtures("administrator")
def test_the_logo_stands_in_the_head_of_every_page_until_it_is_removed(client):
    a_place()
    file = SimpleUploadedFile("logo.jpg", a_jpeg(200, 80))

    client.post("/team/stadt/logo/", {"logo": file, "alt_text": "Wappen von Musterstadt"})
    with_logo = client.get("/").text
    client.post("/team/stadt/logo/entfernen/")

    assert 'alt="Wappen von Musterstadt"' in with_logo
    assert "faden-mark__thread" not in with_logo
    assert "faden-mark__thread" in client.get("/").text


@pytest.mark.usefixtures("administrator")
def test_a_boundary_is_looked_at_before_it_is_drawn(client):
    a_place(latitude=51.93, longitude=8.88)

    sent = client.post("/team/stadt/grenze/", an_upload(a_file(a_feature(), a_feature(west=8.9))))
    preview = client.get(sent.headers["Location"])
    before = city_boundary()
    client.post(sent.headers["Location"])

    assert preview.status_code == 200
    assert before is None
    assert city_boundary()["type"] == "MultiPolygon"
    assert client.get(sent.headers["Location"]).status_code == 409  # the file is gone


@pytest.mark.parametrize(
    ("content", "name", "status"),
    [
        (b"", "grenze.geojson", 303),
        (b"x", "grenze.shp", 422),
        (b" " * 10_000_001, "grenze.json", 422),
    ],
)
@pytest.mark.usefixtures("administrator")
def test_files_of_other_kinds_and_sizes_are_refused_at_once(client, content, name, status):
    a_place()

    assert client.post("/team/stadt/grenze/", an_upload(content, name)).status_code == status


@pytest.mark.usefixtures("administrator")
def test_a_file_that_is_no_boundary_says_why(client):
    a_place(latitude=51.93, longitude=8.88)
    swapped = a_file(a_feature(west=51.9, south=8.8))

    sent = client.post("/team/stadt/grenze/", an_upload(swapped))
    preview = client.get(sent.headers["Location"])

    assert preview.status_code == 409
    assert "vertauscht" in preview.text
    assert city_boundary() is None


@pytest.mark.parametrize("key", ["0" * 32, "x", "..%2F..%2Ffaden.sqlite3"])
@pytest.mark.usefixtures("administrator")
def test_only_uploads_are_found_by_their_key(client, key):
    assert client.get(f"/team/stadt/grenze/{key}/").status_code in (404, 409)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "gemeinde/",
        "logo/",
        "grenze/",
        "ortsteile/",
        "ortsteile/neu/",
        "ortsteile/flaechen/",
        "adressen/",
        "adressen/hochladen/",
        "stellen/",
        "stellen/neu/",
        "stichwoerter/",
        "stichwoerter/neu/",
        "seiten/",
        "nachrichten/",
    ],
)
def test_every_page_is_for_the_administration_and_says_what_is_there_before_anything_is(
    client, address
):
    strangers = [client.get(f"/team/stadt/{address}").status_code]
    for person in (a_person(), a_role(Role.PROCESS_MANAGER, a_process())):
        client.force_login(person)
        strangers.append(client.get(f"/team/stadt/{address}").status_code)
    client.force_login(an_administrator())

    page = client.get(f"/team/stadt/{address}")

    assert strangers == [302, 404, 404]
    assert page.status_code == 200
    assert "no-store" in page.headers["Cache-Control"]


def test_nobody_else_changes_the_municipality():
    manager = a_role(Role.PROCESS_MANAGER, a_process())
    a_place()
    ring = a_feature()["geometry"]

    for act in (
        lambda: actions.save_municipality(Municipality(**TYPED), actor=manager, now=NOON),
        lambda: actions.set_boundary(ring, actor=manager, now=NOON),
        lambda: actions.remove_logo(actor=manager, now=NOON),
    ):
        with pytest.raises(Refused):
            act()

    assert the_place().name == "Musterstadt"
    assert city_boundary() is None


def test_a_large_boundary_is_stored_small():
    n = 20_000
    ring = [[9 + 0.1 * cos(2 * pi * i / n), 51 + 0.1 * sin(2 * pi * i / n)] for i in range(n)]
    a_place()

    actions.set_boundary(
        {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}, actor=None, now=NOON
    )

    assert len(json.dumps(city_boundary())) < 25_000
