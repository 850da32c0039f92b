"""The words of a text that a link is about, found again by what stands around them."""

from __future__ import annotations

from typing import TypedDict

AROUND = 40  # characters kept before and after


class Passage(TypedDict):
    """A text quote selector of the W3C Web Annotation Model."""

    exact: str
    prefix: str
    suffix: str


def passage_in(text: str, quote: str) -> Passage | None:
    """Return the passage of the text that is quoted, however its white space was copied."""
    words = quote.split()
    if not words:
        return None
    flat = " ".join(text.split())
    exact = " ".join(words)
    start = flat.find(exact)
    if start < 0:
        return None
    end = start + len(exact)
    return {
        "exact": exact,
        "prefix": flat[max(0, start - AROUND) : start],
        "suffix": flat[end : end + AROUND],
    }
