"""Which column of a file means what: what an import can take, guessing, and mapping files."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from faden.surfaces.importers.problems import refused

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

IDEAS, COMMENTS = "ideas", "comments"  # the two tables


@dataclass(frozen=True)
class Column:
    """Something an import can take from a table, with the headers by which it is guessed."""

    name: str
    label: StrOrPromise
    guesses: str  # normalised headers, the likeliest first
    is_required: bool = False


IDEA_COLUMNS = (
    Column(
        "id",
        _("Number or key"),
        "id nummer nr key schluessel kennung beitragsid ideeid",
        is_required=True,
    ),
    Column(
        "title", _("Title"), "title titel ueberschrift betreff headline subject", is_required=True
    ),
    Column("text", _("Text"), "text beschreibung description inhalt content body beitrag idee"),
    Column(
        "field",
        _("Topic (action field)"),
        "category kategorie handlungsfeld actionfield thema topic rubrik themenfeld",
    ),
    Column("district", _("District"), "district ortsteil stadtteil bezirk ortschaft"),
    Column(
        "date",
        _("Date"),
        "date datum created createdat erstellt erstelltam eingereicht eingereichtam published",
    ),
    Column(
        "latitude", _("Latitude"), "lat latitude breite breitengrad geobreite geographischebreite"
    ),
    Column("longitude", _("Longitude"), "lon lng long longitude laenge laengengrad geolaenge"),
    Column(
        "votes",
        _("Votes on the source platform"),
        "votes stimmen unterstuetzungen supports likes zustimmungen upvotes",
    ),
    Column("author", _("Author"), "author autor autorin name verfasser user nutzer nutzername"),
    Column("url", _("Web address"), "url link permalink webadresse internetadresse"),
)
COMMENT_COLUMNS = (
    Column("id", _("Number or key"), "commentid kommentarid id nummer nr key", is_required=True),
    Column(
        "idea",
        _("Key of the contribution"),
        "contributionid beitragsid beitragid ideaid ideeid ideenid proposalid vorschlagsid idea",
        is_required=True,
    ),
    Column(
        "parent",
        _("Key of the comment it answers"),
        "parentcommentid parentid parent antwortauf antwortaufid inreplyto replyto",
    ),
    Column("date", _("Date"), "created createdat date datum erstellt erstelltam"),
    Column("author", _("Author"), "author autor autorin name verfasser user nutzer nutzername"),
    Column("title", _("Title"), "title titel ueberschrift betreff subject"),
    Column("text", _("Text"), "text kommentar comment inhalt content body", is_required=True),
)
COLUMNS: Mapping[str, Sequence[Column]] = {IDEAS: IDEA_COLUMNS, COMMENTS: COMMENT_COLUMNS}
_SETTINGS: Mapping[str, type] = {
    IDEAS: dict,
    COMMENTS: dict,
    "create_fields": bool,
    "shorten_titles": bool,
    "editors": list,
    "language": str,
}
_LANGUAGE = re.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,6})?")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True)
class Plan:
    """How the tables of one source are read: {what an import can take: header}, and choices."""

    ideas: Mapping[str, str] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)
    create_fields: bool = False  # action fields that do not exist; else they are a problem
    shorten_titles: bool = False  # the whole title then begins the text; else it is a problem
    editors: Sequence[str] = field(default_factory=list)  # authors who write for the city
    language: str = "de"  # of the texts, BCP 47

    def headers(self, table: str) -> Mapping[str, str]:
        """Return {what: header} of a table."""
        return self.ideas if table == IDEAS else self.comments

    def as_json(self) -> dict[str, Any]:
        """Return the plan so that JSON can hold it."""
        return asdict(self)


def plan_from(values: Mapping[str, Any]) -> Plan:
    """Return the plan that was stored or written down.

    :raises Refused: for a name that does not exist or a value of the wrong sort
    """
    for name, value in values.items():
        if name not in _SETTINGS:
            raise refused("importers.unknown_setting", name=name, known=", ".join(_SETTINGS))
        if not isinstance(value, _SETTINGS[name]):
            raise refused("importers.wrong_setting", name=name, expected=_SETTINGS[name].__name__)
    if not _LANGUAGE.fullmatch(values.get("language", "de")):
        raise refused("importers.wrong_setting", name="language", expected="BCP 47")
    for table in (IDEAS, COMMENTS):
        _check_names(table, values.get(table, {}))
    return Plan(**values)


def _check_names(table: str, headers: Mapping[str, Any]) -> None:
    names = [column.name for column in COLUMNS[table]]
    for name, header in headers.items():
        if name not in names:
            raise refused(
                "importers.unknown_setting", name=f"{table}.{name}", known=", ".join(names)
            )
        if not isinstance(header, str):
            raise refused("importers.wrong_setting", name=f"{table}.{name}", expected="str")


@dataclass(frozen=True)
class MappingFile:
    """What a mapping file says: how to read, and where the rows come from."""

    plan: Plan
    source: str = ""


def mapping_file(path: Path) -> MappingFile:
    """Return what a TOML file says.

    :raises Refused: if it cannot be read, or says something unknown
    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise refused("importers.mapping_file", path=str(path), error=str(error)) from None
    source = values.pop("source", "")
    if not isinstance(source, str):
        raise refused("importers.wrong_setting", name="source", expected="str")
    return MappingFile(plan_from(values), source)


def guessed(table: str, headers: Sequence[str]) -> dict[str, str]:
    """Return {what: header} as the headers suggest; each header is used once."""
    free = {_normal(header): header for header in headers if header}
    found = {}
    for column in COLUMNS[table]:
        header = next((free.pop(guess) for guess in column.guesses.split() if guess in free), None)
        if header is not None:
            found[column.name] = header
    return found


def missing(table: str, headers: Mapping[str, str]) -> list[Column]:
    """Return the required columns that have no header."""
    return [
        column for column in COLUMNS[table] if column.is_required and not headers.get(column.name)
    ]


def _normal(header: str) -> str:
    """Return the header without case, umlauts and punctuation: "Längen-Grad" > laengengrad."""
    return re.sub(r"[\W_]", "", header.casefold().translate(_UMLAUTS))
