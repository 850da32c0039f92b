"""Words as the search index knows them: the same for both databases, whoever typed them."""
# ruff: noqa: RUF001 - the letters of other alphabets are meant

import re
import threading
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

ALGORITHMS = {"de": "german", "en": "english", "tr": "turkish", "ar": "arabic"}
LONGEST_WORD = 60  # characters; the rest of a longer word is cut off, in index and query alike
ENDING = 2  # letters, cut off words of twice that and more where there is no stemmer
MOST_WORDS, MOST_LETTERS = 12, 1000  # of a query; the rest is ignored

STOP_WORDS = {
    language: frozenset(words.split())
    for language, words in {
        "de": "aber alle allem allen aller alles als also am an auch auf aus bei beim bin bis bitte"
        " da dadurch damit dann das dass dem den denn der des dessen deshalb die dies diese diesem"
        " diesen dieser dieses doch dort du durch ein eine einem einen einer eines er es etwas fur"
        " gar gegen gibt hab habe haben hat hatte hier hin ich ihr im immer in ins ist ja je kann"
        " kein keine keinen konnen konnte konnten man mehr mich mit muss mussen nach nicht noch nun"
        " nur ob oder ohne schon sehr sein seine seit sich sie sind so soll sollen sollte sollten"
        " uber um und uns unter vom von vor war ware waren was wegen wenn wer werden wie wieder wir"
        " wird wo wurde wurden zu zum zur zwischen",
        "en": "a about all also an and any are as at be because been but by can could do does for"
        " from had has have he here how i if in into is it its just like me more my no not of on"
        " only or our please should so some than that the their them then there these they this to"
        " too up us very was we were what when where which who will with would you your",
        "tr": "ama ben bir biz bu cok da daha de degil diye en gibi her hic icin ile ise kadar ki"
        " mi mu ne o olan olarak onlar sen siz su ve veya ya",
        "ar": "ان او الى انا التي الذي ثم عن على في قد كل كان لا لم ما مع من هذا هذه هو هي و",
        "uk": "а або але б би в вже ви від він вона вони для до є ж за з і и із на не ні о по при"
        " про та так те ти то у це ця чи що щоб як якщо я",
    }.items()
}

_WORD = re.compile(r"[^\W_]+\*?")
_PLAIN_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"})
_stemmers = threading.local()  # a stemmer keeps a cache, so each thread has its own


@dataclass(frozen=True)
class Word:
    """A word somebody searches for: a text holds it if it holds one of these stems."""

    stems: tuple[str, ...]  # letters and digits only; the stem in the asker's language first
    is_prefix: bool = False  # whether the stems only begin the word


def stems(text: str, language: str) -> list[str]:
    """Return the stems of all words in their order, e.g. ["neu", "radweg"] for "Neue Radwege"."""
    words = (word.rstrip("*") for word in _words(text, language))
    return [_fold(stem) for stem in _stemmed(words, language)]


def folded_words(text: str, language: str) -> list[str]:
    """Return the words unstemmed, in small letters without accents."""
    return [_fold(word.rstrip("*")) for word in _words(text, language)]


def telling_stems(text: str, language: str) -> list[str]:
    """Return the distinct stems that say what a text is about: no stop words, no single letters."""
    words = [word.rstrip("*") for word in _words(text, language)]
    stop_words = STOP_WORDS.get(_base(language), frozenset())
    telling = [word for word in words if len(word) > 1 and _fold(word) not in stop_words]
    return list(dict.fromkeys(_fold(stem) for stem in _stemmed(telling, language)))


def search_words(text: str, language: str) -> list[Word]:
    """Return what somebody searches for, [] if there is no word in it.

    Stop words count only if there is nothing else. A word is sought as every language would stem
    it, so that a German word is found from the English page too. `rad*` finds what begins so; for
    languages without a stemmer every word does, without its ending.
    """
    words = list(dict.fromkeys(_words(text[:MOST_LETTERS], language)))
    stop_words = STOP_WORDS.get(_base(language), frozenset())
    wanted = [word for word in words if _fold(word) not in stop_words] or words
    return [_search_word(word, language) for word in wanted[:MOST_WORDS]]


def fts5_query(words: Iterable[Word]) -> str:
    """Return the FTS5 expression for texts that hold all the words.

    A stem has no quotes, operators or blanks in it, so nothing typed can end the quotation.
    """
    return _expression(words, quote='"', prefix_mark=" *", operators=(" OR ", " AND "))


def tsquery(words: Iterable[Word]) -> str:
    """Return the same for PostgreSQL's `to_tsquery('simple', ...)`."""
    return _expression(words, quote="'", prefix_mark=":*", operators=(" | ", " & "))


def _expression(
    words: Iterable[Word], *, quote: str, prefix_mark: str, operators: tuple[str, str]
) -> str:
    either, both = operators
    return both.join(
        f"({either.join(_term(stem, word, quote, prefix_mark) for stem in word.stems)})"
        for word in words
    )


def _term(stem: str, word: Word, quote: str, prefix_mark: str) -> str:
    return f"{quote}{stem}{quote}{prefix_mark if word.is_prefix else ''}"


def _search_word(word: str, language: str) -> Word:
    is_prefix = word.endswith("*")
    word = word.rstrip("*")
    if not is_prefix and _base(language) not in ALGORITHMS:
        return Word((_fold(_without_ending(word)),), is_prefix=True)
    languages = dict.fromkeys([_base(language), *ALGORITHMS])
    found = [_fold(stem) for each in languages for stem in _stemmed([word], each)]
    return Word(tuple(dict.fromkeys(found)), is_prefix=is_prefix)


def _without_ending(word: str) -> str:
    return word[:-ENDING] if len(word) > 2 * ENDING else word


def _words(text: str, language: str) -> list[str]:
    """Return the words in small letters, a `*` behind some of them left on."""
    text = unicodedata.normalize("NFKC", text)
    if _base(language) == "tr":
        text = text.replace("I", "ı").replace("İ", "i")
    text = text.casefold()
    if not text.isascii():
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return [_spelled_out(word[:LONGEST_WORD]) for word in _WORD.findall(text)]


def _spelled_out(word: str) -> str:
    """Return "kölnstrasse" for "kölnstr"; no other word of our languages ends so."""
    return f"{word}asse" if word.endswith("str") else word


def _stemmed(words: Iterable[str], language: str) -> list[str]:
    algorithm = ALGORITHMS.get(_base(language))
    if algorithm is None:
        return list(words)
    if not hasattr(_stemmers, algorithm):
        setattr(_stemmers, algorithm, Stemmer.Stemmer(algorithm))
    stemmed: list[str] = getattr(_stemmers, algorithm).stemWords(words)
    return stemmed


@lru_cache(maxsize=20_000)
def _fold(word: str) -> str:
    """Return the word without accents: "fur" for "für", so that nobody needs the right keyboard."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word.translate(_PLAIN_LETTERS))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", bare)


def _base(language: str) -> str:
    """Return the language without script or variety: "de" for "de-simple"."""
    return language.partition("-")[0].lower()
