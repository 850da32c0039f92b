"""What comes out of the printer: as many sheets as needed, tagged, with the numbers to read."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from faden.backbone.people.tests.factories import NOON
from faden.backbone.processes.tests.factories import an_open_process
from faden.participation.paper.card_sheets import sheets_of, slip_of
from faden.participation.paper.printing import poster_of
from faden.participation.paper.queries import ideas_of, with_answers
from faden.participation.paper.tests.factories import a_helper, a_series, a_wall, entered
from faden.shared.outcomes.tests.factories import an_outcome

pytestmark = pytest.mark.django_db


@pytest.fixture
def process():
    return an_open_process(title="Fluss")


def reader_of(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


@pytest.mark.parametrize(
    ("size", "is_single", "n_pages", "width_mm"),
    [("a6", False, 2, 210), ("a6", True, 5, 105), ("a5", False, 3, 297), ("slip", False, 1, 210)],
)
def test_five_cards_take_as_many_sheets_as_they_need(process, size, is_single, n_pages, width_mm):
    series = a_series(process, n_cards=5, size=size)

    reader = reader_of(sheets_of(series, process, is_single=is_single, made_at=NOON))

    assert len(reader.pages) == n_pages
    assert round(float(reader.pages[0].mediabox.width) / 72 * 25.4) == width_mm


def test_piles_that_are_cut_from_the_sheets_are_in_order(process):
    series = a_series(process, n_cards=8)

    first, second = reader_of(sheets_of(series, process, is_single=False, made_at=NOON)).pages

    assert all(code in first.extract_text() for code in ("1-B", "3-D", "5-F", "7-H"))
    assert all(code in second.extract_text() for code in ("2-C", "4-E", "6-G", "8-J"))


def test_a_slip_is_tagged_and_describes_its_code(process):
    reader = reader_of(slip_of(147, process, made_at=NOON))

    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "de"
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert "147-K" in reader.metadata.title


def test_the_poster_shows_ideas_and_answers_on_a3(process):
    wall, helper = a_wall(process), a_helper(process)
    an_outcome(
        entered(process, "17", helper=helper, title="Bank am Wehr"), code="noted", reason="Gelesen."
    )
    rows = with_answers(ideas_of(wall))

    reader = reader_of(poster_of(wall, process, rows=rows, today=NOON.date()))

    text = reader.pages[0].extract_text()
    assert round(float(reader.pages[0].mediabox.width) / 72 * 25.4) == 297
    assert all(words in text for words in ("Bank am Wehr", "Karte 17", "Gelesen."))
