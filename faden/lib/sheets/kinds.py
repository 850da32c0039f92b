"""What a file really is: told by its first bytes, never by its name."""

import re
from enum import StrEnum
from io import SEEK_END
from pathlib import PurePath
from typing import IO
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from faden.lib.refused import Refused
from faden.lib.sheets.reasons import refused

MEGABYTE = 1_000_000  # bytes, as file managers show them
LIMIT_BYTES = 100 * MEGABYTE  # of the file as it was sent
UNPACKED_LIMIT_BYTES = 300 * MEGABYTE
UNPACKED_RATIO = 200  # a sheet of 10,000 equal rows stays under 60
HARMLESS_BYTES = 10 * MEGABYTE  # small files may be packed as tightly as they like
HEAD_BYTES = 4096


class Kind(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"
    ODS = "ods"


KIND_OF_SUFFIX = {
    ".csv": Kind.CSV,
    ".tsv": Kind.CSV,
    ".txt": Kind.CSV,
    ".xlsx": Kind.XLSX,
    ".ods": Kind.ODS,
}
NAMES: dict[str, StrOrPromise] = {
    "csv": _("a CSV file"),
    "xlsx": _("an Excel file"),
    "ods": _("an OpenDocument sheet"),
    "image": _("a picture"),
    "pdf": _("a PDF file"),
    "web": _("a web page or XML file"),
    "document": _("a text document or presentation"),
    "archive": _("a packed archive"),
    "binary": _("a file of another kind"),
}
_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES = {
    b"\x89PNG": "image",
    b"\xff\xd8\xff": "image",
    b"GIF8": "image",
    b"RIFF": "image",
    b"BM": "image",
    b"II*\0": "image",
    b"MM\0*": "image",
    b"%PDF": "pdf",
    b"\x1f\x8b": "archive",
    b"7z\xbc\xaf": "archive",
    b"Rar!": "archive",
    b"BZh": "archive",
}
_CONTROL_CODES = bytes(set(range(32)) - set(b"\t\n\x0b\f\r"))
_MARKUP = re.compile(rb"\s*<(!doctype|\?xml|html|head|body|table|svg|script)\b", re.IGNORECASE)
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def kind_of(file: IO[bytes], name: str = "") -> Kind:
    """Return what the file holds. Refuses what is no table, what is too big, and a name that
    says something else than the content.

    :raises Refused: with the reason
    """
    size = file.seek(0, SEEK_END)
    file.seek(0)
    if size > LIMIT_BYTES:
        raise too_big(size, LIMIT_BYTES)
    head = file.read(HEAD_BYTES)
    file.seek(0)
    if not head.strip():
        raise refused("sheets.empty")
    kind = _zip_kind(file, size) if head.startswith(b"PK") else _flat_kind(head)
    claimed = KIND_OF_SUFFIX.get(PurePath(name).suffix.lower(), kind)
    if claimed != kind:
        raise refused("sheets.disguised", claimed=NAMES[claimed], found=NAMES[kind])
    return kind


def too_big(size: int, limit: int) -> Refused:
    """Return the error for a file of more than `limit` bytes, to be raised."""
    return refused("sheets.too_big", size_mb=-(-size // MEGABYTE), limit_mb=limit // MEGABYTE)


def _flat_kind(head: bytes) -> Kind:
    if head.startswith(_OLD_EXCEL):
        raise refused("sheets.old_excel")
    found = next((what for sign, what in _SIGNATURES.items() if _begins(head, sign)), None)
    if found is None and _MARKUP.match(head.removeprefix(b"\xef\xbb\xbf")):
        found = "web"
    if found is None and _is_binary(head):
        found = "binary"
    if found:
        raise refused("sheets.not_a_table", found=NAMES[found])
    return Kind.CSV


def _begins(head: bytes, sign: bytes) -> bool:
    """A table may begin with the letters BM or RIFF, but not with a NUL soon after."""
    return head.startswith(sign) and (not sign.isalpha() or b"\0" in head[:16])


def _is_binary(head: bytes) -> bool:
    """Text in UTF-16 has a NUL at every second byte; other text has next to no control codes."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    even, odd = head[::2].count(0), head[1::2].count(0)
    is_wide = min(even, odd) * 10 < max(even, odd) and max(even, odd) * 4 > len(head) // 2
    control_codes = len(head) - len(head.translate(None, _CONTROL_CODES))
    return not is_wide and control_codes > len(head) // 50 + 1


def _zip_kind(file: IO[bytes], size: int) -> Kind:
    try:
        with ZipFile(file) as archive:
            _check_unpacked_size(archive, size)
            kind = _kind_inside(archive)
    except (BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, ValueError):
        raise refused("sheets.damaged") from None
    finally:
        file.seek(0)
    return kind


def _check_unpacked_size(archive: ZipFile, size: int) -> None:
    """The sizes are those that the archive declares; reading never goes beyond them."""
    unpacked = sum(member.file_size for member in archive.infolist())
    is_tight = unpacked > HARMLESS_BYTES and unpacked > size * UNPACKED_RATIO
    if unpacked > UNPACKED_LIMIT_BYTES or is_tight:
        raise refused(
            "sheets.zip_bomb",
            size_mb=-(-unpacked // MEGABYTE),
            limit_mb=UNPACKED_LIMIT_BYTES // MEGABYTE,
            ratio=UNPACKED_RATIO,
        )


def _kind_inside(archive: ZipFile) -> Kind:
    names = set(archive.namelist())
    if "xl/workbook.xml" in names:
        return Kind.XLSX
    if "mimetype" in names:
        with archive.open("mimetype") as member:
            mimetype = member.read(len(_ODS) + 1)
        if mimetype == _ODS:
            return Kind.ODS
        raise refused("sheets.not_a_table", found=NAMES["document"])
    is_document = any(name.startswith(("word/", "ppt/", "xl/")) for name in names)
    raise refused("sheets.not_a_table", found=NAMES["document" if is_document else "archive"])
