"""Titles as parts of addresses."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.lib.text import SLUG_LENGTH, first_free, slug_of, xml_text


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Straße für alle", "strasse-fuer-alle"),
        ("Ärger, Öl & Übermut", "aerger-oel-uebermut"),
        ("GROẞE Fläche", "grosse-flaeche"),
        ("Gru\N{COMBINING DIAERESIS}nfla\N{COMBINING DIAERESIS}che", "gruenflaeche"),
        ("Café à la Łódź", "cafe-a-la-odz"),
        ("  Mehr   Bänke!  ", "mehr-baenke"),
        ("50 % mehr Rad-/Fußwege", "50-mehr-rad-fusswege"),
        ("<script>alert(1)</script>", "scriptalert1script"),
        ("😀", ""),
        ("日本語", ""),
        ("", ""),
    ],
)
def test_a_title_becomes_a_part_of_an_address(title, slug):
    assert slug_of(title) == slug


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("a" * 60, "a" * 60),
        ("a" * 61, "a" * 60),
        ("a" * 60 + " und mehr", "a" * 60),
        ("a" * 59 + " und mehr", "a" * 59),
        ("eins " * 13, "-".join(["eins"] * 12)),
    ],
)
def test_a_long_title_is_cut_between_words_where_possible(title, slug):
    assert slug_of(title) == slug


@given(st.text(max_size=300))
def test_whatever_the_title_the_slug_fits_an_address(title):
    slug = slug_of(title)

    assert len(slug) <= SLUG_LENGTH
    assert re.fullmatch(r"[a-z0-9_-]*", slug)
    assert not slug.endswith("-")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Bänke & <b> 🚲\n\t", "Bänke & <b> 🚲\n\t"),
        ("A\x00\x0b\x1fB", "AB"),
        ("A\ufffe\uffff\ud800B", "AB"),
    ],
)
def test_what_xml_cannot_hold_is_left_out(text, kept):
    assert xml_text(text) == kept


def test_a_slug_that_is_taken_gets_the_next_number():
    assert first_free("fluss", {"bach"}) == "fluss"
    assert first_free("fluss", {"fluss", "fluss-2", "fluss-4"}) == "fluss-3"
