import pytest

from faden.lib.differences import Part, differences

SAME, GONE, NEW = "same", "removed", "added"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("Wie weiter?", "Wie weiter?", [("Wie weiter?", SAME)]),
        ("", "Neu", [("Neu", NEW)]),
        ("Alt", "", [("Alt", GONE)]),
        (
            "Bis zum 31. Oktober.",
            "Bis zum 15. November.",
            [
                ("Bis zum ", SAME),
                ("31", GONE),
                ("15", NEW),
                (". ", SAME),
                ("Oktober", GONE),
                ("November", NEW),
                (".", SAME),
            ],
        ),
        ("Der Rat", "Der neue Rat", [("Der ", SAME), ("neue ", NEW), ("Rat", SAME)]),
    ],
    ids=["nothing", "the same", "all new", "all gone", "two words", "a word put in"],
)
def test_the_pieces_of_two_texts(old, new, expected):
    assert differences(old, new) == [Part(kind, text) for text, kind in expected]


def test_very_long_texts_are_shown_one_after_the_other():
    old, new = "a " * 2000, "b " * 2000

    assert differences(old, new) == [Part(GONE, old), Part(NEW, new)]
