"""Documents as office programs write them, and as mischief does."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from copy import copy

OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
MAIN_PARTS = {
    "docx": ("word/document.xml", "wordprocessingml.document"),
    "xlsx": ("xl/workbook.xml", "spreadsheetml.sheet"),
    "pptx": ("ppt/presentation.xml", "presentationml.presentation"),
}
ODF_TYPES = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def a_pdf(objects: bytes = b"", *, end: bytes = b"") -> bytes:
    """A PDF of one empty page, with further objects in it."""
    return (
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
        b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\nendobj\n"
        + objects
        + b"trailer\n<< /Root 1 0 R /Size 9 >>\nstartxref\n9\n%%EOF\n"
        + end
    )


def a_list_of_objects(objects: bytes, *, packed: bytes | None = None) -> bytes:
    """A PDF object that holds others, as programs pack them."""
    content = zlib.compress(objects) if packed is None else packed
    head = b"8 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\n"
    return head % len(content) + b"stream\r\n" + content + b"\nendstream\nendobj\n"


def an_office_file(
    kind: str = "docx",
    parts: Mapping[str, bytes] | None = None,
    *,
    main_type: str = "",
    relations: bytes = b"",
) -> bytes:
    """An Office Open XML file with further parts in it."""
    main, type_name = MAIN_PARTS[kind]
    main_type = main_type or f"{OFFICE}.{type_name}.main+xml"
    types = f'<Types><Override PartName="/{main}" ContentType="{main_type}"/></Types>'
    base = {
        "[Content_Types].xml": types.encode(),
        "_rels/.rels": b"<Relationships>" + relations + b"</Relationships>",
        "docProps/core.xml": b"<coreProperties/>",
        main: b"<document>" + b"Mehr Licht am Fluss. " * 50 + b"</document>",
    }
    return zipped(base | dict(parts or {}))


def a_relation(kind: str, target: str) -> bytes:
    """A line that says where a further part lies."""
    return (
        f'<Relationship Id="rId9" Type="{RELATIONS}/{kind}" Target="{target}"'
        ' TargetMode="External"/>'
    ).encode()


def an_open_document(
    kind: str = "odt", parts: Mapping[str, bytes] | None = None, *, mime_type: str = ""
) -> bytes:
    """An OpenDocument file with further parts in it."""
    mime_type = mime_type or f"{OPEN_DOCUMENT}.{ODF_TYPES[kind]}"
    base = {
        "mimetype": mime_type.encode(),
        "META-INF/manifest.xml": b"<manifest/>",
        "content.xml": b"<document-content/>",
        "Configurations2/images/Bitmaps/": b"",
        "Thumbnails/thumbnail.png": b"\x89PNG",
    }
    return zipped(base | dict(parts or {}))


def zipped(parts: Mapping[str, bytes], *, comment: bytes = b"") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            part = zipfile.ZipInfo(name)  # of 1 January 1980, so that every run makes the same
            part.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(part, content)
        archive.comment = comment
    return file.getvalue()


def with_parts_that_share_their_bytes(name: str, content: bytes, *, copies: int) -> bytes:
    """A Word file whose list names one part many times: small here, large when unpacked."""
    file = io.BytesIO(an_office_file("docx", {name: content}))
    with zipfile.ZipFile(file, "a") as archive:
        for number in range(copies):
            twin = copy(archive.getinfo(name))
            twin.filename = twin.orig_filename = f"{number}{name}"
            archive.filelist.append(twin)
        archive.writestr("word/last.xml", b"<x/>")
    return file.getvalue()


def encrypted(archive: bytes) -> bytes:
    """The archive with a mark on each part that it needs a password."""
    return _with_flags(archive, 0x1)


def that_lies_about_its_size(archive: bytes, name: str, size: int) -> bytes:
    """The archive with another unpacked size for one part, in its list and at the part."""
    content = bytearray(archive)
    position = 0
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        name_at = 30 if signature == b"PK\x03\x04" else 46
        position = content.find(signature)
        while content[position + name_at : position + name_at + len(name)] != name.encode():
            position = content.find(signature, position + 1)
        content[position + offset : position + offset + 4] = size.to_bytes(4, "little")
    return bytes(content)


def _with_flags(archive: bytes, flags: int) -> bytes:
    content = bytearray(archive)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        position = content.find(signature)
        while position >= 0:
            content[position + offset] |= flags
            position = content.find(signature, position + 1)
    return bytes(content)
