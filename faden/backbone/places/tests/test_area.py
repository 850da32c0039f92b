"""The municipality as maps draw it."""

import json

import pytest

from faden.backbone.places.tests.factories import a_district, a_place

pytestmark = pytest.mark.django_db
AREA = "/en/ortsteile/gebiet.geojson"
SQUARE = {"type": "Polygon", "coordinates": [[[8, 51], [9, 51], [9, 52], [8, 51]]]}


def features(client) -> list[tuple[str, str, str]]:
    """(role, name, type of geometry)"""
    answer = client.get(AREA)
    assert answer.headers["Content-Type"] == "application/geo+json"
    return [
        (one["properties"]["role"], one["properties"]["name"], one["geometry"]["type"])
        for one in json.loads(answer.content)["features"]
    ]


def test_before_anything_is_set_up_the_area_is_empty(client):
    assert features(client) == []


def test_the_area_has_the_boundary_the_districts_and_where_their_names_stand(client):
    a_place(name="Detmold", boundary=SQUARE, latitude=51.9, longitude=8.8)
    a_district(name="Hiddesen", boundary=SQUARE, latitude=51.92, longitude=8.84)
    a_district(name="Berlebeck", latitude=51.89, longitude=8.87)
    a_district(name="Nowhere")

    assert features(client) == [
        ("city", "Detmold", "Polygon"),
        ("middle", "Detmold", "Point"),
        ("district", "Hiddesen", "Polygon"),
        ("name", "Berlebeck", "Point"),
        ("name", "Hiddesen", "Point"),
    ]


def test_points_are_longitude_first(client):
    a_place(latitude=51.9, longitude=8.8)

    (feature,) = json.loads(client.get(AREA).content)["features"]

    assert feature["geometry"] == {"type": "Point", "coordinates": [8.8, 51.9]}


def test_a_browser_keeps_the_area_until_it_changes(client):
    a_place(boundary=SQUARE)
    headers = {"If-None-Match": client.get(AREA).headers["ETag"]}

    again = client.get(AREA, headers=headers)
    a_district(boundary=SQUARE)
    changed = client.get(AREA, headers=headers)

    assert (again.status_code, changed.status_code) == (304, 200)


def test_the_area_costs_the_same_for_one_district_and_for_thirty(client, django_assert_num_queries):
    a_place()
    for number in (1, 29):
        for _number in range(number):
            a_district(boundary=SQUARE, latitude=51.9, longitude=8.8)

        with django_assert_num_queries(4):
            client.get(AREA)
