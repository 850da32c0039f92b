"""What a cell says: a number, a moment, a text. German and English ways of writing."""

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from faden.lib.sheets.reasons import refused

Cell = str | int | float | bool | date | datetime | time | timedelta | None

SHOWN_CHARACTERS = 40  # of a wrong value in a message
_NUMBER = re.compile(r"[+-]?(\d+|\d{1,3}(?P<group>[.,' ])\d{3}((?P=group)\d{3})*)?([.,]\d+)?")
_ISO = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
    r"([T ]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(:(?P<second>\d{2})([.,]\d+)?)?"
    r"\s*(?P<offset>Z|[+-]\d{2}:?\d{2})?)?"
)
_GERMAN = re.compile(
    r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})"
    r"(,?\s+(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(:(?P<second>\d{2}))?(\s*Uhr)?)?"
)
_SHORT_YEAR = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{2}(\D.*)?")
_SLASHES = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}(\D.*)?")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_INVISIBLE = re.compile("[\u200b\ufeff\u00ad]")  # zero width space, byte order mark, soft hyphen


def shown(cell: Cell) -> str:
    """Return the cell as a message may quote it: short and on one line."""
    line = " ".join(str(cell).split())
    return line if len(line) <= SHOWN_CHARACTERS else line[: SHOWN_CHARACTERS - 1] + "…"


def number(cell: Cell) -> float | None:
    """Return the number of a cell, None if it is empty.

    A single separator is the decimal one ("51,93", "51.93"); of two kinds the last is
    ("1.234,56", "1,234.56").

    :raises Refused: if it is not a number
    """
    if isinstance(cell, bool):
        raise refused("sheets.not_a_number", value=shown(cell))
    if isinstance(cell, int | float):
        return float(cell)
    if cell is None or (written := _one_line(cell)) == "":
        return None
    written = written.replace("\u2212", "-")
    if not _NUMBER.fullmatch(written) or not re.search(r"\d", written):
        raise refused("sheets.not_a_number", value=shown(cell))
    return float(_with_point(written))


def _with_point(written: str) -> str:
    separators = re.findall(r"[.,]", written)
    plain = re.sub(r"[' ]", "", written)
    if len(separators) > 1 and separators[0] == separators[-1]:
        return re.sub(r"[.,]", "", plain)  # 1.234.567
    if separators:
        whole, _, fraction = plain.rpartition(separators[-1])
        return re.sub(r"[.,]", "", whole) + "." + fraction
    return plain


def whole_number(cell: Cell) -> int | None:
    """Return the whole number of a cell, None if it is empty. "1.200" is refused: it has two
    meanings.

    :raises Refused: if it is not a whole number
    """
    written = "" if cell is None else _one_line(cell)
    if isinstance(cell, str) and re.fullmatch(r"[+-]?\d{1,3}([.,]\d{3})+", written):
        raise refused("sheets.not_whole", value=shown(cell))
    value = number(cell)
    if value is not None and not value.is_integer():
        raise refused("sheets.not_whole", value=shown(cell))
    return None if value is None else int(value)


def moment(cell: Cell, zone: tzinfo) -> datetime | None:
    """Return the moment a cell names, None if it is empty.

    A time without an offset is local time of `zone`, a date without a time is its midnight;
    the hour that comes twice when the clocks go back is taken the first time.

    :raises Refused: if it is not a date, or there is no such day
    """
    if isinstance(cell, datetime):
        return cell if cell.tzinfo else cell.replace(tzinfo=zone)
    if isinstance(cell, date):
        return datetime.combine(cell, time(), tzinfo=zone)
    if cell is None or (written := _one_line(cell)) == "":
        return None
    if not isinstance(cell, str):
        raise refused("sheets.not_a_date", value=shown(cell))
    return _written_moment(written, zone)


def _written_moment(written: str, zone: tzinfo) -> datetime:
    match = _ISO.fullmatch(written) or _GERMAN.fullmatch(written)
    if match is None and _SHORT_YEAR.fullmatch(written):
        raise refused("sheets.short_year", value=shown(written))
    if match is None and _SLASHES.fullmatch(written):
        raise refused("sheets.american_date", value=shown(written))
    if match is None:
        raise refused("sheets.not_a_date", value=shown(written))
    found = match.groupdict()
    numbers = [int(found[part] or 0) for part in ("year", "month", "day", "hour", "minute")]
    try:
        local = datetime(*numbers, int(found["second"] or 0), tzinfo=zone)  # type: ignore[misc, arg-type]
        return local.replace(tzinfo=_offset(found.get("offset")) or zone)
    except ValueError:
        raise refused("sheets.no_such_date", value=shown(written)) from None


def _offset(written: str | None) -> tzinfo | None:
    if written is None or written == "Z":
        return UTC if written else None
    return datetime.strptime(written, "%z").tzinfo


def text(cell: Cell) -> str:
    """Return the text of a cell: outer white space gone, line ends as "\\n", composed letters.

    :raises Refused: for control characters
    """
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date | time):
        return cell.isoformat()
    written = "" if cell is None else _LINE_ENDS.sub("\n", str(cell))
    written = unicodedata.normalize("NFC", _INVISIBLE.sub("", written)).strip()
    if found := _CONTROL.search(written):
        raise refused("sheets.control", character=ord(found[0]))
    return written


def _one_line(cell: Cell) -> str:
    return " ".join(str(cell).split())
