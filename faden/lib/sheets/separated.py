"""CSV as it comes: any of three separators, four encodings, read in constant memory."""

import codecs
import csv
import re
from collections.abc import Iterator
from io import TextIOWrapper
from itertools import islice
from typing import IO

from faden.lib.sheets.reasons import refused

LINE_LIMIT_CHARACTERS = 1024**2
CELL_LIMIT_CHARACTERS = 131_072  # csv's own limit; a longer cell is an unclosed quotation mark
SAMPLE_BYTES = 65_536
SAMPLE_ROWS = 100
CHUNK_BYTES = 131_072
SEPARATORS = (",", ";", "\t")
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# German letters, the euro sign and quotation marks in UTF-8; in Windows-1252 they make no sense.
_SURELY_UTF8 = re.compile(
    b"\xc3[\x84\x96\x9c\x9f\xa4\xb6\xbc]|\xe2\x82\xac|\xe2\x80[\x93\x9a-\x9e]"
)
_UNDEFINED_1252 = re.compile(b"[\x81\x8d\x8f\x90\x9d]")
_EXCEL_HINT = re.compile(r'"?sep=([,;\t])"?\s*', re.IGNORECASE)


def separated_rows(file: IO[bytes]) -> Iterator[tuple[int, list[str]]]:
    """Yield (row number as a spreadsheet counts, cells) of a CSV file; empty rows are left out.

    :raises Refused: for a broken encoding, quotation marks, NUL, over-long cells
    """
    encoding = encoding_of(file)
    sample = file.read(SAMPLE_BYTES).decode(encoding, "replace")
    file.seek(0)
    wrapper = TextIOWrapper(file, encoding=encoding, newline="")
    try:
        yield from _rows(wrapper, sample)
    finally:
        wrapper.detach()  # the file stays open: it is the caller's


def _rows(wrapper: TextIOWrapper, sample: str) -> Iterator[tuple[int, list[str]]]:
    hint = _EXCEL_HINT.fullmatch(sample.partition("\n")[0])
    if hint:
        wrapper.readline()
    reader = csv.reader(
        _lines(wrapper), delimiter=hint[1] if hint else separator_of(sample), strict=True
    )
    row = 0
    while True:
        row += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _broken_row(row, str(error)) from None
        except UnicodeDecodeError:  # UTF-16; the others were read once already
            raise refused("sheets.encoding", row=row) from None
        if any("\0" in cell for cell in cells):
            raise refused("sheets.nul", row=row)
        if any(cells):
            yield row, cells


def _lines(wrapper: TextIOWrapper) -> Iterator[str]:
    while line := wrapper.readline(LINE_LIMIT_CHARACTERS):
        if len(line) == LINE_LIMIT_CHARACTERS:
            raise csv.Error("line too long: field limit")
        yield line


def _broken_row(row: int, reason: str) -> Exception:
    if "limit" in reason:
        return refused("sheets.long_cell", row=row, limit=CELL_LIMIT_CHARACTERS)
    return refused("sheets.quotes", row=row)


def encoding_of(file: IO[bytes]) -> str:
    """Return the name of the file's encoding; reads the whole file once, in pieces.

    :raises Refused: if it is none of UTF-8, UTF-16 and Windows-1252
    """
    head = file.read(512)
    file.seek(0)
    for mark, encoding in _MARKS.items():
        if head.startswith(mark):
            return encoding if encoding == "utf-16" else _eight_bit_encoding(file, encoding)
    if head[1::2].count(0) > len(head) // 4:
        return "utf-16-le"
    if head[::2].count(0) > len(head) // 4:
        return "utf-16-be"
    return _eight_bit_encoding(file)


def _eight_bit_encoding(file: IO[bytes], marked_as: str = "") -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_utf8, seems_utf8, row = True, bool(marked_as), 1
    while chunk := file.read(CHUNK_BYTES) + file.readline(CHUNK_BYTES):  # whole lines
        is_utf8 = is_utf8 and _is_valid(decoder, chunk)
        seems_utf8 = seems_utf8 or _SURELY_UTF8.search(chunk) is not None
        if not is_utf8 and seems_utf8:
            raise refused("sheets.mixed_encoding", row=row + _lines_before_fault(chunk))
        if not is_utf8 and (undefined := _UNDEFINED_1252.search(chunk)):
            raise refused("sheets.encoding", row=row + chunk.count(b"\n", 0, undefined.start()))
        row += chunk.count(b"\n")
    file.seek(0)
    is_utf8 = is_utf8 and not decoder.getstate()[0]  # no letter breaks off at the end
    if marked_as and not is_utf8:
        raise refused("sheets.mixed_encoding", row=row)
    return marked_as or ("utf-8" if is_utf8 else "cp1252")


def _is_valid(decoder: codecs.IncrementalDecoder, chunk: bytes) -> bool:
    try:
        decoder.decode(chunk)
    except UnicodeDecodeError:
        return False
    return True


def _lines_before_fault(chunk: bytes) -> int:
    """Return the number of lines before the first byte that is not UTF-8."""
    try:
        chunk.decode()
    except UnicodeDecodeError as error:
        return chunk.count(b"\n", 0, error.start)
    return 0


def separator_of(sample: str) -> str:
    """Return the separator that cuts most rows of the sample into as many cells as the header."""
    return max(SEPARATORS, key=lambda separator: _score(sample, separator))


def _score(sample: str, separator: str) -> tuple[bool, float, int]:
    """Return (more than one column, share of rows as wide as the header, columns)."""
    lines = sample.splitlines(keepends=True)
    whole = lines[:-1] or lines  # the last line may be cut off
    widths = []
    try:
        for cells in islice(csv.reader(whole, delimiter=separator), SAMPLE_ROWS):
            widths.extend([len(cells)] if cells else [])
    except csv.Error:
        pass  # the reader itself will say where
    if not widths:
        return False, 0.0, 0
    alike = sum(width == widths[0] for width in widths) / len(widths)
    return widths[0] > 1, alike, widths[0]
