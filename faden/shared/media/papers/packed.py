"""Documents of office programs: ZIP files of which every part has its place."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from faden.lib.refused import Refusal
from faden.shared.media.papers import reasons

SIGNATURE = b"PK\x03\x04"
PARTS = 5_000
UNPACKED_BYTES = 100_000_000
CHUNK_BYTES = 1 << 18
NAME_LENGTH = 200  # characters of a part's name
ENCRYPTED_FLAG = 0x1

OOXML = {  # what the list of contents says of the main part
    "wordprocessingml.document.main+xml": "docx",
    "spreadsheetml.sheet.main+xml": "xlsx",
    "presentationml.presentation.main+xml": "pptx",
}
OOXML_FOLDERS = {"_rels", "docProps", "customXml", "docMetadata", "word", "xl", "ppt"}
OOXML_ENDINGS = {
    *("xml", "rels", "psmdcp"),
    *("png", "jpg", "jpeg", "jfif", "gif", "bmp", "tif", "tiff", "emf", "wmf", "wdp", "svg"),
    *("webp", "vml", "ttf", "odttf", "fntdata"),
    *("mp3", "mp4", "m4a", "m4v", "mov", "wav", "avi", "wmv"),
}
NESTED_ENDINGS = frozenset({"docx", "xlsx", "pptx"})  # tables behind charts
PRINTER_SETTINGS = re.compile(r"(?:xl|ppt)/printerSettings/printerSettings\d+\.bin")
MACRO_PART = re.compile(r"vba|macro|activex|customui|webextension|/dialogsheets/", re.IGNORECASE)
MAIN_PART = re.compile(rb"application/vnd\.openxmlformats-officedocument\.([\w.+-]+\.main\+xml)")
MACRO_TYPE = re.compile(rb"macroenabled|vbaproject|activex|ms-excel\.sheet\.binary", re.IGNORECASE)
TEMPLATE_TYPE = re.compile(rb"\.(?:template|slideshow|addin)\.main\+xml", re.IGNORECASE)
RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>", re.IGNORECASE)
FETCHED = re.compile(rb"/(?:attachedTemplate|oleObject|frame|subDocument|package)[\"']")
ELSEWHERE = re.compile(rb"Target\s*=\s*[\"']\s*(?:https?|ftp|mhtml|javascript):", re.IGNORECASE)

CALLS = re.compile(rb"vnd\.sun\.star\.script:|macro:///|\bDDEAUTO\b")  # of programs elsewhere
CALL_BYTES = 20

ODF = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
ODF_FILES = {
    "mimetype", "content.xml", "styles.xml", "meta.xml", "settings.xml", "manifest.rdf",
    "layout-cache",
}  # fmt: skip
ODF_FOLDERS = {"META-INF", "Thumbnails", "Pictures", "Configurations2", "Fonts", "Media", "media"}
ODF_OBJECT = re.compile(r"Object \d+/|ObjectReplacements/Object \d+$")
ODF_ENDINGS = OOXML_ENDINGS | {"rdf", "svm", "otf", "ogg", "ogv", "webm", "mkv", ""}
ODF_MACROS = ("Basic/", "Scripts/", "Dialogs/")


class _Refuse(Exception):  # noqa: N818 - reads as a sentence
    """The document is not taken."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal


def is_packed(content: bytes) -> bool:
    """Return whether the file begins as a ZIP file."""
    return content.startswith(SIGNATURE)


def kind_of_packed(content: bytes, *, is_nested: bool = False) -> str | Refusal:
    """Return the kind of an office document, or why it is not taken."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            _check_frame(archive, content)
            kind = _kind(archive)
            _check_content(archive, is_nested=is_nested)
            return kind
    except _Refuse as refuse:
        return refuse.refusal
    except (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        return reasons.DAMAGED
    except RuntimeError:  # an encrypted part
        return reasons.PASSWORD


def _check_frame(archive: ZipFile, content: bytes) -> None:
    """Refuse what is amiss with the ZIP file itself, before anything is unpacked."""
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if any(part.flag_bits & ENCRYPTED_FLAG for part in parts):
        raise _Refuse(reasons.PASSWORD)
    if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED_BYTES:
        raise _Refuse(reasons.BOMB)
    if sum(part.compress_size for part in parts) > len(content):  # parts that share their bytes
        raise _Refuse(reasons.BOMB)
    if archive.comment or not parts or min(part.header_offset for part in parts) != 0:
        raise _Refuse(reasons.DISGUISED)
    if len({name.lower() for name in names}) < len(names) or not all(map(_is_plain, parts)):
        raise _Refuse(reasons.SURPRISES)


def _is_plain(part: ZipInfo) -> bool:
    """Return whether the part stays in the document and is packed as usual."""
    path = PurePosixPath(part.filename)
    return (
        part.compress_type in (ZIP_STORED, ZIP_DEFLATED)
        and len(part.filename) <= NAME_LENGTH
        and part.filename.isprintable()
        and not path.is_absolute()
        and ".." not in path.parts
        and not set(part.filename) & set("\\:<>|")
    )


def _kind(archive: ZipFile) -> str:
    names = archive.namelist()
    if names[0] == "mimetype":
        return _odf_kind(archive)
    if "[Content_Types].xml" in names:
        return _ooxml_kind(archive)
    raise _Refuse(reasons.ARCHIVE)


def _odf_kind(archive: ZipFile) -> str:
    mime_type = archive.read("mimetype").strip()
    kind = ODF.get(mime_type)
    if kind is None:
        is_template = mime_type.removesuffix(b"-template") in ODF
        raise _Refuse(reasons.TEMPLATE if is_template else reasons.NO_DOCUMENT)
    files = [name for name in archive.namelist() if not name.endswith("/")]
    if any(name.startswith(ODF_MACROS) for name in files):
        raise _Refuse(reasons.MACROS)
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise _Refuse(reasons.PASSWORD)
    if not all(_is_part_of_odf(name) for name in files):
        raise _Refuse(reasons.SURPRISES)
    return kind


def _is_part_of_odf(name: str) -> bool:
    folder = name.split("/", maxsplit=1)[0]
    is_placed = name in ODF_FILES or (folder in ODF_FOLDERS and "/" in name)
    return (is_placed or bool(ODF_OBJECT.match(name))) and _ending(name) in ODF_ENDINGS


def _ooxml_kind(archive: ZipFile) -> str:
    types = archive.read("[Content_Types].xml")
    names = [name for name in archive.namelist() if not name.endswith("/")]
    if MACRO_TYPE.search(types) or any(map(MACRO_PART.search, names)):
        raise _Refuse(reasons.MACROS)
    if TEMPLATE_TYPE.search(types):
        raise _Refuse(reasons.TEMPLATE)
    kinds = {OOXML.get(found.decode("ascii")) for found in MAIN_PART.findall(types)}
    kind = kinds.pop() if len(kinds) == 1 else None
    if kind is None:
        raise _Refuse(reasons.NO_DOCUMENT)
    if not all(_is_part_of_ooxml(name) for name in names):
        raise _Refuse(reasons.SURPRISES)
    return kind


def _is_part_of_ooxml(name: str) -> bool:
    if name == "[Content_Types].xml" or PRINTER_SETTINGS.fullmatch(name):
        return True
    is_placed = name.split("/", maxsplit=1)[0] in OOXML_FOLDERS and "/" in name
    return is_placed and _ending(name) in OOXML_ENDINGS | NESTED_ENDINGS


def _check_content(archive: ZipFile, *, is_nested: bool) -> None:
    """Unpack every part, so that none is larger than it says, and look into some.

    `ZipFile` stops reading at the size that a part claims, and then compares the checksum.
    """
    for part in archive.infolist():
        if _ending(part.filename) in NESTED_ENDINGS:
            _check_nested(archive.read(part), is_nested=is_nested)
        elif part.filename.endswith(".rels"):
            _check_relations(RELATION.findall(archive.read(part)))
        else:
            _read_through(archive, part)


def _check_nested(content: bytes, *, is_nested: bool) -> None:
    kind = reasons.SURPRISES if is_nested else kind_of_packed(content, is_nested=True)
    if isinstance(kind, Refusal):
        raise _Refuse(kind)


def _check_relations(relations: Iterable[bytes]) -> None:
    """Refuse what the program would fetch from elsewhere by itself; links to click stay."""
    if any(FETCHED.search(relation) and ELSEWHERE.search(relation) for relation in relations):
        raise _Refuse(reasons.SURPRISES)


def _read_through(archive: ZipFile, part: ZipInfo) -> None:
    before, is_text = b"", part.filename.endswith(".xml")
    for chunk in _chunks(archive, part):
        if is_text and CALLS.search(before + chunk):
            raise _Refuse(reasons.MACROS)
        before = chunk[-CALL_BYTES:]


def _chunks(archive: ZipFile, part: ZipInfo) -> Iterator[bytes]:
    with archive.open(part) as file:
        while chunk := file.read(CHUNK_BYTES):
            yield chunk


def _ending(name: str) -> str:
    """Return the ending of a part's name; that of "_rels/.rels" is "rels"."""
    _stem, dot, ending = name.rsplit("/", maxsplit=1)[-1].rpartition(".")
    return ending.lower() if dot else ""
