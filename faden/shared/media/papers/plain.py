"""Text files: words and nothing that a browser or a shell would run."""

from __future__ import annotations

import codecs
import re

from faden.lib.refused import Refusal
from faden.shared.media.papers import reasons
from faden.shared.media.papers.names import ending

SNIFFED = 1024  # bytes in which browsers look for a beginning
MARKUP = re.compile(rb"<(?:!doctype|\?xml|\?php|html|head|body|svg|script|iframe)\b", re.IGNORECASE)
SCRIPT = re.compile(rb"\s*(?:#!|@echo off\b|%!PS)", re.IGNORECASE)
RICH_TEXT = b"{\\rtf"
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
CONTROL_CODES = bytes(set(range(32)) - set(b"\t\n\v\f\r"))
SCRIPTS = {"bat", "cmd", "hta", "js", "mjs", "php", "pl", "ps1", "py", "reg", "sh", "vbs", "wsf"}
KIND_OF_ENDING = {"csv": "csv", "tsv": "csv", "txt": "txt", "": "txt"}


def is_text(content: bytes) -> bool:
    """Return whether the file holds nothing but letters, in UTF-8, UTF-16 or as Windows writes."""
    if content.startswith(WIDE):
        return _is_wide_text(content)
    return content.translate(None, CONTROL_CODES) == content


def text_refusal(content: bytes, name: str) -> Refusal | None:
    """Return why the text is not taken, or None.

    Words look alike in a letter and in a script, so here the ending of the name is asked too.
    """
    head = content[: 2 * SNIFFED].replace(b"\0", b"")[:SNIFFED]
    if MARKUP.search(head):
        return reasons.MARKUP
    if head.startswith(RICH_TEXT):
        return reasons.OLD_FORMAT
    if SCRIPT.match(head) or ending(name) in SCRIPTS:
        return reasons.PROGRAM
    return None if ending(name) in KIND_OF_ENDING else reasons.NO_DOCUMENT


def text_kind(name: str) -> str:
    """Return which of the two kinds of text the name says it is."""
    return KIND_OF_ENDING[ending(name)]


def _is_wide_text(content: bytes) -> bool:
    try:
        return "\0" not in content.decode("utf-16")
    except UnicodeDecodeError:
        return False
