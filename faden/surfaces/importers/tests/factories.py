import csv
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from faden.backbone.audit.guard import arranging
from faden.backbone.people.models import Level
from faden.backbone.people.tests.factories import a_person
from faden.backbone.places.models import Place
from faden.backbone.processes.actions import grant_role
from faden.backbone.processes.models import Process
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests import factories
from faden.surfaces.importers import passes
from faden.surfaces.importers.columns import MappingFile, Plan, guessed
from faden.surfaces.importers.models import ImportRun

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
IDEA = {"id": "1", "title": "Bank am Markt", "text": "Zum Sitzen.", "date": "2017-09-13"}
COMMENT = {"commentid": "1", "ideaid": "1", "text": "Gute Idee.", "date": "2017-09-14"}
_numbers = count(1)


def a_process(title: str = "") -> Process:
    """A public process in which people with an account may rate from NOON on."""
    process = factories.a_process(title=title or f"Rad {next(_numbers)}")
    factories.a_phase(process, {"idea.rate": Level.REGISTERED}, starts_at=NOON)
    return process


def a_town(**facts: Any) -> Place:
    """Detmold, with its position."""
    with arranging():
        return Place.objects.create(
            pk=1,
            name="Detmold",
            official_name="Stadt Detmold",
            latitude=51.9366,
            longitude=8.883,
            **facts,
        )


def a_manager(process: Process | None = None, role: Role = Role.PROCESS_MANAGER) -> Any:
    """Somebody with a role in the process, or in all."""
    person = a_person()
    grant_role(person, role, process=process, actor=None, now=NOON)
    return person


def a_csv(folder: Path, rows: Iterable[Mapping[str, object]], name: str = "ideas.csv") -> Path:
    """A file with these rows; the first one has all columns."""
    rows = list(rows)
    path = folder / name
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def ideas(number: int, **facts: object) -> list[dict[str, object]]:
    return [IDEA | {"id": f"I{n}", "title": f"Idee {n}"} | facts for n in range(number)]


def comments(number: int, **facts: object) -> list[dict[str, object]]:
    return [COMMENT | {"commentid": f"C{n}", "ideaid": "I0"} | facts for n in range(number)]


def an_order(
    process: Process, table: Path, replies: Path | None = None, *, source: str = "x.de", **plan: Any
) -> passes.Order:
    """An import with guessed columns; `plan` are the choices of columns.Plan."""
    order = passes.Order(process, table, comments=replies, source=source)
    headers = {
        name: guessed(name, passes.header(path).names)
        for name, path in (("ideas", table), ("comments", replies))
        if path
    }
    return passes.Order(
        process,
        table,
        comments=order.comments,
        mapping=MappingFile(Plan(**{**headers, **plan})),
        source=source,
    )


def imported(order: passes.Order) -> ImportRun:
    """The whole import, done at once."""
    return passes.import_now(order, actor=None, now=NOON)


def counts(run: ImportRun) -> dict[str, tuple[int, int, int]]:
    """{table: (new, unchanged, differing)}"""
    return {
        file.table: (file.n_new, file.n_unchanged, file.n_differing) for file in run.files.all()
    }
