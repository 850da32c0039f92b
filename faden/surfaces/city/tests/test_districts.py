"""Districts: one by one, and from a file with their areas."""

from datetime import UTC, datetime, timedelta

import pytest

from faden.backbone.people.tests.factories import NOON
from faden.backbone.places.models import District
from faden.backbone.places.queries import district_at
from faden.backbone.places.tests.factories import a_district, an_address
from faden.lib.refused import Refused
from faden.surfaces.city import actions, files
from faden.surfaces.city.actions.districts import NamedArea
from faden.surfaces.city.tests.geojson import a_feature, a_file
from faden.surfaces.city.tests.uploads import uploaded

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("administrator")]


def areas(client, *features) -> str:
    return uploaded(client, "/team/stadt/ortsteile/flaechen/", a_file(*features), "o.geojson")


def test_districts_are_entered_renamed_and_removed(client):
    client.post(
        "/team/stadt/ortsteile/neu/", {"name": "  Hiddesen  ", "latitude": "", "longitude": ""}
    )
    district = District.objects.get()
    client.post(
        f"/team/stadt/ortsteile/{district.pk}/",
        {"name": "Hiddesen-Süd", "latitude": "51.92", "longitude": "8,84"},
    )
    district.refresh_from_db()
    assert (district.name, district.slug, district.longitude) == ("Hiddesen-Süd", "hiddesen", 8.84)

    client.post(f"/team/stadt/ortsteile/{district.pk}/entfernen/")

    assert not District.objects.exists()


def test_a_district_that_something_refers_to_stays(client):
    district = a_district()
    an_address(district=district)

    client.post(f"/team/stadt/ortsteile/{district.pk}/entfernen/")

    assert District.objects.get() == district
    assert (
        "kann er nicht entfernt werden" in client.get(f"/team/stadt/ortsteile/{district.pk}/").text
    )


def test_two_districts_never_have_one_name_but_may_have_like_addresses(client):
    a_district(name="Öst", slug="oest")

    twice = client.post("/team/stadt/ortsteile/neu/", {"name": "öst"})
    like = client.post("/team/stadt/ortsteile/neu/", {"name": "Oest"})

    assert (twice.status_code, like.status_code) == (409, 303)
    assert list(District.objects.values_list("slug", flat=True)) == ["oest-2", "oest"]


def test_areas_are_looked_at_first_and_then_given_to_districts_by_name(client):
    known = a_district(name="Hiddesen", slug="hiddesen", latitude=51.95, longitude=8.85)
    a_district(name="Klüt", slug="kluet")
    address = areas(client, a_feature("HIDDESEN"), a_feature("Neustadt", west=8.9))

    page = client.get(address).text
    client.post(address, {"name": "name"})

    assert "bekommt diese Fläche" in page
    assert "neuer Ortsteil" in page
    assert "Nicht in der Datei und unverändert: Klüt." in page
    assert District.objects.count() == 3
    assert district_at(51.95, 8.85) == known
    assert district_at(51.95, 8.95).name == "Neustadt"
    known.refresh_from_db()
    assert (known.name, known.latitude) == ("Hiddesen", 51.95)


def test_an_area_with_a_problem_is_named_and_nothing_is_taken_over(client):
    broken = a_feature("Kaputt")
    broken["geometry"]["coordinates"][0].pop()
    nameless, twice = a_feature(""), a_feature("Hiddesen", west=8.9)
    address = areas(client, a_feature("Hiddesen"), broken, nameless, twice)

    page = client.get(address)
    client.post(address)

    assert page.text.count("kern-badge--warning") == 4
    assert "letzter Punkt muss den ersten wiederholen" in page.text
    assert not District.objects.exists()


def test_the_property_that_holds_the_name_can_be_chosen(client):
    feature = a_feature("x1")
    feature["properties"] = {"name": "x1", "titel": "Hiddesen", "einwohner": 5}
    address = areas(client, feature)

    page = client.get(f"{address}?name=titel")
    client.post(address, {"name": "titel"})

    assert page.context["plan"].properties == ["name", "titel"]
    assert District.objects.get().name == "Hiddesen"


def test_borders_stay_common_when_they_are_simplified():
    west, east = a_feature()["geometry"], a_feature(west=8.9)["geometry"]

    n_new = actions.apply_areas(
        [NamedArea("West", west), NamedArea("Ost", east)], actor=None, now=NOON
    )

    assert n_new == 2
    corners = [set(map(tuple, one.boundary["coordinates"][0])) for one in District.objects.all()]
    assert corners[0] & corners[1] == {(8.9, 51.9), (8.9, 52.0)}


def test_uploads_that_nobody_decided_about_go_after_a_day(client):
    key = areas(client, a_feature()).rstrip("/").split("/")[-1]
    at = files.kept(key).stat().st_mtime

    files.remove_old(now=datetime.fromtimestamp(at, tz=UTC) + timedelta(hours=23))
    assert files.kept(key)
    files.remove_old(now=datetime.fromtimestamp(at, tz=UTC) + timedelta(hours=25))

    with pytest.raises(Refused):
        files.kept(key)
