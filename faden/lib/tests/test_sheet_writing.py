"""Writing, and reading again what was written; other libraries as second opinion."""

import csv
import json
import re
import time
from datetime import UTC, date, datetime, timedelta
from io import BytesIO, StringIO
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import odfdo
import pytest
import python_calamine

from faden.lib.refused import Refused
from faden.lib.sheets import Sheet, moment, number, read, write

BERLIN = ZoneInfo("Europe/Berlin")
COLUMNS = {"title": "Titel", "count": "Anzahl", "share": "Anteil", "at": "Zeit", "on": "Tag"}
EVENING = datetime(2017, 9, 13, 17, 7, tzinfo=UTC)
ROWS = [
    ["Größe; „Breite“, <b>\n zweite  Zeile\tTab", 12, 51.93, EVENING, date(2017, 9, 13)],
    ["=1+1", -3, -0.5, None, None],
    ["-5,5", 0, 1e-07, EVENING, date(1999, 1, 1)],
    ["", None, None, None, date(2017, 9, 13)],
]
PLAIN = Sheet(has_bom=False)
HARMFUL = [
    "=cmd|'/c calc'!A0",
    "+49 5231 977",
    "-Punkt",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "'=1",
    "\uff1d1",
]


def written(file_format, columns, rows, **options) -> bytes:
    return b"".join(write(file_format, columns, rows=rows, zone=BERLIN, **options))


@pytest.mark.parametrize("file_format", ["csv", "xlsx", "ods"])
def test_what_was_written_is_read_again(file_format):
    content = written(file_format, COLUMNS, ROWS)

    again = [row.cells for row in read(BytesIO(content), f"ideas.{file_format}")]

    assert [row["Titel"] or "" for row in again] == [row[0] for row in ROWS]
    assert [number(row["Anzahl"]) for row in again] == [row[1] for row in ROWS]
    assert [number(row["Anteil"]) for row in again[:2]] == [51.93, -0.5]
    assert [moment(row["Zeit"], BERLIN) for row in again] == [row[3] for row in ROWS]
    midnights = [moment(row["Tag"], BERLIN) for row in again]
    assert [at and at.date() for at in midnights] == [row[4] for row in ROWS]


@pytest.mark.parametrize("file_format", ["csv", "xlsx", "ods"])
def test_harmful_cells_come_back_as_they_were(file_format):
    content = written(file_format, {"text": "=Titel"}, [[text] for text in HARMFUL])

    again = [row.cells["=Titel"] for row in read(BytesIO(content))]

    expected = [text.replace("\r", "\n") if file_format == "ods" else text for text in HARMFUL]
    assert again == expected


def test_harmful_cells_are_no_formulas_in_csv():
    content = written("csv", {"a": "a"}, [[text] for text in HARMFUL], sheet=PLAIN).decode()

    cells = [row[0] for row in csv.reader(StringIO(content, newline=""))][1:]

    assert cells == ["'" + text for text in HARMFUL]


def test_negative_numbers_stay_numbers_in_csv():
    content = written("csv", {"a": "a", "b": "b"}, [[-3, "-5,5"], [-0.25, "-7"]], sheet=PLAIN)

    assert content.decode() == "a;b\r\n-3;-5,5\r\n-0,25;-7\r\n"


def test_csv_for_german_spreadsheets_and_for_programs():
    rows = [["Ä", 51.93, EVENING]]
    columns = {"a": "a", "b": "b", "c": "c"}

    german = written("csv", columns, rows)
    plain = written("csv", columns, rows, sheet=Sheet(separator=",", has_bom=False))

    assert german.decode() == "\ufeffa;b;c\r\nÄ;51,93;2017-09-13 19:07:00\r\n"
    assert plain.decode() == "a,b,c\r\nÄ,51.93,2017-09-13 19:07:00\r\n"


def test_the_hour_that_comes_twice_keeps_its_offset():
    second = datetime(2017, 10, 29, 1, 30, tzinfo=UTC)

    for file_format in ("csv", "xlsx", "ods"):
        content = written(file_format, {"at": "at"}, [[second]])
        cells = next(read(BytesIO(content))).cells
        assert moment(cells["at"], BERLIN).astimezone(UTC) == second


def test_json_has_the_keys_and_the_types():
    content = json.loads(written("json", COLUMNS, ROWS[:1]))

    assert content == [
        {
            "title": ROWS[0][0],
            "count": 12,
            "share": 51.93,
            "at": "2017-09-13T19:07:00+02:00",
            "on": "2017-09-13",
        }
    ]
    assert json.loads(written("json", COLUMNS, [])) == []


@pytest.mark.parametrize("file_format", ["csv", "xlsx", "ods"])
def test_a_table_without_rows_has_its_header(file_format):
    assert list(read(BytesIO(written(file_format, COLUMNS, [])))) == []


@pytest.mark.parametrize("file_format", ["xlsx", "ods"])
def test_another_reader_sees_the_same_types(file_format):
    content = written(file_format, COLUMNS, ROWS)

    sheet = python_calamine.CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0)

    local = EVENING.astimezone(BERLIN).replace(tzinfo=None)
    second = list(sheet.iter_rows())[1:3]
    assert second[0][1:] == [12, 51.93, local, date(2017, 9, 13)]
    assert second[1][:3] == ["=1+1", -3, -0.5]


def test_odfdo_reads_our_ods():
    document = odfdo.Document(BytesIO(written("ods", COLUMNS, ROWS)))

    table = document.body.get_table(0)

    assert table.get_value("A3") == "=1+1"
    assert table.get_cell("A3").formula is None
    assert float(table.get_value("C2")) == 51.93


def test_we_read_what_odfdo_writes():
    document = odfdo.Document("spreadsheet")
    document.body.clear()
    table = odfdo.Table("ideas")
    for row in (["title", "count", "on"], ["Bänke  für\nalle", 5, date(2017, 9, 13)]):
        table.append_row(odfdo.Row())
        table.set_row_values(table.height - 1, row)
    document.body.append(table)
    buffer = BytesIO()
    document.save(buffer)

    assert [dict(row.cells) for row in read(BytesIO(buffer.getvalue()), "x.ods")] == [
        {"title": "Bänke  für\nalle", "count": 5, "on": date(2017, 9, 13)}
    ]


def test_a_text_too_long_for_xlsx_is_refused_and_not_cut():
    with pytest.raises(Refused) as caught:
        written("xlsx", {"a": "a"}, [["short"], ["x" * 32_768]])

    assert caught.value.refusal.code == "sheets.xlsx_cell"
    assert caught.value.refusal.facts["row"] == 3
    assert len(written("ods", {"a": "a"}, [["x" * 32_768]])) > 0


def test_csv_leaves_in_pieces_while_rows_still_come():
    rows = ([f"row {number}"] for number in range(1_000))

    pieces = write("csv", {"a": "a"}, rows=rows, zone=BERLIN)
    next(pieces), next(pieces)

    assert next(rows) == ["row 200"]


@pytest.mark.parametrize("file_format", ["csv", "xlsx", "ods", "json"])
def test_ten_thousand_rows_are_written_in_seconds(file_format):
    row = ["Titel " * 5, 12, 51.93, EVENING + timedelta(0), date(2017, 9, 13)]
    begun = time.monotonic()

    size = sum(
        len(piece) for piece in write(file_format, COLUMNS, rows=[row] * 10_000, zone=BERLIN)
    )

    assert size > 10_000
    assert time.monotonic() - begun < 10  # about 0.1 (CSV) to 1 second (ODS) on one core


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ideen", "Ideen"),
        ("", "1"),
        ("Ideen: [neu] */?", "Ideen neu"),
        ("'Ideen'", "Ideen"),
        ("Ideen & <b>", "Ideen & <b>"),
        ("x" * 40, "x" * 31),
    ],
)
def test_a_sheet_has_a_name_that_programs_take(name, shown):
    files = {
        file_format: written(file_format, COLUMNS, ROWS, sheet=Sheet(name))
        for file_format in ("xlsx", "ods")
    }

    names = [python_calamine.load_workbook(BytesIO(file)).sheet_names for file in files.values()]
    assert names == [[shown], [shown]]


def test_columns_are_as_wide_as_their_texts_need():
    sheet = Sheet("Ideen", {"title": 40})

    xlsx = written("xlsx", COLUMNS, ROWS, sheet=sheet)
    ods = written("ods", COLUMNS, ROWS, sheet=sheet)

    with ZipFile(BytesIO(xlsx)) as archive:
        columns = re.findall(
            r'<col [^>]*width="([0-9.]+)"', archive.read("xl/worksheets/sheet1.xml").decode()
        )
    assert [round(float(width)) for width in columns] == [41, 17]  # the others together
    table = odfdo.Document(BytesIO(ods)).body.get_table(0)
    assert [column.style for column in table.get_columns()] == ["w40", "w16", "w16", "w16", "w16"]


@pytest.mark.parametrize("file_format", ["xlsx", "ods"])
def test_spreadsheets_show_dates_the_german_way(file_format):
    rows = [[date(2026, 5, 4), 1.5]]
    content = b"".join(write(file_format, {"day": "Tag", "share": "Anteil"}, rows=rows))

    with ZipFile(BytesIO(content)) as archive:
        name = "xl/styles.xml" if file_format == "xlsx" else "content.xml"
        text = archive.read(name).decode()
    assert ("dd.mm.yyyy" in text) if file_format == "xlsx" else (">04.05.2026<" in text)
    assert file_format == "xlsx" or ">1,5<" in text
