"""From the bytes of a file to its kind."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from io import BytesIO

from faden.lib.refused import Refusal
from faden.shared.media.papers import reasons
from faden.shared.media.papers.names import safe_filename
from faden.shared.media.papers.packed import is_packed, kind_of_packed
from faden.shared.media.papers.pdf import is_pdf, pdf_refusal
from faden.shared.media.papers.plain import MARKUP, SNIFFED, is_text, text_kind, text_refusal

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # DOC, XLS, PPT, and DOCX with a password
OTHER_FILES = {
    b"MZ": reasons.PROGRAM,
    b"\x7fELF": reasons.PROGRAM,
    b"\xcf\xfa\xed\xfe": reasons.PROGRAM,
    b"\xca\xfe\xba\xbe": reasons.PROGRAM,
    OLE: reasons.OLD_FORMAT,
    b"PK": reasons.ARCHIVE,
    b"\x1f\x8b": reasons.ARCHIVE,
    b"7z\xbc\xaf": reasons.ARCHIVE,
    b"Rar!": reasons.ARCHIVE,
    b"\xff\xd8\xff": reasons.PICTURE,
    b"\x89PNG": reasons.PICTURE,
    b"GIF8": reasons.PICTURE,
}


@dataclass(frozen=True)
class Paper:
    """What the content of a file says, and the name to save it by."""

    kind: str  # a value of Document.Kind
    filename: str


def inspect_paper(content: bytes, name: str) -> Paper | Refusal:
    """Return what the document is, or why it cannot be used here and what would help.

    The name only tells one kind of text from the other.
    """
    kind = _kind_of(content, name) if content.strip(b"\0\t\n\r ") else reasons.EMPTY
    return kind if isinstance(kind, Refusal) else Paper(kind, safe_filename(name, kind))


def _kind_of(content: bytes, name: str) -> str | Refusal:
    if is_pdf(content):
        is_two_things = zipfile.is_zipfile(BytesIO(content)) or MARKUP.search(content, 0, SNIFFED)
        return (reasons.DISGUISED if is_two_things else pdf_refusal(content)) or "pdf"
    if is_packed(content):
        return kind_of_packed(content)
    if is_text(content):  # before signatures of letters: a table may begin with "MZ;"
        return text_refusal(content, name) or text_kind(name)
    known = (refusal for sign, refusal in OTHER_FILES.items() if content.startswith(sign))
    return next(known, reasons.NO_DOCUMENT)
