"""Reading: what people really send, and what they should not."""

import tracemalloc
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter

from faden.lib.refused import Refused
from faden.lib.sheets import Row, header, read
from faden.lib.tests.spreadsheets import an_ods, an_xlsx, cell_of, row_of

EVENING = datetime(2017, 9, 13, 19, 7)  # noqa: DTZ001 - spreadsheets know no zones


def rows_of(content: bytes, name: str = "") -> list[Row]:
    return list(read(BytesIO(content), name))


def cells_of(content: bytes, name: str = "") -> list[dict]:
    return [dict(row.cells) for row in rows_of(content, name)]


def refusal_of(content: bytes, name: str = "") -> tuple[str, dict]:
    with pytest.raises(Refused) as caught:
        rows_of(content, name)
    assert str(caught.value)  # its facts fill its text
    return caught.value.refusal.code, dict(caught.value.refusal.facts)


TABLE = "Titel;Größe\nStraße;7,5\n\nÄpfel;“3”\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_csv_in_every_unicode_encoding(encoding):
    assert cells_of(TABLE.encode(encoding)) == [
        {"Titel": "Straße", "Größe": "7,5"},
        {"Titel": "Äpfel", "Größe": "“3”"},
    ]


def test_csv_in_the_encoding_of_old_windows():
    assert cells_of("Titel;Preis\nStraße;5 €\n".encode("cp1252")) == [
        {"Titel": "Straße", "Preis": "5 €"}
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_with_every_separator_also_where_the_others_occur_in_texts(separator):
    lines = [["a", "b"], ['"1;2;3"', '"4,5\t6"'], ['"x, y"', "z"]]
    content = "\n".join(separator.join(line) for line in lines)

    assert cells_of(content.encode()) == [{"a": "1;2;3", "b": "4,5\t6"}, {"a": "x, y", "b": "z"}]


def test_the_separator_hint_of_excel_is_no_row():
    assert rows_of(b"sep=;\r\na;b\r\n1;2\r\n") == [Row(2, {"a": "1", "b": "2"})]


def test_rows_count_as_a_spreadsheet_shows_them():
    content = b'a,b\n"two\nlines","say ""hi"""\n\n\n5,6\n'

    assert rows_of(content) == [
        Row(2, {"a": "two\nlines", "b": 'say "hi"'}),
        Row(5, {"a": "5", "b": "6"}),
    ]


def test_short_rows_are_filled_and_surplus_cells_are_counted():
    assert rows_of(b"a,b,\n1\n1,2\n1,2,3,4,,\n") == [
        Row(2, {"a": "1", "b": None}),
        Row(3, {"a": "1", "b": "2"}),
        Row(4, {"a": "1", "b": "2"}, surplus=2),
    ]


def test_only_a_header_is_a_table_without_rows():
    assert header(BytesIO(b"  first   name ;b\n")).names == ("first name", "b")
    assert rows_of(b"a;b\n") == []


@pytest.mark.parametrize(
    ("content", "code", "facts"),
    [
        (b"", "sheets.empty", {}),
        (b"\n \n", "sheets.empty", {}),
        (b",,\n,\n", "sheets.no_header", {}),
        (b"a,b,a\n", "sheets.repeated_header", {"column": "a"}),
        (b"a\n" + b"x" * 140_000, "sheets.long_cell", {"row": 2, "limit": 131_072}),
        (b"a\n" + b"x" * 2_000_000, "sheets.long_cell", {"row": 2, "limit": 131_072}),
        (b"a,b\n1,2\n" + b'"open' + b"\ntext" * 30_000, "sheets.long_cell", None),
        (b'a,b\n1,2\n"open,3\n4,5\n', "sheets.quotes", {"row": 3}),
        (b'a,b\n1,"he said "no" to it"\n', "sheets.quotes", {"row": 2}),
        (b"a,b\n" * 2000 + b"1,\0\n", "sheets.nul", {"row": 2001}),
        (b"a\n" + "ä\n".encode() + b"\xfc\n", "sheets.mixed_encoding", {"row": 3}),
        (b"a\n\xfc\n" + "ä\n".encode(), "sheets.mixed_encoding", {"row": 2}),
        (b"a\n1\n\xfc\x81\n", "sheets.encoding", {"row": 3}),
        (b"\xef\xbb\xbfa\n1\n\xfc\n", "sheets.mixed_encoding", {"row": 3}),
        (b"\xef\xbb\xbfa\n1\n\xc3", "sheets.mixed_encoding", {"row": 3}),
        (b"\xff\xfea\0\n\0\x00\xd8a\0", "sheets.encoding", None),
        (b",".join([b"a%d" % n for n in range(501)]), "sheets.too_many_columns", None),
    ],
)
def test_a_broken_csv_is_refused_with_its_row(content, code, facts):
    found, found_facts = refusal_of(content)

    assert found == code
    assert facts is None or found_facts == facts


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "sheets.not_a_table"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "sheets.not_a_table"),
        (b"%PDF-1.7\n", "sheets.not_a_table"),
        (b"\n<!DOCTYPE html><html><table><tr><td>1</table>", "sheets.not_a_table"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><a/>", "sheets.not_a_table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "sheets.old_excel"),
        (bytes(range(256)) * 20, "sheets.not_a_table"),
    ],
)
@pytest.mark.parametrize("name", ["ideas.csv", "ideas.xlsx", "ideas"])
def test_what_is_no_table_is_refused_whatever_its_name(content, code, name):
    assert refusal_of(content, name)[0] == code


def test_a_table_that_begins_like_a_picture_is_a_table():
    assert cells_of(b"BMW,b\n1,2\n") == [{"BMW": "1", "b": "2"}]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (an_xlsx([["a"], ["1"]]), "ideas.csv"),
        (an_xlsx([["a"], ["1"]]), "ideas.ods"),
        (an_ods(row_of(cell_of("a"))), "ideas.xlsx"),
        (b"a;b\n1;2\n", "ideas.xlsx"),
    ],
)
def test_a_disguised_table_is_refused(content, name):
    assert refusal_of(content, name)[0] == "sheets.disguised"


def test_xlsx_keeps_types_and_shows_row_numbers():
    content = an_xlsx(
        [
            ["text", "number", "float", "day", "moment", "yes", "formula"],
            ["=1+1", 12, 51.93, date(2017, 9, 13), EVENING, True, 2],
            [],
            ["_x000D_ two\nlines"],
        ]
    )

    names = ["text", "number", "float", "day", "moment", "yes", "formula"]
    first = ["=1+1", 12, 51.93, date(2017, 9, 13), EVENING, True, 2]
    assert rows_of(content, "ideas.xlsx") == [
        Row(2, dict(zip(names, first, strict=True))),
        Row(4, dict.fromkeys(names) | {"text": "_x000D_ two\nlines"}),
    ]


@pytest.mark.parametrize(
    ("escaped", "read_as"), [("_xD83D_", "_xD83D_"), ("_xdfff_", "_xdfff_"), ("_x00E4_", "ä")]
)
def test_xlsx_makes_no_half_letters_that_nothing_can_store(escaped, read_as):
    written = ('t="s"><v>1</v>', f't="str"><v>{escaped}</v>')
    content = an_xlsx([["text"], ["half"]], replace=written)

    assert rows_of(content, "ideas.xlsx") == [Row(2, {"text": read_as})]


def test_xlsx_reads_the_first_visible_sheet():
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        book.add_worksheet("notes").hide()
        shown = book.add_worksheet("ideas")
        shown.activate()
        shown.set_first_sheet()
        shown.write_column(0, 0, ["title", "Bank"])
        book.add_worksheet("errors").write_formula(0, 0, "=1/0", value="#DIV/0!")

    assert cells_of(buffer.getvalue()) == [{"title": "Bank"}]


def test_xlsx_formulas_give_their_results_and_failed_ones_are_named():
    good, failed = BytesIO(), BytesIO()
    with xlsxwriter.Workbook(good) as book:
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "a")
        sheet.write_formula(1, 0, "=1+1", value=2)
    with xlsxwriter.Workbook(failed) as book:
        sheet = book.add_worksheet()
        sheet.write_string(0, 27, "a")
        sheet.write_formula(1, 27, "=1/0", value="#DIV/0!")

    assert cells_of(good.getvalue()) == [{"a": 2}]
    assert refusal_of(failed.getvalue()) == ("sheets.cell_error", {"row": 2, "letters": "AB"})


def test_a_formula_that_was_never_calculated_is_named():
    content = an_xlsx([["a"], [5]], replace=("<v>5</v>", "<f>2+3</f><v></v>"))

    assert refusal_of(content) == ("sheets.cell_not_calculated", {"row": 2, "letters": "A"})


@pytest.mark.parametrize(
    "replace",
    [
        ('<c r="A2"><v>5</v></c>', '<c r="XFD1048576"><v>5</v></c>'),
        ('<row r="2"', '<row r="x"'),
        ("</sheetData>", ""),
        ("<worksheet", '<!DOCTYPE x [<!ENTITY e "ee">]><worksheet'),
        ("<v>5</v>", "<v>five</v>"),
        ("<v>5</v>", "<v>1e999</v>"),
    ],
)
def test_a_damaged_or_hostile_sheet_is_refused(replace):
    code, _facts = refusal_of(an_xlsx([["a"], [5]], replace=replace))

    assert code in ("sheets.damaged", "sheets.too_many_columns")


def test_ods_keeps_types_white_space_and_repeated_cells():
    content = an_ods(
        row_of(cell_of("text"), cell_of("same", repeats=1), cell_of("day"), "<table:table-cell/>"),
        row_of(
            cell_of("x<text:s text:c='3'/>y<text:tab/>z<text:line-break/>w</text:p><text:p>second"),
            cell_of("51.93", "float", "value"),
            cell_of("2017-09-13", "date", "date-value"),
            repeats=2,
        ),
        row_of("<table:table-cell table:number-columns-repeated='16384'/>", repeats=1_048_000),
        row_of(
            "<table:table-cell office:value-type='string'><office:annotation><text:p>note</text:p>"
            "</office:annotation><text:p>real\n  text</text:p></table:table-cell>",
            cell_of("true", "boolean", "boolean-value"),
            cell_of("2017-09-13T19:07:00", "date", "date-value"),
        ),
    )

    first = {"text": "x   y\tz\nw\nsecond", "same": 51.93, "day": date(2017, 9, 13)}
    last = {"text": "real text", "same": True, "day": EVENING}
    assert rows_of(content, "ideas.ods") == [
        Row(2, first), Row(3, first), Row(1_048_004, last)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (row_of(cell_of("x", repeats=16_384)), "sheets.too_many_columns"),
        (row_of(cell_of("x"), repeats=2_000_000_000), "sheets.damaged"),
        (
            row_of(
                "<table:table-cell office:value-type='string' calcext:value-type='error'>"
                "<text:p>#DIV/0!</text:p></table:table-cell>"
            ),
            "sheets.cell_error",
        ),
        (row_of(cell_of("x" * 131_073)), "sheets.long_cell"),
        (row_of("<table:table-cell office:value-type='float'/>"), "sheets.damaged"),
    ],
)
def test_a_damaged_or_hostile_ods_is_refused(row, code):
    assert refusal_of(an_ods(row_of(cell_of("a")), row))[0] == code


def test_a_zip_bomb_is_refused_before_it_is_opened():
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 40 * 1024**2)

    assert refusal_of(buffer.getvalue())[0] == "sheets.zip_bomb"


def test_a_packed_file_that_lies_about_its_size_is_refused():
    content = an_xlsx([["a"], ["1"]])
    buffer = BytesIO(content)
    with ZipFile(buffer) as archive:
        place = archive.getinfo("xl/worksheets/sheet1.xml").header_offset
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size.to_bytes(4, "little")
    lying = content[:place] + content[place:].replace(size, (100).to_bytes(4, "little"))

    assert refusal_of(lying) == ("sheets.damaged", {})


@pytest.mark.parametrize("name", ["word/document.xml", "notes.txt"])
def test_another_packed_file_is_no_table(name):
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr(name, "x")

    assert refusal_of(buffer.getvalue(), "ideas.xlsx")[0] == "sheets.not_a_table"


def test_a_file_of_200_megabytes_is_refused_without_reading_it(tmp_path: Path):
    path = tmp_path / "ideas.csv"
    with path.open("wb") as file:
        file.truncate(200_000_000)

    with pytest.raises(Refused) as caught:
        next(read(path))

    assert caught.value.refusal.facts == {"size_mb": 200, "limit_mb": 100}


def test_csv_is_read_in_constant_memory(tmp_path: Path):
    short, long = _peak_bytes(tmp_path, 1_000), _peak_bytes(tmp_path, 10_000)

    assert long < short * 1.1


def _peak_bytes(folder: Path, rows: int) -> int:
    path = folder / f"{rows}.csv"
    line = "Fahrradstraße;" + "Ein Text über den Weg. " * 40 + "\n"
    path.write_text("title;text\n" + line * rows)
    tracemalloc.start()
    assert sum(1 for _row in read(path)) == rows
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak
