"""Words as the search index knows them."""
# ruff: noqa: RUF001 - the letters of other alphabets are meant

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.lib.stems import (
    ALGORITHMS,
    LONGEST_WORD,
    MOST_WORDS,
    Word,
    folded_words,
    fts5_query,
    search_words,
    stems,
    telling_stems,
    tsquery,
)

LANGUAGES = [*ALGORITHMS, "uk", "de-simple"]
FTS5 = re.compile(r'(?:\("[^\W_]+"(?: \*)?(?: OR "[^\W_]+"(?: \*)?)*\)(?: AND (?!$)|$))*')
TSQUERY = re.compile(r"(?:\('[^\W_]+'(?::\*)?(?: \| '[^\W_]+'(?::\*)?)*\)(?: & (?!$)|$))*")
texts = st.text(max_size=300) | st.text("aäßıIİ'\"*():&|!<->\\\0 \N{ZERO WIDTH JOINER}")


@pytest.mark.parametrize(
    ("language", "spellings", "stem"),
    [
        ("de", "Radweg Radwege RADWEGEN Radweges", "radweg"),
        ("de", "Fahrrad Fahrräder Fahrraeder Fahrrader fahrrädern", "fahrrad"),
        ("de", "Straße Strasse STRASSE Straßen Str. str", "strass"),
        ("de", "Kölnstraße Koelnstr. Kölnstr", "kolnstrass"),
        ("de", "Bru\N{COMBINING DIAERESIS}cke Brücken Bruecken", "bruck"),
        ("de-simple", "Häuser Hauses", "haus"),
        ("en", "bench benches Bench's", "bench"),
        ("en", "café cafes", "cafe"),
        ("tr", "IŞIKLAR ışık Işıkları", "isik"),
        ("tr", "İSTANBUL istanbul", "istanbul"),
        ("ar", "الدراجات الدَّرَّاجَاتِ", "دراج"),
        ("uk", "Їжа їжа ЇЖА", "іжа"),
        ("pl", "ŁÓDŹ łódź lodz", "lodz"),
        ("de", "ﬁx ｆｉｘ Fix", "fix"),
    ],
)
def test_a_word_has_one_stem_however_it_is_written(language, spellings, stem):
    found = {stems(spelling, language)[0] for spelling in spellings.split(" ")}

    assert found == {stem}


def test_stems_keep_the_order_of_the_words_and_repeat_them():
    assert stems("Der Weg zum Weg, 2x: B9!", "de") == ["der", "weg", "zum", "weg", "2x", "b9"]


def test_words_are_folded_without_being_stemmed():
    assert folded_words("Größere Fahrrad-Straßen", "de") == ["grossere", "fahrrad", "strassen"]


@pytest.mark.parametrize("text", ["", "  ", "🚲🚦", "?!* - _ __", "\0", "\ud800"])
def test_a_text_without_a_word_has_no_stems(text):
    assert stems(text, "de") == []
    assert search_words(text, "de") == []


def test_stop_words_and_single_letters_tell_nothing():
    told = telling_stems("Wir sollten für die Räder an der Linie B mehr Räder haben", "de")

    assert told == ["rad", "lini"]


def test_a_word_is_sought_as_every_language_would_stem_it():
    (schools,) = search_words("Schulen", "en")

    assert schools.stems[0] == "schulen"
    assert "schul" in schools.stems  # as German texts have it in the index


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("Rad*", "de", [Word(("rad",), is_prefix=True)]),
        ("велодоріжки", "uk", [Word(("велодоріж",), is_prefix=True)]),
        ("дім", "uk", [Word(("дім",), is_prefix=True)]),
    ],
)
def test_beginnings_of_words_are_sought(text, language, words):
    assert search_words(text, language) == words


def test_stop_words_are_sought_only_if_there_is_nothing_else():
    assert [word.stems[0] for word in search_words("die Wege in der Stadt", "de")] == [
        "weg",
        "stadt",
    ]
    assert [word.stems[0] for word in search_words("die der", "de")] == ["die", "der"]


def test_a_query_is_read_to_its_twelfth_word():
    words = search_words(" ".join(f"wort{number}" for number in range(5000)), "de")

    assert [word.stems[0] for word in words] == [f"wort{number}" for number in range(MOST_WORDS)]


def test_queries_of_both_databases_say_the_same():
    words = [Word(("rad",), is_prefix=True), Word(("schulen", "schul"))]

    assert fts5_query(words) == '("rad" *) AND ("schulen" OR "schul")'
    assert tsquery(words) == "('rad':*) & ('schulen' | 'schul')"


@given(text=texts, language=st.sampled_from(LANGUAGES))
def test_nothing_typed_breaks_out_of_a_query(text, language):
    words = search_words(text, language)

    assert FTS5.fullmatch(fts5_query(words))
    assert TSQUERY.fullmatch(tsquery(words))


@given(text=texts, language=st.sampled_from(LANGUAGES))
def test_stems_are_short_and_have_no_blanks(text, language):
    found = stems(text, language) + folded_words(text, language)

    assert all(stem and len(stem.split()) == 1 for stem in found)
    assert all(len(stem) <= LONGEST_WORD + len("asse") for stem in found)
    assert set(telling_stems(text, language)) <= set(found)


def test_threads_do_not_disturb_each_other():
    texts = [f"Neue Radwege und Straßen {number}" for number in range(500)]
    alone = [stems(text, "de") for text in texts]

    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda text: stems(text, "de"), texts))

    assert together == alone
