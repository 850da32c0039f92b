"""Files of areas: what can be used, and what exactly is wrong with the rest."""

import json

import pytest

from faden.lib.geo import Position
from faden.lib.geojson import MOST_AREAS, MOST_BYTES, areas_of
from faden.lib.refused import Refused

DETMOLD = Position(51.94, 8.88)
RING = [[8.8, 51.9], [8.9, 51.9], [8.9, 52.0], [8.8, 52.0], [8.8, 51.9]]
BOW_TIE = [[8.8, 51.9], [8.9, 52.0], [8.9, 51.9], [8.8, 51.95], [8.8, 51.9]]


def a_feature(coordinates=(RING,), kind="Polygon", **properties):
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": kind, "coordinates": coordinates},
    }


def a_file(*features, **members) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features, **members}).encode()


def test_areas_come_with_their_properties():
    areas = areas_of(a_file(a_feature(name="Hiddesen"), a_feature([[RING]], "MultiPolygon", n=2)))

    assert [(area.number, area.properties, area.geometry["type"]) for area in areas] == [
        (1, {"name": "Hiddesen"}, "Polygon"),
        (2, {"n": 2}, "MultiPolygon"),
    ]
    assert [area.problem for area in areas] == [None, None]


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(a_feature()).encode(),
        json.dumps({"type": "Polygon", "coordinates": [RING]}).encode(),
        b"\xef\xbb\xbf" + a_file(a_feature()),
        a_file(a_feature(), crs={"properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}),
        a_file(a_feature(), crs={"properties": {"name": "urn:ogc:def:crs:EPSG::4326"}}),
        a_file(a_feature([[[*position, 134.5] for position in RING]])),  # with heights
    ],
)
def test_a_single_area_may_be_written_in_many_ways(content):
    (area,) = areas_of(content)

    assert area.problem is None


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "geojson.unreadable"),
        (b"name;lat;lon", "geojson.unreadable"),
        (b"\xff\xfe\x00", "geojson.unreadable"),
        (b"[" * 100_000, "geojson.unreadable"),
        (b"[]", "geojson.unreadable"),
        (b'{"type": "Topology"}', "geojson.unreadable"),
        (b'{"type": "FeatureCollection", "features": "many"}', "geojson.unreadable"),
        (a_file(), "geojson.no_areas"),
        (a_file(1, None, "x"), "geojson.no_areas"),
        (a_file(a_feature(), crs={"properties": {"name": "EPSG:25832"}}), "geojson.other_crs"),
        (a_file(*[a_feature()] * (MOST_AREAS + 1)), "geojson.too_many_areas"),
        (b" " * (MOST_BYTES + 1), "geojson.too_big"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_the_reason(content, code):
    with pytest.raises(Refused) as refused:
        areas_of(content)

    assert refused.value.refusal.code == code
    assert str(refused.value)


@pytest.mark.parametrize(
    ("feature", "code"),
    [
        ({"type": "Feature"}, "geojson.no_polygon"),
        (a_feature(RING, "LineString"), "geojson.no_polygon"),
        (a_feature([8.8, 51.9], "Point"), "geojson.no_polygon"),
        (a_feature(RING), "geojson.no_polygon"),
        (a_feature([]), "geojson.no_polygon"),
        (a_feature([[]]), "geojson.no_polygon"),
        (a_feature({"a": 1}), "geojson.no_polygon"),
        (a_feature([[["8.8", "51.9"]] * 4]), "geojson.not_numbers"),
        (a_feature([[[True, 51.9]] * 4]), "geojson.not_numbers"),
        (a_feature([[[10**400, 51.9]] * 4]), "geojson.not_numbers"),
        (a_feature([[[float("nan"), 51.9]] * 4]), "geojson.not_numbers"),
        (a_feature([[[8.8]] * 4]), "geojson.not_numbers"),
        (a_feature([[[489_000.0, 5_754_000.0]] * 4]), "geo.metres"),
        (a_feature([[[51.9, 8.8], [51.9, 8.9], [52.0, 8.9], [51.9, 8.8]]]), "geo.swapped"),
        (a_feature([RING[:-1]]), "geojson.open_ring"),
        (a_feature([[RING[0], RING[1], RING[0]]]), "geojson.too_few"),
        (a_feature([[RING[0]] * 5]), "geojson.no_extent"),
        (a_feature([BOW_TIE]), "geojson.crosses_itself"),
    ],
)
def test_an_area_that_cannot_be_used_says_why(feature, code):
    good, bad = areas_of(a_file(a_feature(), feature), town=DETMOLD)

    assert good.problem is None
    assert bad.problem is not None
    assert bad.problem.code == code
    assert str(bad.problem)
