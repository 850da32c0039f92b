"""`faden reindex`."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from faden.backbone.audit.guard import arranging
from faden.backbone.processes.tests.factories import a_process
from faden.shared.search import actions
from faden.shared.search.models import Entry
from faden.shared.search.queries import search
from faden.shared.search.tests.factories import a_found_item

pytestmark = pytest.mark.django_db


def test_everything_is_found_again_by_what_its_kind_says(monkeypatch):
    monkeypatch.setattr(actions, "BATCH", 2)
    lost = [a_process(title=f"Brunnen {number}", summary="Am Markt") for number in range(5)]
    outdated = a_process(title="Bank")
    actions.index(outdated, title="Wasser", text="", language="de")
    output = StringIO()

    call_command("reindex", stdout=output)

    assert set(search("Brunnen Markt", language="de")) == set(map(as_item, lost))
    assert list(search("Bank", language="de")) == [as_item(outdated)]
    assert not search("Wasser", language="de").exists()
    assert "process: 6" in output.getvalue()


def test_reindexing_twice_changes_nothing():
    a_process(title="Brunnen", summary="Am Markt")

    call_command("reindex", stdout=StringIO())
    before = list(Entry.objects.values())
    call_command("reindex", stdout=StringIO())

    assert list(Entry.objects.values()) == before


@pytest.mark.skipif(connection.vendor == "postgresql", reason="PostgreSQL looks after its indexes")
def test_a_damaged_index_is_mended():
    a_found_item("Brunnen")
    with arranging(), connection.cursor() as cursor:
        for table in ("search_document_fts", "search_title_part_fts"):
            cursor.execute(f"INSERT INTO {table}({table}) VALUES ('delete-all')")  # noqa: S608 - our own names
    assert not search("Brunnen", language="de").exists()

    call_command("reindex", stdout=StringIO())

    assert search("Brunnen", language="de").exists()


def as_item(process):
    return process.item
