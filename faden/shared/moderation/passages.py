"""Finding passages in a text and putting a note in their place. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

SENTENCE = re.compile(r"[^\s].*?(?:[.!?…]+(?=\s|$)|$)", re.MULTILINE)
SHORTEST = 2  # letters or digits of a passage: one alone would be found everywhere


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, in order, as a list to choose from."""
    return [found.group().strip() for found in SENTENCE.finditer(text) if found.group().strip()]


def passages_in(lines: str) -> list[str]:
    """Return what was typed, a passage a line, without those too short to mean anything."""
    typed = [" ".join(line.split()) for line in lines.splitlines()]
    return [passage for passage in typed if sum(map(str.isalnum, passage)) >= SHORTEST]


def missing(passages: Iterable[str], texts: Sequence[str]) -> list[str]:
    """Return the passages that are in none of the texts."""
    return [
        passage for passage in passages if not any(_pattern(passage).search(text) for text in texts)
    ]


def redacted(text: str, passages: Iterable[str], *, note: str) -> str:
    """Return the text with the note where a passage was, in whatever letters and spaces."""
    for passage in sorted(passages, key=len, reverse=True):  # a part of another one comes later
        text = _pattern(passage).sub(lambda _found: note, text)
    return text


def _pattern(passage: str) -> re.Pattern[str]:
    words = [re.escape(word) for word in passage.split()]
    before = r"(?<!\w)" if passage[0].isalnum() else ""
    after = r"(?!\w)" if passage[-1].isalnum() else ""
    return re.compile(before + r"\s+".join(words) + after, re.IGNORECASE)
