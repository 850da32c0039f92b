"""What makes two contributions alike."""

import pytest

from faden.shared.search.rules import (
    ALIKE,
    MOST_TEXT_STEMS,
    MOST_TITLE_STEMS,
    RARITY_COUNTS,
    likeness,
    sought_stems,
    weights,
)

EVEN = {"radweg": 1.0, "bahnhof": 1.0, "breit": 1.0, "kurv": 1.0}


@pytest.mark.parametrize(
    ("count", "weight"),
    [(0, 4.2097), (1, 4.2097), (10, 2.2637), (50, 0.6931), (100, 0.005)],
)
def test_rare_words_weigh_more(count, weight):
    (found,) = weights({"radweg": count}, n_items=100).values()

    assert found ** (1 / RARITY_COUNTS) == pytest.approx(weight, abs=1e-4)


def test_a_word_in_more_items_than_are_counted_weighs_next_to_nothing():
    assert 0 < weights({"radweg": 300}, n_items=5)["radweg"] < 0.01


@pytest.mark.parametrize(
    ("title", "body", "is_alike"),
    [
        ("radweg bahnhof", "", True),
        ("radweg bahnhof breit kurv", "", True),
        ("haus", "radweg bahnhof", True),
        ("radweg", "", False),  # one word is a coincidence
        ("haus", "hof", False),
        ("haus", "radweg bahnhof" + " hof" * 300, False),  # so is much in a long text
        ("", "", False),
    ],
)
def test_who_shares_two_of_the_four_most_telling_words_is_alike(title, body, is_alike):
    assert (likeness(EVEN, title=title.split(), body=body.split()) >= ALIKE) is is_alike


def test_one_word_in_the_title_is_enough_if_two_were_sought():
    sought = {"radweg": 0.5, "adenaueralle": 4.0}

    assert likeness(sought, title=["adenaueralle"], body=[]) >= ALIKE
    assert likeness(sought, title=[], body=["adenaueralle"]) == 0
    assert likeness(sought, title=["radweg"], body=[]) < ALIKE


def test_the_same_word_in_the_title_makes_more_alike():
    in_title = likeness(EVEN, title=["radweg", "kurv"], body=["bahnhof"])
    in_text = likeness(EVEN, title=["bahnhof", "hof"], body=["radweg"])

    assert in_title > in_text > 0


def test_nothing_is_alike_to_nothing():
    assert likeness({}, title=["radweg"], body=["bahnhof"]) == 0


def test_sought_are_the_words_of_the_title_and_the_longest_of_the_text():
    text = "An der Ampel steht ein Schild. Das Schild verdeckt den Fahrradabstellplatz."

    sought = sought_stems("Ampel am Wall", text, language="de")

    assert sought[:2] == ["ampel", "wall"]
    assert sought[2:4] == ["fahrradabstellplatz", "schild"]
    assert len(sought) == len(set(sought))


def test_a_long_text_asks_for_no_more_words():
    long = " ".join(f"wort{number}" for number in range(3000))

    assert len(sought_stems(long, long, language="de")) == MOST_TITLE_STEMS + MOST_TEXT_STEMS
