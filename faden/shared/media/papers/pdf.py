"""PDF files: pages only. What runs programs or carries further files is refused."""

from __future__ import annotations

import re
import zlib

from faden.lib.refused import Refusal
from faden.shared.media.papers import reasons

BEGINNING = re.compile(rb"%PDF-[12]\.\d")
END = b"%%EOF"
END_WITHIN = 1024  # bytes from the end, as readers look for it
UNPACKED_BYTES = 50_000_000  # of the lists of objects, which hold no pictures
LISTS = 20_000  # of 100 objects and more each
DICTIONARY_BYTES = 2_000  # between the name of a list and its content
CHUNK_BYTES = 65_536


def _name(word: str) -> str:
    """Return a pattern for a name after its "/"; letters may be written as numbers: J#61va..."""
    return "".join(f"(?:{letter}|#{ord(letter):02x})" for letter in word)


PROGRAMS = (
    *("JavaScript", "Launch", "EmbeddedFile", "FileAttachment", "GoToE"),
    *("RichMedia", "Rendition", "XFA"),
)
ATTACHED = rf"{_name('EF')}(?=\s*<<)"  # a file in the file, whatever it is called
ACTIVE = f"(?P<active>(?:{'|'.join(map(_name, PROGRAMS))})s?|{ATTACHED})"
ENCRYPTED = rf"(?P<encrypted>{_name('Encrypt')}(?=\s+\d+\s+\d+\s+R|\s*<<))"
LIST = f"(?P<list>{_name('ObjStm')})"  # of packed objects
NAMES = re.compile(
    # the first letters once more: most of what begins with "/" ends here
    rf"/(?=[jlerxofg#])(?:{ACTIVE}|{ENCRYPTED}|{LIST})(?=[\s/<>\[\]()])".encode("ascii"),
    re.IGNORECASE,
)
STREAM = re.compile(rb"stream\r?\n")
REFUSALS = {"active": reasons.ACTIVE, "encrypted": reasons.PASSWORD}


def is_pdf(content: bytes) -> bool:
    """Return whether the file begins as a PDF."""
    return BEGINNING.match(content) is not None


def pdf_refusal(content: bytes) -> Refusal | None:
    """Return why the PDF is not taken, or None."""
    if END not in content[-END_WITHIN:]:
        return reasons.DAMAGED
    lists: list[int] = []
    for found in NAMES.finditer(content):
        if refusal := REFUSALS.get(found.lastgroup or ""):
            return refusal
        stream = STREAM.search(content, found.end(), found.end() + DICTIONARY_BYTES)
        if stream is not None:
            lists.append(stream.end())
    return _refusal_of_lists(content, lists) if len(lists) <= LISTS else reasons.BOMB


def _refusal_of_lists(content: bytes, starts: list[int]) -> Refusal | None:
    """Return why what is packed is not taken; what is not packed was seen in the file itself."""
    left = UNPACKED_BYTES
    for start in starts:
        try:
            objects = _unpacked(content, start, most=left)
        except zlib.error:
            return reasons.DAMAGED
        left -= len(objects)
        if left <= 0:
            return reasons.BOMB
        if any(found.lastgroup == "active" for found in NAMES.finditer(objects)):
            return reasons.ACTIVE
    return None


def _unpacked(content: bytes, start: int, *, most: int) -> bytes:
    """Return at most so many bytes of the list at `start`; none if it is not packed."""
    unpacker, objects = zlib.decompressobj(), b""
    try:
        while not unpacker.eof and len(objects) < most and start < len(content):
            objects += unpacker.decompress(content[start : start + CHUNK_BYTES], most)
            start += CHUNK_BYTES
    except zlib.error:
        if objects or not content[start : start + 20].lstrip()[:1].isdigit():
            raise
    return objects
