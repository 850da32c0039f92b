"""A city for measuring, in a database of its own that goes afterwards."""

import atexit
import csv
import os
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from statistics import median

_folder = tempfile.TemporaryDirectory(prefix="faden-bench-")
atexit.register(_folder.cleanup)
os.environ |= {
    "FADEN_DATA": _folder.name,
    "FADEN_SECRET_KEY": "only-for-measuring",
    "FADEN_DEMO": "1",
    "FADEN_HASHED_STATIC": "0",
    "FADEN_LIMITS": "0",
    "DJANGO_SETTINGS_MODULE": "faden.config.settings",
}
os.environ.setdefault("FADEN_DATABASE_URL", f"sqlite:///{_folder.name}/bench.sqlite3")

import django  # noqa: E402 - the environment first

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from faden.backbone.people.actions import create_account, create_unit  # noqa: E402
from faden.backbone.people.models import Level, Person  # noqa: E402
from faden.backbone.places.models import Place  # noqa: E402
from faden.backbone.processes import actions as processes  # noqa: E402
from faden.backbone.processes.models import Process  # noqa: E402
from faden.backbone.processes.rules import FOUR_LINES, Opens  # noqa: E402
from faden.participation.ideas.models import Idea  # noqa: E402
from faden.shared.comments.actions import comment  # noqa: E402
from faden.surfaces.importers.passes import Order, import_now  # noqa: E402

PASSPHRASE = "for measuring only"  # noqa: S105 - nobody signs in
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
WORDS = (
    "Bus Radweg Bank Park Schule Wald Strom Netz Haus Markt Fluss Licht Baum Platz Amt".split()  # noqa: SIM905 - reads
)
TOPICS = ("Wege", "Orte", "Netze", "Feste")


def migrate() -> None:
    """Make the tables, and the municipality without which no page is."""
    call_command("migrate", verbosity=0)
    Place.objects.create(id=1, name="Musterstadt", official_name="Stadt Musterstadt")


def a_person(name: str) -> Person:
    """Create an account."""
    return create_account(
        email=f"{name}@example.org", display_name=name, password=PASSPHRASE, now=NOW
    )


def a_process(title: str) -> Process:
    """Create a public process that is open to guests."""
    texts = dict.fromkeys(("summary", *FOUR_LINES), "Zum Messen.")
    unit = create_unit("Messtrupp", now=NOW)
    process = processes.create_process(
        title=title, participation="consultation", unit=unit, actor=None, now=NOW, **texts
    )
    opens = [Opens("idea", verb, Level.GUEST) for verb in ("submit", "rate", "comment")]
    phase = {"kind": "dialogue", "name": "Dialog", "starts_at": NOW}
    processes.add_phase(process, opens=opens, actor=None, now=NOW, **phase)
    for topic in TOPICS:
        processes.add_action_field(process, name=topic, actor=None, now=NOW)
    processes.publish(process, actor=None, now=NOW)
    return process


def ideas_in(process: Process, n: int) -> list[Idea]:
    """Import `n` ideas of about 60 words."""
    table = Path(_folder.name) / f"{process.slug}.csv"
    with table.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "date", "title", "text", "category", "lat", "lon"])
        rows.writerows(_row(number) for number in range(n))
    import_now(Order(process, table, source=process.slug), actor=None, now=NOW)
    return list(Idea.objects.filter(process=process).order_by("pk"))


def _row(number: int) -> list[str]:
    words = [WORDS[(number * step) % len(WORDS)] for step in range(1, 61)]
    title, text = f"{words[0]} und {words[6]} {number}", " ".join(words)
    topic = TOPICS[number % len(TOPICS)]
    place = [f"{51.9 + number % 97 / 1000}", f"{8.8 + number % 89 / 1000}"]
    return [str(number), "2026-05-03", title, text, topic, *place]


def discuss(idea: Idea, n: int, *, author: Person) -> None:
    """Write `n` comments."""
    for number in range(n):
        comment(
            idea, text=f"Gedanke {number}: {' '.join(WORDS)}", stance="for", person=author, now=NOW
        )


def cost(address: str, *, person: Person | None = None, times: int = 30) -> tuple[float, int]:
    """Return the median CPU milliseconds and the number of queries of a page."""
    client = Client(HTTP_HOST="localhost")
    if person:
        client.force_login(person)
    with CaptureQueriesContext(connection) as queries:
        if client.get(address).status_code != HTTPStatus.OK:
            raise SystemExit(f"{address} does not answer")
    n_queries = len(queries)  # before the next request forgets them
    return milliseconds(lambda: client.get(address), times=times), n_queries


def milliseconds(work: Callable[[], object], *, times: int) -> float:
    """Return the median CPU milliseconds of the work."""
    took = []
    for _time in range(times):
        began = time.process_time()
        work()
        took.append(1000 * (time.process_time() - began))
    return median(took)
