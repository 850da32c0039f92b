import re

import pytest
from django.core.management import CommandError, call_command

from faden.participation.ideas.models import Idea
from faden.surfaces.importers.tests.factories import a_csv, a_process, comments, ideas

pytestmark = pytest.mark.django_db
MAPPING = """
source = "x.de"
[ideas]
id = "id"
title = "title"
text = "text"
[comments]
id = "commentid"
idea = "ideaid"
text = "text"
"""


@pytest.fixture
def mapping(tmp_path) -> str:
    path = tmp_path / "columns.toml"
    path.write_text(MAPPING)
    return str(path)


def run(capsys, *words: object) -> str:
    call_command("import_ideas", *map(str, words))
    return capsys.readouterr().out


def test_importing_from_the_command_line(tmp_path, mapping, capsys):
    process = a_process()
    table, replies = a_csv(tmp_path, ideas(3)), a_csv(tmp_path, comments(2), "comments.csv")
    words = (table, "--process", process.slug, "--map", mapping, "--comments", replies)

    first, second = run(capsys, *words), run(capsys, *words)

    numbers = [re.findall(r"\d+", line) for line in (first + second).splitlines()]
    assert numbers == [["3", "0", "0"], ["2", "0", "0"], ["0", "3", "0"], ["0", "2", "0"]]
    assert Idea.objects.public().count() == 3


def test_a_dry_run_writes_nothing(tmp_path, mapping, capsys):
    words = (a_csv(tmp_path, ideas(3)), "--process", a_process().slug, "--map", mapping)

    run(capsys, *words, "--dry-run")

    assert not Idea.objects.exists()


def test_without_a_mapping_the_columns_are_guessed(tmp_path, capsys):
    run(capsys, a_csv(tmp_path, ideas(2)), "--process", a_process().slug, "--source", "y.de")

    assert Idea.objects.public().filter(origin__source="y.de").count() == 2


def test_a_wrong_row_is_named(tmp_path, mapping):
    table = a_csv(tmp_path, [*ideas(2), *ideas(1)])

    with pytest.raises(CommandError) as caught:
        call_command("import_ideas", table, "--process", a_process().slug, "--map", mapping)

    line = str(caught.value).splitlines()[1]
    assert "4" in line
    assert "id" in line
    assert "I0" in line
    assert not Idea.objects.exists()


@pytest.mark.parametrize(
    "words",
    [
        ("{table}", "--process", "there-is-none"),
        ("{table}.missing", "--process", "{slug}", "--source", "x.de"),
        ("{table}", "--process", "{slug}", "--map", "missing.toml"),
        ("{table}", "--process", "{slug}"),
    ],
)
def test_what_is_missing_is_one_clear_line(tmp_path, words):
    table, slug = a_csv(tmp_path, ideas(1)), a_process().slug

    with pytest.raises(CommandError) as caught:
        call_command("import_ideas", *(word.format(table=table, slug=slug) for word in words))

    assert str(caught.value)
    assert "Traceback" not in str(caught.value)
