"""Maps: what the tags hand to the browser, and that tiles come from one named host or from none."""

import json

import pytest
from django import forms
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from faden.web.context import Site
from faden.web.security import security_headers
from faden.web.tests.documents import fragment

RENDER = engines["django"].from_string
TILES = "https://tiles.example.org/web/{z}/{x}/{y}.png"


class PlaceForm(forms.Form):
    latitude = forms.FloatField()
    longitude = forms.FloatField()


def shown(tag: str, **context):
    request = RequestFactory().get("/")
    page = RENDER("{% load maps %}" + tag).render(
        {"request": request, "site": Site(request), **context}, request
    )
    return fragment(page)


def a_list_map():
    return shown(
        '{% points_map "/x.geojson" title="Map" group="{number} things" one="1" many="n" %}'
    )


@pytest.mark.django_db
def test_a_map_of_a_list_is_open_and_names_its_points_and_words():
    page = a_list_map()

    (element,) = page.xpath("//faden-map")
    texts = json.loads(element.get("data-texts"))
    assert element.get("data-points-url") == "/x.geojson"
    assert texts["group"] == "{number} things"
    assert texts["district"].endswith("{district}")
    assert page.xpath("//details[@open]")
    assert "JavaScript" in element.text_content()
    assert [script.get("src") for script in page.xpath("//script")] == [
        "/static/web/map.js",
        "/static/web/map_points.js",
    ]


@pytest.mark.django_db
def test_a_map_of_one_place_is_closed_and_escapes_its_title():
    page = shown("{% point_map latitude=51.5 longitude=8.25 title=title %}", title='A "b" <c>')

    (element,) = page.xpath("//faden-map")
    feature = json.loads(element.get("data-point"))
    assert feature["geometry"] == {"type": "Point", "coordinates": [8.25, 51.5]}
    assert feature["properties"] == {"title": 'A "b" <c>'}
    assert not page.xpath("//details[@open]")


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "decimal"), [("de", ","), ("en", ".")])
def test_a_picker_names_the_fields_it_fills_and_writes_as_the_language_does(language, decimal):
    form = PlaceForm()

    with translation.override(language):
        page = shown(
            "{% map_picker latitude_field=form.latitude longitude_field=form.longitude %}",
            form=form,
        )

    (element,) = page.xpath("//faden-map-picker")
    assert element.get("data-latitude-field") == "id_latitude"
    assert element.get("data-longitude-field") == "id_longitude"
    assert element.get("data-decimal") == decimal
    assert page.xpath("//script[@src='/static/web/map_picker.js']")


@pytest.mark.django_db
@pytest.mark.parametrize(("tiles", "has_attribution"), [("", False), (TILES, True)])
def test_whose_tiles_they_are_stands_below_the_map(settings, tiles, has_attribution):
    settings.FADEN_MAP_TILES = tiles
    settings.FADEN_MAP_ATTRIBUTION = "© Amt, https://licence.example.org/by"

    page = a_list_map()

    assert page.xpath("//faden-map/@data-tiles") == [tiles]
    assert ("© Amt" in page.text_content()) == has_attribution
    assert bool(page.xpath("//a[@href='https://licence.example.org/by']")) == has_attribution


@pytest.mark.parametrize(
    ("tiles", "sources"),
    [
        ("", "img-src 'self' data:"),
        (TILES, "img-src 'self' data: https://tiles.example.org"),
        ("https://tiles.example.org:8443/{z}/{x}/{y}", "img-src 'self' data: https://tiles.example.org:8443"),
        ("/kacheln/{z}/{x}/{y}.png", "img-src 'self' data:"),
    ],
)  # fmt: skip
def test_pages_load_pictures_of_exactly_the_host_of_the_tiles(settings, tiles, sources):
    settings.FADEN_MAP_TILES = tiles
    middleware = security_headers(lambda _request: HttpResponse())

    policy = middleware(HttpRequest()).headers["Content-Security-Policy"]

    assert sources in policy.split("; ")
    assert "default-src 'self'" in policy.split("; ")
