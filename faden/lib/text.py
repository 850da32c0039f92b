"""Texts as addresses and lists need them."""

import re
import unicodedata

from django.utils.text import slugify

SLUG_LENGTH = 60  # characters
GERMAN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ẞ": "SS"}
)


def slug_of(title: str) -> str:
    """Return the title as part of an address: "Straße für alle" becomes "strasse-fuer-alle"."""
    slug = slugify(unicodedata.normalize("NFC", title).translate(GERMAN))
    if len(slug) <= SLUG_LENGTH:
        return slug
    return re.sub(r"-[^-]*$", "", slug[: SLUG_LENGTH + 1])[:SLUG_LENGTH]
