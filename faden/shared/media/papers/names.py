"""The name under which a document is saved on the devices of others."""

import re
import unicodedata

from faden.shared.media.models import FILENAME_LENGTH, Document

NAMELESS = "dokument"
LAST_ENDING = re.compile(r"\.(?=[0-9]{0,4}[a-z])[0-9a-z]{1,5}$", re.IGNORECASE)
KNOWN_ENDING = re.compile(rf"\.(?:{'|'.join(Document.Kind.values)})$", re.IGNORECASE)
SEPARATORS = re.compile(r"[\\/]")
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)  # on Windows
HARMLESS = frozenset(" .,()+&-_")  # beside letters, which any language may need


def ending(name: str) -> str:
    """Return the ending of a file's name in small letters, without the dot."""
    found = LAST_ENDING.search(name.strip())
    return found[0][1:].lower() if found else ""


def safe_filename(name: str, kind: str) -> str:
    """Return the name without path, without tricks of writing direction, with one ending.

    The ending is that of the kind, whatever it was: "Bericht.pdf.exe" with the content of a PDF
    becomes "Bericht.pdf".
    """
    stem = SEPARATORS.split(unicodedata.normalize("NFC", name))[-1]
    stem = LAST_ENDING.sub("", "".join(_safe(letter) for letter in stem).strip())
    while KNOWN_ENDING.search(stem):
        stem = KNOWN_ENDING.sub("", stem)
    stem = re.sub(r"[ _]{2,}", " ", stem)
    stem = stem[: FILENAME_LENGTH - len(kind) - 1].strip(" ._-")
    if not stem or RESERVED.match(stem):
        stem = NAMELESS
    return f"{stem}.{kind}"


def _safe(letter: str) -> str:
    category = unicodedata.category(letter)
    if category[0] in "LMN" or letter in HARMLESS:
        return letter
    return "" if category[0] == "C" else "_"  # C: control codes, marks of writing direction
