"""Texts as addresses and lists need them."""

import re
import unicodedata
from collections.abc import Container
from itertools import count

from django.utils.text import slugify

SLUG_LENGTH = 60  # characters
GERMAN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ẞ": "SS"}
)
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")  # 1.0, section 2.2


def slug_of(title: str) -> str:
    """Return the title as part of an address: "Straße für alle" becomes "strasse-fuer-alle"."""
    slug = slugify(unicodedata.normalize("NFC", title).translate(GERMAN))
    if len(slug) <= SLUG_LENGTH:
        return slug
    return re.sub(r"-[^-]*$", "", slug[: SLUG_LENGTH + 1])[:SLUG_LENGTH]


def first_free(slug: str, taken: Container[str]) -> str:
    """Return the slug if it is not taken, else the first that is free with a number behind it."""
    numbered = (f"{slug}-{number}" for number in count(2))
    return slug if slug not in taken else next(free for free in numbered if free not in taken)


def xml_text(text: str) -> str:
    """Return the text without the characters that XML cannot hold."""
    return NOT_IN_XML.sub("", text)
