"""`faden move-to-postgres`: everything is there, compared, and a stopped run goes on."""

from datetime import datetime

import psycopg
import pytest
from django.db import connection

from faden.backbone.audit.guard import arranging
from faden.backbone.places.models import Place
from faden.config import running
from faden.config.cli import run
from faden.config.moving import moving
from faden.config.moving.values import checksum, converted
from faden.participation.ideas.tests.factories import an_idea
from tools.postgres import temporary_postgres

on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="it moves from SQLite")


@pytest.fixture(scope="module")
def url():
    with temporary_postgres() as address:
        yield address


@pytest.fixture
def data(tmp_path, settings):
    settings.DATA = tmp_path


@on_sqlite
@pytest.mark.once
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_move_that_was_stopped_goes_on_and_all_is_there(url, data, monkeypatch, capsys):
    monkeypatch.setattr(moving, "BATCH", 2)
    ideas = [an_idea(title=f"Idee {number}") for number in range(5)]
    with arranging():
        Place.objects.create(name="Detmold", boundary={"type": "Point", "coordinates": [8.5, 1e3]})
    stopped_at = []

    def stop(line: str) -> None:
        if line.startswith("items_item: 4"):
            stopped_at.append(line)
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("faden.config.commands.move_to_postgres._say", stop)
        assert run(["move-to-postgres", url]) == 130
    ended = run(["move-to-postgres", url])
    again = run(["move-to-postgres", url])

    said = capsys.readouterr()
    assert stopped_at
    assert ended == 0, said.err
    assert "items_item: 6 of" in said.out
    assert "items_item: 2 of" not in said.out
    assert again == 2
    assert said.err == "The database is not empty. Give an empty one.\n"
    with psycopg.connect(url) as there:
        assert there.execute("SELECT max(id) FROM items_item").fetchone() == (ideas[-1].pk,)
        (next_number,) = there.execute(
            "SELECT nextval(pg_get_serial_sequence('items_item', 'id'))"
        ).fetchone()
        assert next_number > ideas[-1].pk
        assert there.execute("SELECT to_regclass('faden_move_step')").fetchone() == (None,)
        keys = there.execute("SELECT count(*) FROM pg_constraint WHERE contype = 'f'").fetchone()
        assert keys[0] > 50


@on_sqlite
@pytest.mark.django_db(transaction=True)
def test_a_running_site_that_can_be_written_is_not_moved(data, capsys):
    with running.shared():
        ended = run(["move-to-postgres", "postgres://nobody@127.0.0.1:1/none"])

    assert ended == 2
    assert "Faden runs and may be written to" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("stored", "kind", "there"),
    [
        (None, "bool", None),
        (1, "bool", True),
        (7.1, "numeric", "7.100000"),
        ("2026-05-04 12:00:00", "timestamptz", "2026-05-04T14:00:00+02:00"),
        ('{"b": 1e3, "a": [1.5]}', "jsonb", {"a": [1.5], "b": 1000}),
        (b"\x00\x01", "bytea", memoryview(b"\x00\x01")),
        ("Ärger", "text", "Ärger"),
    ],
)
def test_the_same_value_of_both_databases_is_the_same_number(stored, kind, there):
    if kind == "numeric":
        there = converted([there], [kind])[0]
    if kind == "timestamptz":
        there = datetime.fromisoformat(there)

    assert checksum(converted([stored], [kind]), [kind]) == checksum([there], [kind])


def test_another_value_is_another_number():
    assert checksum(["a", None], ["text", "text"]) != checksum([None, "a"], ["text", "text"])
