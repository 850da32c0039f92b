"""Placeholders, gaps in the legal pages, and colours that hold."""

import pytest

from faden.backbone.places.rules import (
    Kind,
    LegalGap,
    color_refusal,
    in_use_refusal,
    legal_gaps,
    legal_text_refusal,
    name_refusal,
    placeholders,
    shades_of,
)
from faden.lib.colors import DARK_GROUNDS, LIGHT_GROUNDS, lowest_contrast

COMPLETE = {(kind.value, "de"): "Die Stadt." for kind in Kind}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Die Stadt Detmold.", []),
        ("Die [Name der Stadt] und [Name der Stadt].", ["[Name der Stadt]"]),
        ("[Kontakt](/kontakt/)", []),
        ("[Kontakt](<[Adresse]>)", ["[Adresse]"]),
        ("[Kontakt][1]", ["[1]"]),
        ("[über zwei\nZeilen]", ["[über zwei Zeilen]"]),
        ("leer [] und [ ]", ["[]", "[ ]"]),
        ("[a [b] c]", ["[b]"]),
        ("(rund) {geschweift}", []),
        ("E-Mail [Adresse], Telefon [Nummer]", ["[Adresse]", "[Nummer]"]),
    ],
)
def test_what_stands_in_square_brackets_is_to_be_filled_in(text, found):
    assert placeholders(text) == found


@pytest.mark.parametrize(
    ("changes", "gaps"),
    [
        ({}, []),
        ({("terms", "de"): " "}, [LegalGap(Kind.TERMS, "de", is_missing=True)]),
        ({("terms", "de"): "[x]"}, [LegalGap(Kind.TERMS, "de", ("[x]",))]),
        ({("imprint", "en"): "[x] [y]"}, [LegalGap(Kind.IMPRINT, "en", ("[x]", "[y]"))]),
        ({("imprint", "en"): "The city."}, []),
    ],
)
def test_a_page_is_needed_in_the_city_s_language_and_filled_in_in_each(changes, gaps):
    assert legal_gaps(COMPLETE | changes, language="de") == gaps


def test_without_any_page_all_are_missing():
    assert legal_gaps({}, language="de") == [LegalGap(kind, "de", is_missing=True) for kind in Kind]


@pytest.mark.parametrize(
    ("text", "is_refused"),
    [
        ("## Wer\n\nDie Stadt.", False),
        ("# Impressum", True),
        ("Impressum\n=========", True),
        ("#Kein Abstand", False),
        ("<h1>nur Text</h1>", False),
        ("Nummer # 1", False),
    ],
)
def test_a_legal_page_has_no_second_heading_of_its_own(text, is_refused):
    assert (legal_text_refusal(text) is not None) is is_refused


@pytest.mark.parametrize(
    ("color", "ratio", "code", "shade"),
    [
        ("#1a5276", 4.5, None, ""),
        ("#ffcc00", 4.5, "places.low_contrast", "#7f6600"),
        ("#ffcc00", 3.0, "places.low_contrast", "#a38200"),
        ("#c79a00", 4.5, "places.low_contrast", "#836500"),
        ("#ff0000", 3.0, None, ""),
        ("rot", 4.5, "places.no_color", ""),
        ("#12", 4.5, "places.no_color", ""),
    ],
)
def test_a_colour_that_fails_is_refused_with_the_nearest_that_holds(color, ratio, code, shade):
    refusal = color_refusal(color, ratio=ratio)

    assert (refusal and refusal.code) == code
    assert not refusal or str(refusal)
    assert not shade or refusal.facts["shade"] == shade


@pytest.mark.parametrize("color", ["#1a5276", "#ffcc00", "#000000", "#ffffff"])
@pytest.mark.parametrize("ratio", [3.0, 4.5])
def test_both_shades_hold(color, ratio):
    shades = shades_of(color, ratio=ratio)

    assert lowest_contrast(shades.light, LIGHT_GROUNDS) >= ratio
    assert lowest_contrast(shades.dark, DARK_GROUNDS) >= ratio


def test_what_is_referred_to_stays():
    assert in_use_refusal(is_used=False) is None
    assert in_use_refusal(is_used=True).code == "places.in_use"


@pytest.mark.parametrize(
    ("name", "is_taken"), [("Hiddesen", True), ("HIDDESEN", True), ("Jerxen", False)]
)
def test_a_name_comes_once_in_whatever_letters(name, is_taken):
    assert (name_refusal(name, others=["Hiddesen", "Klüt"]) is not None) is is_taken
