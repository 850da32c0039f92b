"""`faden reindex`."""

from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from faden.backbone.audit.guard import arranging
from faden.backbone.items.kinds import kind
from faden.backbone.processes.tests.factories import a_process
from faden.shared.search import actions
from faden.shared.search.models import Entry
from faden.shared.search.queries import search
from faden.shared.search.tests.factories import a_found_item

COMMAND = "faden.shared.search.management.commands.reindex"
pytestmark = pytest.mark.django_db


@pytest.fixture
def processes_are_searched(monkeypatch) -> None:
    """Processes are found by their summary, and are the only kind there is."""
    searched = replace(kind("process"), search_text=lambda process: process.summary)
    monkeypatch.setattr(f"{COMMAND}.kinds", lambda: [searched])


@pytest.mark.usefixtures("processes_are_searched")
def test_everything_is_found_again_by_what_its_kind_says(monkeypatch):
    monkeypatch.setattr(actions, "BATCH", 2)
    lost = [a_process(title=f"Brunnen {number}", summary="Am Markt") for number in range(5)]
    outdated = a_process(title="Bank")
    actions.index(outdated, title="Wasser", text="", language="de")
    output = StringIO()

    call_command("reindex", stdout=output)

    assert set(search("Brunnen Markt", language="de")) == {process.item for process in lost}
    assert list(search("Bank", language="de")) == [outdated.item]
    assert not search("Wasser", language="de").exists()
    assert output.getvalue() == "process: 6\n"


@pytest.mark.usefixtures("processes_are_searched")
def test_reindexing_twice_changes_nothing():
    a_process(title="Brunnen", summary="Am Markt")

    call_command("reindex", stdout=StringIO())
    before = list(Entry.objects.values())
    call_command("reindex", stdout=StringIO())

    assert list(Entry.objects.values()) == before != []


def test_a_kind_that_is_not_searched_is_forgotten():
    unsearched = replace(kind("process"), search_text=None)
    process = a_process(title="Brunnen")
    actions.index(process, title=process.title, text="", language="de")
    idea = a_found_item("Brunnen")

    assert list(actions.reindex(unsearched)) == []

    assert list(search("Brunnen", language="de")) == [idea]


@pytest.mark.skipif(connection.vendor == "postgresql", reason="PostgreSQL looks after its indexes")
def test_a_damaged_index_is_mended():
    a_found_item("Brunnen")
    with arranging(), connection.cursor() as cursor:
        for table in ("search_document_fts", "search_title_part_fts"):
            cursor.execute(f"INSERT INTO {table}({table}) VALUES ('delete-all')")  # noqa: S608 - our own names
    assert not search("Brunnen", language="de").exists()

    call_command("reindex", stdout=StringIO())

    assert search("Brunnen", language="de").exists()
