"""The official list of addresses, from a file that replaces it."""

import pytest

from faden.backbone.places.models import Address
from faden.backbone.places.tests.factories import a_district, an_address
from faden.surfaces.city.tests.geojson import a_feature
from faden.surfaces.city.tests.uploads import uploaded

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("administrator")]


def table(client, *lines: str) -> str:
    content = "\n".join(["Straße;Hausnummer;Zusatz;Ortsteil;Lat;Lon", *lines]).encode()
    return uploaded(client, "/team/stadt/adressen/hochladen/", content, "adressen.csv")


def test_an_address_list_is_looked_at_first_and_then_replaces_the_old_one(client):
    an_address("Alte Straße", "1")
    hiddesen = a_district(name="Hiddesen", boundary=a_feature()["geometry"])
    address = table(
        client,
        "Lange Straße;12;a;Hiddesen;51,93;8,88",
        "Lange  Straße;13;;;51.93;8.881",
        "Markt;1;;;52.5;9.5",
    )

    page = client.get(address)
    before = Address.objects.count()
    client.post(address)

    assert page.context["plan"].n_without_district == 1
    assert before == 1
    assert [(str(one), one.district) for one in Address.objects.all()] == [
        ("Lange Straße 12a", hiddesen),
        ("Lange Straße 13", hiddesen),
        ("Markt 1", None),
    ]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (";1;;;51.9;8.8", "Die Straße fehlt."),
        ("Markt;;;;51.9;8.8", "Die Hausnummer fehlt."),
        ("Markt;1;;;;", "Breite und Länge fehlen."),
        ("Markt;1;;;51.9;", "Eine der beiden fehlt"),
        ("Markt;1;;;8.8;51.9", "vertauscht"),
        ("Markt;1;;;489000;5754000", "Meter"),
        ("Markt;1;;;x;8.8", "x"),
        ("Markt;1;;Nirgends;51.9;8.8", "keinen Ortsteil „Nirgends“"),
        ("lange straße;12;A;;51.9;8.8", "zweimal"),
        (f"{'x' * 101};1;;;51.9;8.8", "zu lang"),
    ],
)
def test_one_wrong_row_is_named_and_keeps_the_old_list(client, row, told):
    an_address("Alte Straße", "1")
    address = table(client, "Lange Straße;12;a;;51.93;8.88", row)

    page = client.get(address)
    client.post(address)

    (problem,) = page.context["plan"].problems
    assert problem.row == 3
    assert told in str(problem.refusal)
    assert Address.objects.get().street == "Alte Straße"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"Strasse;Lat;Lon\nMarkt;51;8\n", "Hausnummer"),
        (b"", "leer"),
        (b"%PDF-1.4", "PDF"),
    ],
)
def test_a_file_that_is_no_list_says_why(client, content, told):
    address = uploaded(client, "/team/stadt/adressen/hochladen/", content, "adressen.csv")

    page = client.get(address)

    assert page.status_code == 409
    assert told in page.text


def test_columns_may_be_called_as_offices_call_them(client):
    content = b"STRNAME,HSNR,HNRZUSATZ,Laengengrad,Breitengrad\nMarkt,1,b,8.88,51.93\n"
    address = uploaded(
        client, "/team/stadt/adressen/hochladen/", content.replace(b"HSNR", b"HNR"), "a.csv"
    )

    client.post(address)

    assert str(Address.objects.get()) == "Markt 1b"


def test_twenty_thousand_addresses_are_taken_in_and_given_to_their_districts(client):
    a_district(name="West", boundary=a_feature()["geometry"])
    a_district(name="Ost", boundary=a_feature(west=8.9)["geometry"])
    rows = [
        f"Straße {n // 100};{n % 100 + 1};;;{51.9 + (n % 97) / 1000};{8.8 + (n % 193) / 1000}"
        for n in range(20_000)
    ]

    client.post(table(client, *rows))

    assert Address.objects.count() == 20_000
    assert not Address.objects.filter(district=None).exists()
