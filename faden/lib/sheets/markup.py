"""The XML inside a spreadsheet file, read in pieces so that memory stays constant."""

from collections.abc import Iterator
from math import isfinite
from typing import IO, Any, NoReturn
from xml.parsers.expat import ExpatError, ParserCreate

from faden.lib.sheets.reasons import refused
from faden.lib.sheets.values import Cell

CHUNK_BYTES = 65_536
COLUMN_LIMIT = 500
CELL_LIMIT_CHARACTERS = 131_072

NumberedCells = tuple[int, list[Cell]]  # row number as the spreadsheet program shows it, cells


class Handler:
    """Is told what stands in the XML, and puts what it has made of it into `done`."""

    def __init__(self) -> None:
        self.done: list[Any] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins. Names are written `namespace}local`."""

    def end(self, name: str) -> None:
        """An element ends."""

    def characters(self, written: str) -> None:
        """Text stands here; a long one comes in pieces."""


def pieces(stream: IO[bytes], handler: Handler) -> Iterator[Any]:
    """Feed the stream to the handler, and yield what it makes of it as soon as it is there.

    :raises Refused: if the XML is broken, or defines entities (which can grow without end)
    """
    parser = ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.characters
    parser.StartDoctypeDeclHandler = _refuse_doctype
    is_last = False
    while not is_last:
        chunk = stream.read(CHUNK_BYTES)
        is_last = not chunk
        try:
            parser.Parse(chunk, is_last)
        except ExpatError:
            raise refused("sheets.damaged") from None
        yield from handler.done
        handler.done.clear()


def _refuse_doctype(*_declaration: object) -> NoReturn:
    raise refused("sheets.damaged")


def local(name: str) -> str:
    """Return the name without its namespace."""
    return name.rpartition("}")[2]


def finite(written: str) -> int | float:
    """Return the number as the XML has it; a whole one as int.

    :raises ValueError: if it is none
    """
    value = float(written)
    if not isfinite(value):
        raise ValueError(written)
    return int(value) if value.is_integer() else value


def letters(index: int) -> str:
    """Return the name of a column: 0 is A, 26 is AA."""
    name, rest = "", index + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        name = chr(ord("A") + letter) + name
    return name
