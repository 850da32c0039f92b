"""Where undertakings are: their own point, or that of their districts."""

import pytest

from faden.backbone.places.tests.factories import a_district
from faden.participation.undertakings.tests.factories import an_undertaking

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    return a_district(name="Nord", slug="nord", latitude=51.95, longitude=8.87)


def shown(client, query=""):
    found = client.get(f"/vorhaben/karte.geojson{query}").json()["features"]
    return {
        one["properties"]["title"]: (
            one["geometry"]["coordinates"],
            one["properties"].get("district"),
        )
        for one in found
    }


def test_the_map_shows_the_own_point_or_that_of_the_district(client, north):
    an_undertaking(title="Brücke", districts=[north], latitude=51.93, longitude=8.88)
    an_undertaking(title="Radwege", districts=[north])
    an_undertaking(title="Server")

    assert shown(client) == {"Brücke": ([8.88, 51.93], None), "Radwege": ([8.87, 51.95], "Nord")}


def test_the_map_is_narrowed_like_the_list(client, north):
    an_undertaking(title="Radwege", districts=[north])
    an_undertaking(title="Brücke", latitude=51.93, longitude=8.88, stage="running")

    page = client.get("/vorhaben/karte/?stand=running")

    assert list(shown(client, "?stand=running")) == ["Brücke"]
    assert "/vorhaben/karte.geojson?stand=running" in page.text
    assert [one.title for one in page.context["page"]] == ["Brücke"]


@pytest.mark.parametrize("n", [1, 30])
def test_the_map_costs_the_same_whatever_it_shows(client, north, django_assert_max_num_queries, n):
    for number in range(n):
        an_undertaking(title=f"Vorhaben {number}", districts=[north])

    with django_assert_max_num_queries(6):
        client.get("/vorhaben/karte.geojson")
