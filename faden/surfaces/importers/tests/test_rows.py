"""What one row says, and what is wrong with it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from faden.lib.geo import Position
from faden.lib.sheets import Row
from faden.surfaces.importers.columns import COMMENT_COLUMNS, Plan
from faden.surfaces.importers.rows import Surroundings, comment_of, idea_of

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
NAMES = [
    "id",
    "title",
    "text",
    "field",
    "district",
    "date",
    "latitude",
    "longitude",
    "votes",
    "author",
    "url",
]
CELLS = dict.fromkeys(NAMES) | {"id": "7", "title": "Bank am Markt"}
REPLY = [column.name for column in COMMENT_COLUMNS]
REPLY_CELLS = dict.fromkeys(REPLY) | {"id": "C1", "idea": "7", "text": "Ja!"}


def around(**plan) -> Surroundings:
    headers = {"ideas": {name: name for name in NAMES}, "comments": {name: name for name in REPLY}}
    return Surroundings(
        plan=Plan(**headers, **plan),
        zone=ZoneInfo("Europe/Berlin"),
        now=NOON,
        town=Position(51.9366, 8.883),
        fields=frozenset({"mobilitaet"}),
        districts={"pivitsheide": 3},
    )


def read(plan=None, **cells):
    return idea_of(Row(17, CELLS | cells), around(**plan or {}))


def problems_of(**cells) -> list[tuple[str, str]]:
    found = read(**cells)[1]
    assert all(problem.row == 17 and problem.text for problem in found)
    return [(problem.column, problem.code) for problem in found]


def test_a_row_with_everything():
    idea, problems = read(
        text="Zum Sitzen.\r\nFür alle.",
        field="MOBILITÄT",
        district="Pivitsheide",
        date="13.09.2017 19:07",
        latitude="51,93",
        longitude="8.88",
        votes="12",
        author=" Person  151 ",
        url="https://example.org/7",
    )

    assert problems == []
    assert (idea.key, idea.title, idea.text) == ("7", "Bank am Markt", "Zum Sitzen.\nFür alle.")
    assert (idea.field, idea.district_id, idea.n_votes) == ("MOBILITÄT", 3, 12)
    assert (idea.latitude, idea.longitude) == (51.93, 8.88)
    assert idea.created_at == datetime(2017, 9, 13, 17, 7, tzinfo=UTC)
    assert (idea.author, idea.url) == ("Person 151", "https://example.org/7")


def test_what_may_be_empty_is_nothing():
    idea, problems = read()

    assert problems == []
    assert (idea.text, idea.field, idea.author, idea.url) == ("", "", "", "")
    assert (idea.district_id, idea.created_at, idea.latitude, idea.n_votes) == (None,) * 4


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"id": ""}, ("id", "importers.required")),
        ({"id": "x" * 71}, ("id", "importers.too_long")),
        ({"title": " \n "}, ("title", "importers.required")),
        ({"title": "x" * 201}, ("title", "importers.too_long")),
        ({"text": "x" * 20_001}, ("text", "importers.too_long")),
        ({"text": "SchÃ¶ne StraÃŸe"}, ("text", "importers.garbled")),
        ({"text": "Sch\ufffdne"}, ("text", "importers.garbled")),
        ({"text": "a\x07b"}, ("text", "sheets.control")),
        ({"field": "Wohnen"}, ("field", "importers.unknown_field")),
        ({"district": "Hiddesen"}, ("district", "importers.unknown_district")),
        ({"date": "31.02.2017"}, ("date", "sheets.no_such_date")),
        ({"date": "13.09.17"}, ("date", "sheets.short_year")),
        ({"date": "04.05.2027"}, ("date", "importers.future")),
        ({"latitude": "x", "longitude": "8"}, ("latitude", "sheets.not_a_number")),
        ({"latitude": "51.9"}, ("longitude", "geo.incomplete")),
        ({"latitude": "8.88", "longitude": "51.93"}, ("latitude", "geo.swapped")),
        ({"latitude": "91", "longitude": "200"}, ("latitude", "geo.outside")),
        ({"latitude": "5750000", "longitude": "480000"}, ("latitude", "geo.metres")),
        ({"latitude": 0, "longitude": 0.0}, ("latitude", "geo.zero")),
        ({"votes": "1.200"}, ("votes", "sheets.not_whole")),
        ({"votes": "-1"}, ("votes", "importers.negative")),
        ({"votes": "3000000000"}, ("votes", "sheets.not_whole")),
        ({"author": "x" * 61}, ("author", "importers.too_long")),
        ({"url": "javascript:alert(1)"}, ("url", "importers.address")),
        ({"url": "example.org"}, ("url", "importers.address")),
    ],
)
def test_what_is_wrong_names_column_and_reason(cells, problem):
    assert problems_of(**cells) == [problem]


def test_every_problem_of_a_row_is_found():
    assert problems_of(id="", votes="x", date="x") == [
        ("id", "importers.required"),
        ("date", "sheets.not_a_date"),
        ("votes", "sheets.not_a_number"),
    ]


def test_surplus_cells_are_a_problem():
    _idea, problems = idea_of(Row(17, CELLS, surplus=2), around())

    assert [(problem.code, problem.facts) for problem in problems] == [
        ("importers.surplus_cells", {"count": 2})
    ]


def test_the_limit_is_named():
    problem = read(title="x" * 201)[1][0]

    assert problem.text.count("201") == 1
    assert problem.text.count("200") == 1


def test_a_long_title_may_be_shortened_and_then_begins_the_text():
    title = "Der Weg am Fluss ist " + "sehr " * 50 + "schmal"

    idea, problems = read({"shorten_titles": True}, title=title, text="Bitte breiter.")

    assert problems == []
    assert idea.title.startswith("Der Weg am Fluss ist sehr")
    assert idea.title.endswith("sehr …")
    assert len(idea.title) <= 200
    assert idea.text == f"{title}\n\nBitte breiter."


def test_a_long_title_without_spaces_is_shortened_as_well():
    assert len(read({"shorten_titles": True}, title="x" * 300)[0].title) == 200


def test_missing_topics_may_be_created():
    idea, problems = read({"create_fields": True}, field="Wohnen")

    assert (idea.field, problems) == ("Wohnen", [])


def test_a_comment_and_its_editors():
    written = Row(5, REPLY_CELLS | {"author": "Redaktion", "parent": "C0"})

    comment, problems = comment_of(written, around(editors=["Redaktion"]))

    assert problems == []
    assert (comment.key, comment.idea, comment.parent) == ("C1", "7", "C0")
    assert comment.is_by_team


@pytest.mark.parametrize("name", ["id", "idea", "text"])
def test_a_comment_needs_key_contribution_and_text(name):
    _comment, problems = comment_of(Row(5, REPLY_CELLS | {name: ""}), around())

    assert [(problem.column, problem.code) for problem in problems] == [
        (name, "importers.required")
    ]
