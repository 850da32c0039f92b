"""What a documentation is made of, whatever the format of the file."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """`level` 1 is a chapter; the title of the whole stands above it."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """`note` is smaller: what explains the rest."""

    text: str
    is_note: bool = False


@dataclass(frozen=True)
class Bullets:
    lines: Sequence[str]


@dataclass(frozen=True)
class Table:
    """The first column names its row; `widths` are parts of the whole."""

    caption: str
    headers: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int]
    numbers: Sequence[int] = ()  # the columns that hold numbers


@dataclass(frozen=True)
class Entry:
    """A contribution with the answer to it."""

    title: str
    facts: str  # number, place, origin, ratings
    text: str
    verdict: str  # "Will be implemented", or that the answer is still to come
    reason: str = ""
    by: str = ""  # the office and the day
    language: str = ""  # of title and text
    level: int = 3  # of its heading


Block = Heading | Paragraph | Bullets | Table | Entry


@dataclass(frozen=True)
class Logo:
    """`content` is a PNG; without one the name stands for it."""

    name: str
    alt: str
    content: bytes = b""


@dataclass(frozen=True)
class Document:
    """The whole, with what files say about themselves."""

    title: str
    subtitle: str  # the process
    author: str  # the office
    subject: str
    language: str
    lines: Sequence[str]  # below the title
    contents_label: str
    blocks: Sequence[Block]
    color: str = "#171a2b"  # of headings
    logo: Logo | None = None  # of the city
    funding: str = ""  # who pays for it, in a sentence
    funders: Sequence[Logo] = ()
