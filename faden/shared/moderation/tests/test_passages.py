"""Finding passages, and what stands in their place."""

import pytest

from faden.shared.moderation.passages import missing, passages_in, redacted, sentences

NOTE = "[x]"


@pytest.mark.parametrize(
    ("text", "passages", "result"),
    [
        ("Frau Meier wohnt dort.", ["Frau Meier"], "[x] wohnt dort."),
        ("frau  MEIER wohnt dort.", ["Frau Meier"], "[x] wohnt dort."),
        ("Frau\nMeier", ["Frau Meier"], "[x]"),
        ("Die Meierei bleibt.", ["Meier"], "Die Meierei bleibt."),
        ("Meier und Meier", ["Meier"], "[x] und [x]"),
        ("Anna Meier, Anna", ["Anna", "Anna Meier"], "[x], [x]"),
        ("Tel. (05231) 977-0!", ["(05231) 977-0"], "Tel. [x]!"),
        ("a.b und axb", ["a.b"], "[x] und axb"),
    ],
)
def test_what_stands_in_place_of_a_passage(text, passages, result):
    assert redacted(text, passages, note=NOTE) == result


def test_a_note_with_signs_of_patterns_is_taken_as_it_is():
    assert redacted("Anna", ["Anna"], note=r"[\1 \g<0>]") == r"[\1 \g<0>]"


def test_a_passage_that_is_nowhere_is_named():
    assert missing(["Anna", "Berta"], ["Anna war da."]) == ["Berta"]


@pytest.mark.parametrize(
    ("lines", "passages"),
    [
        ("Anna\n\n  Berta  Meier \n", ["Anna", "Berta Meier"]),
        ("a\n.\n--", []),
        ("", []),
    ],
)
def test_a_line_is_a_passage(lines, passages):
    assert passages_in(lines) == passages


def test_sentences_are_numbered_in_their_order():
    text = "Erster Satz. Zweiter, mit Komma!\nDritter ohne Punkt\n\nVierter?"

    assert sentences(text) == [
        "Erster Satz.",
        "Zweiter, mit Komma!",
        "Dritter ohne Punkt",
        "Vierter?",
    ]
