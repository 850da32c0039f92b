"""The first pass: every row is read, nothing is written, what is wrong is named."""

from pathlib import Path

import pytest

from faden.backbone.items.models import Item
from faden.lib.refused import Refused
from faden.lib.tests.spreadsheets import an_xlsx
from faden.participation.ideas.models import Idea
from faden.surfaces.importers import passes, queries
from faden.surfaces.importers.checking import Check
from faden.surfaces.importers.columns import MappingFile, Plan
from faden.surfaces.importers.models import ImportRun
from faden.surfaces.importers.tests.factories import (
    COMMENT,
    IDEA,
    NOON,
    a_csv,
    a_process,
    an_order,
    comments,
    ideas,
    imported,
)
from faden.surfaces.importers.tests.memory import peak_bytes

pytestmark = pytest.mark.django_db


def checked(table: Path, replies: Path | None = None, **plan) -> ImportRun:
    return passes.begin(an_order(a_process(), table, replies, **plan), actor=None, now=NOON)


def found(run: ImportRun) -> list[tuple[str, int | None, str, str]]:
    """(table, row, column, code) of each problem."""
    return [
        (problem.table, problem.row, problem.column, problem.code)
        for problem in queries.problems_of(run)
        if problem.text
    ]


def refusal_code(table: Path) -> str:
    order = passes.Order(a_process(), table, mapping=MappingFile(Plan()), source="x.de")
    with pytest.raises(Refused) as caught:
        passes.begin(order, actor=None, now=NOON)
    assert str(caught.value)
    return caught.value.refusal.code


def test_a_sound_file_is_ready_and_nothing_is_written(tmp_path):
    run = checked(a_csv(tmp_path, ideas(3)), a_csv(tmp_path, comments(2), "comments.csv"))

    assert (run.state, run.problems) == ("ready", [])
    assert [(file.table, file.n_rows) for file in run.files.all()] == [
        ("ideas", 3),
        ("comments", 2),
    ]
    assert Item.objects.exclude(kind="process").count() == 0


def test_one_wrong_row_stops_the_import(tmp_path):
    run = checked(a_csv(tmp_path, [*ideas(2), IDEA | {"id": "x", "date": "31.02.2017"}]))

    assert run.state == "refused"
    assert found(run) == [("ideas", 4, "date", "sheets.no_such_date")]
    assert not Idea.objects.exists()


def test_a_key_that_stands_twice_names_its_first_row(tmp_path):
    run = checked(a_csv(tmp_path, [*ideas(2), *ideas(1)]))

    assert found(run) == [("ideas", 4, "id", "importers.repeated_id")]
    assert run.problems[0]["facts"] == {"value": "I0", "first": 2}


def test_comments_must_belong_to_something(tmp_path):
    rows = [
        COMMENT | {"commentid": "C1", "ideaid": "I0", "parent": ""},
        COMMENT | {"commentid": "C2", "ideaid": "I9", "parent": ""},
        COMMENT | {"commentid": "C3", "ideaid": "I0", "parent": "C4"},
        COMMENT | {"commentid": "C4", "ideaid": "I1", "parent": "C1"},
        COMMENT | {"commentid": "C5", "ideaid": "I1", "parent": "C5"},
        COMMENT | {"commentid": "C1", "ideaid": "I1", "parent": "C4"},
    ]

    run = checked(a_csv(tmp_path, ideas(2)), a_csv(tmp_path, rows, "comments.csv"))

    assert found(run) == [
        ("comments", 3, "ideaid", "importers.unknown_idea"),
        ("comments", 4, "parent", "importers.unknown_parent"),
        ("comments", 5, "parent", "importers.other_thread"),
        ("comments", 6, "parent", "importers.unknown_parent"),
        ("comments", 7, "commentid", "importers.repeated_id"),
    ]


def test_comments_may_belong_to_what_an_earlier_import_brought(tmp_path):
    process = a_process()
    first = a_csv(tmp_path, comments(1, parent=""), "comments.csv")
    imported(an_order(process, a_csv(tmp_path, ideas(1)), first))
    rows = [COMMENT | {"commentid": "C7", "ideaid": "I0", "parent": "C0"}]

    order = an_order(process, a_csv(tmp_path, ideas(2)[1:]), a_csv(tmp_path, rows, "c2.csv"))
    run = imported(order)

    assert (run.state, found(run)) == ("done", [])


def test_checking_stops_at_100_problems(tmp_path):
    run = checked(a_csv(tmp_path, ideas(150, date="never")))

    assert len(run.problems) == 100
    assert run.problems[99]["row"] == 101


def test_a_file_with_only_a_header_is_a_problem(tmp_path):
    path = tmp_path / "ideas.csv"
    path.write_text("id,title\n")

    assert found(checked(path)) == [("ideas", None, "", "importers.no_rows")]


def test_a_column_of_the_mapping_that_is_not_there_is_a_problem(tmp_path):
    headers = {"id": "Nummer", "title": "title"}

    run = checked(a_csv(tmp_path, ideas(1)), ideas=headers)

    assert found(run) == [("ideas", None, "Nummer", "importers.missing_column")]
    assert "id, title, text, date" in queries.problems_of(run)[0].text


def test_a_required_column_that_nobody_assigned_is_a_problem(tmp_path):
    run = checked(a_csv(tmp_path, ideas(1)), ideas={"title": "title"})

    assert found(run) == [("ideas", None, "", "importers.unassigned")]


def test_a_row_with_too_many_cells_is_a_problem(tmp_path):
    path = tmp_path / "ideas.csv"
    path.write_text("id,title\n1,Bank, aber schön\n2,Weg\n")

    assert found(checked(path)) == [("ideas", 2, "", "importers.surplus_cells")]


def test_a_file_that_breaks_off_is_a_problem_of_its_row(tmp_path):
    path = tmp_path / "ideas.csv"
    path.write_text('id,title\n1,Bank\n2,"Weg\n')

    run = checked(path)

    assert found(run) == [("ideas", 3, "", "sheets.quotes")]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("ideas.csv", b"", "sheets.empty"),
        ("ideas.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "sheets.not_a_table"),
        ("ideas.csv", an_xlsx([["id", "title"], ["1", "Bank"]]), "sheets.disguised"),
        ("ideas.xlsx", b"<html><table><tr><td>1</td></tr></table></html>", "sheets.not_a_table"),
    ],
)
def test_what_is_no_table_is_not_even_kept(tmp_path, settings, name, content, code):
    settings.DATA = tmp_path / "data"
    path = tmp_path / name
    path.write_bytes(content)

    assert refusal_code(path) == code
    assert list((tmp_path / "data" / "imports").iterdir()) == []
    assert not ImportRun.objects.exists()


def test_a_file_of_200_megabytes_is_not_kept(tmp_path, settings):
    settings.DATA = tmp_path / "data"
    path = tmp_path / "ideas.csv"
    with path.open("wb") as file:
        file.truncate(200 * 1024**2)

    assert refusal_code(path) == "sheets.too_big"
    assert list((tmp_path / "data" / "imports").iterdir()) == []


def test_formulas_in_a_sheet_count_with_their_results(tmp_path):
    path = tmp_path / "ideas.xlsx"
    path.write_bytes(an_xlsx([["id", "title"], [1, "=1+1"], [2, '=HYPERLINK("http://x.de")']]))

    run = imported(an_order(a_process(), path))

    assert run.state == "done"
    assert set(Idea.objects.values_list("title", flat=True)) == {
        "=1+1", '=HYPERLINK("http://x.de")'
    }  # fmt: skip


def test_an_import_needs_a_source(tmp_path):
    with pytest.raises(Refused) as caught:
        imported(an_order(a_process(), a_csv(tmp_path, ideas(1)), source=""))

    assert caught.value.refusal.code == "importers.no_source"


def test_a_source_belongs_to_one_process(tmp_path):
    table = a_csv(tmp_path, ideas(1))
    imported(an_order(a_process(), table))

    run = passes.begin(an_order(a_process(), table), actor=None, now=NOON)

    assert found(run) == [("", None, "", "importers.other_process")]


def test_a_stored_file_that_was_changed_is_not_imported(tmp_path):
    run = checked(a_csv(tmp_path, ideas(1)))
    file = run.files.get()
    passes.files.path_of(file.stored_as).write_text("id,title\n9,Anderes\n")

    problems = Check(run, queries.surroundings(run, now=NOON), tell=passes.silent).problems()

    assert [problem.code for problem in problems] == ["importers.changed_file"]


def test_checking_takes_constant_memory(tmp_path):
    def check_peak(rows: int) -> int:
        text = "Ein Text über den Weg. " * 5
        replies = a_csv(tmp_path, comments(rows, text=text), "comments.csv")
        run = checked(a_csv(tmp_path, ideas(rows, text=text)), replies)
        check = Check(run, queries.surroundings(run, now=NOON), tell=passes.silent)
        return peak_bytes(check.problems)

    check_peak(10)  # what is loaded once
    assert check_peak(4_000) < check_peak(1_000) * 1.1
