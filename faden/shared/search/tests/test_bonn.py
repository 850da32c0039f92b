"""Search and likeness on 2,393 real contributions: Bonn's cycling dialogue of 2017.

They lie beside the repository, in `../shared/data/bonn_raddialog_2017`.
"""

import csv
from collections import defaultdict
from math import cos, dist, radians
from pathlib import Path

import pytest

from faden.backbone.audit.actions import action
from faden.backbone.items.models import Item
from faden.backbone.items.tests.factories import PUBLIC, an_item
from faden.backbone.people.tests.factories import NOON
from faden.lib.stems import Word, folded_words, search_words, stems
from faden.shared.search.actions import Text, index_many, rebuild
from faden.shared.search.queries import FEW, matching_ids, similar

BESIDE = Path(__file__).parents[5] / "shared" / "data" / "bonn_raddialog_2017"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.skipif(not BESIDE.exists(), reason=f"the data are not in {BESIDE}"),
]
METRES_A_DEGREE = 111_195  # of latitude
Row = dict[str, str]


@pytest.fixture
def rows() -> list[Row]:
    with (BESIDE / "contributions.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def dialogue(rows) -> Item:
    """The process of which all contributions are parts; their slug is their number."""
    process = an_item(title="Bonner Rad-Dialog")
    for start in range(0, len(rows), 200):
        hand_in(process, rows[start : start + 200])
    rebuild()  # PostgreSQL plans by statistics, which else are a minute late
    return process


@action
def hand_in(process: Item, rows: list[Row]) -> None:
    facts = {"kind": "idea", "visibility": PUBLIC, "created_at": NOON, "published_at": NOON}
    items = Item.objects.bulk_create(
        Item(part_of=process, title=row["title"][:200], slug=row["id"], **facts) for row in rows
    )
    index_many(
        Text(item.pk, row["title"], row["text"], "de")
        for item, row in zip(items, rows, strict=True)
    )


@pytest.mark.usefixtures("dialogue")
def test_searches_find_exactly_what_a_reader_of_the_file_finds(rows):
    queries = [
        "Radweg", "Radwege breiter", "Weg", "Adenauerallee", "Fahrradstraßen", "der die das",
        "Königswinterer Str.", "Bruecken", "rad* parken", "Drängelgitter Poppelsdorf", "streif",
        "gitter Rhein", "schaltung Ampel Reuterstr", "B9", "zwölf Boxkämpfer", "Café", "2,5 m",
    ]  # fmt: skip
    pages = [Page(row) for row in rows]

    found = {query: numbers(query) for query in queries}

    assert found == {query: read(pages, query) for query in queries}


def numbers(query: str) -> set[str]:
    ids = matching_ids(query, language="de")
    return set(Item.objects.filter(pk__in=ids).values_list("slug", flat=True))


class Page:
    """A contribution as a reader without a database has it."""

    def __init__(self, row: Row) -> None:
        self.number = row["id"]
        self.stems = {*stems(row["title"], "de"), *stems(row["text"], "de")}
        self.title = " ".join(folded_words(row["title"], "de"))

    def holds(self, word: Word, *, parts: bool) -> bool:
        return bool(
            self.stems & set(word.stems)
            or (word.is_prefix and any(stem.startswith(word.stems) for stem in self.stems))
            or (parts and any(len(stem) > 2 and stem in self.title for stem in word.stems))
        )


def read(pages: list[Page], query: str) -> set[str]:
    """The numbers of what holds all words; if that is little, of what holds parts as well."""
    words = search_words(query, "de")
    whole, parts = (
        {page.number for page in pages if all(page.holds(word, parts=parts) for word in words)}
        for parts in (False, True)
    )
    return whole if len(whole) >= FEW else parts


def test_who_hands_in_the_same_text_again_is_shown_the_first(rows, dialogue):
    twins = defaultdict(set)
    for row in rows:
        if len(row["text"]) > 40:
            twins[row["text"][:100]].add(row["id"])
    repeated = [row for row in rows if len(twins[row["text"][:100]]) > 1]

    missed = [row["id"] for row in repeated if not alike(row, dialogue) & twins[row["text"][:100]]]

    assert len(repeated) > 100
    assert missed == []


def test_what_somebody_called_the_same_point_is_shown_by_the_title_alone(dialogue):
    found = similar("Drängelgitter abbauen", "", part_of=dialogue, language="de", limit=10)

    assert "Entfernung der Drängelgitter" in [item.title for item in found]


def test_many_are_shown_a_contribution_about_the_same_place(rows, dialogue):
    places = {row["id"]: metres_of(row) for row in rows}
    sample = {row["id"]: alike(row, dialogue) for row in rows[::20]}

    with_neighbour = [
        number
        for number, shown in sample.items()
        if any(dist(places[number], places[other]) < 100 for other in shown)
    ]

    assert len(with_neighbour) / len(sample) > 0.15  # any five at random: 0.01
    assert 0.5 < sum(map(bool, sample.values())) / len(sample) < 0.9


def metres_of(row: Row) -> tuple[float, float]:
    """Metres to the north and to the east, near enough for one town."""
    latitude, longitude = float(row["lat"]), float(row["lon"])
    return latitude * METRES_A_DEGREE, longitude * METRES_A_DEGREE * cos(radians(50.7))


def test_other_topics_are_hardly_ever_like_anything_there(dialogue):
    topics = [
        "Freibad länger öffnen im Sommer", "WLAN in allen Schulen", "Musikschule fördern",
        "Hallenbad sanieren", "Mehr Bücher für die Bibliothek", "Theater für Kinder",
        "Mehr Grün auf den Dächern", "Kita-Plätze für alle", "Digitale Bürgerdienste",
    ]  # fmt: skip

    shown = [topic for topic in topics if similar(topic, "", part_of=dialogue, language="de")]

    assert len(shown) <= 3, shown


def alike(row: Row, dialogue: Item) -> set[str]:
    """The numbers of what is shown to the author of the row."""
    own = Item.objects.get(slug=row["id"])
    text = (row["title"], row["text"])
    found = similar(*text, part_of=dialogue, language="de", exclude=own)
    return {item.slug for item in found}
