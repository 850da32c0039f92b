"""What the parts of a city are called. Pure."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

PLURALS = {
    "Dorf": "Dörfer",
    "Gemeindeteil": "Gemeindeteile",
    "Kiez": "Kieze",
    "Quartier": "Quartiere",
    "Viertel": "Viertel",
    "Stadtviertel": "Stadtviertel",
}
FEMININE = ("schaft", "ung", "heit", "keit")


def plural_of(term: str) -> str:
    """Return the plural of what the city calls its parts: "Ortsteil" gives "Ortsteile"."""
    if term in PLURALS:
        return PLURALS[term]
    if term.endswith(FEMININE):
        return f"{term}en"
    return f"{term}n" if term.endswith("e") else f"{term}e"


def heading_of(term: str) -> str:
    """Return what the list of them is called in the language of the page.

    The city's own word is German; other languages say what it means.
    """
    return plural_of(term) if get_language() == "de" else _("Districts")
