"""An hour at half load: no process grows, and no table but those that people fill.

Half load: everybody pauses for as long as the answer took. Each of the two databases is tried for
that long. Usage: python -m soak.endurance [--minutes 60]
"""

from __future__ import annotations

import http.client
import os
import random
import sys
import threading
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from soak._site import HERE, a_served_site, minutes, on_both_databases, told

if TYPE_CHECKING:
    from faden.config.tests.load import Crowd, Town
    from faden.config.tests.processes import Served

SAMPLE_S = 30.0
N_READERS = 4
MOST_GROWTH = 16_000_000  # bytes of private memory of a process, in the second half
MOST_FILES = 8  # more open than in the middle
FILLED = {  # by what people write, and by what is told or recorded of it
    "audit_log_entry",
    "audit_page_version",
    "comments_comment",
    "django_session",
    "ideas_idea",
    "items_item",
    "items_origin",
    "items_revision",
    "jobs_job",
    "items_public_count",
    "notifications_outboxmail",
    "people_person",
    "people_rate_limit",
    "ratings_rating",
    "search_entry",
}


@dataclass(frozen=True)
class Sample:
    """What the site takes at one moment."""

    memory: dict[str, int]  # {process: private bytes}
    files: dict[str, int]  # {process: open files, sockets among them}
    rows: dict[str, int]  # {table: rows}


def main() -> int:
    """Run; 1 if something grows that should not, or anything acknowledged is wrong."""
    with a_served_site() as served:
        from faden.config.tests import load  # noqa: PLC0415

        crowd = load.Crowd(served, load.a_town(n_raters=2), pauses=True)
        reads: Counter[int] = Counter()
        ends = threading.Event()
        readers = [
            threading.Thread(target=read_until, args=(ends, served, crowd.town, reads))
            for _ in range(N_READERS)
        ]
        for reader in readers:
            reader.start()
        with crowd.writing():
            samples = watched(served, minutes(60) * 60)
        ends.set()
        for reader in readers:
            reader.join()
        print(f"read {dict(reads)}, written {dict(crowd.answers)}")
        return told([*growth(samples), *_refused(reads, crowd), *load.wrong(crowd)])


def read_until(ends: threading.Event, served: Served, town: Town, reads: Counter[int]) -> None:
    """Read pages, half of the time; each on a new connection, as people come and go."""
    process = f"/beteiligungen/{town.process.slug}/"
    paths = ["/", process, f"{process}ideen/", *(idea.get_absolute_url() for idea in town.ideas)]
    while not ends.is_set():
        began = time.monotonic()
        with closing(http.client.HTTPConnection("localhost", served.port, timeout=60)) as server:
            server.request("GET", random.choice(paths))  # noqa: S311 - not a secret
            answer = server.getresponse()
            answer.read()
            reads[answer.status] += 1
        ends.wait(time.monotonic() - began)


def watched(served: Served, seconds: float) -> list[Sample]:
    """Look at the site now and then until the time is over; print what is seen."""
    began, samples = time.monotonic(), []
    while (left := began + seconds - time.monotonic()) > 0:
        time.sleep(min(SAMPLE_S, left))
        samples.append(sample := Sample(memory(served), open_files(served), rows()))
        megabytes = " ".join(f"{name} {size / 1e6:.0f}" for name, size in sample.memory.items())
        minute = (time.monotonic() - began) / 60
        print(f"{minute:5.1f} min: MB {megabytes}; files {sum(sample.files.values())}", flush=True)
    return samples


def growth(samples: list[Sample]) -> list[str]:
    """What grew between the middle and the end, or in tables that nobody fills."""
    middle, last = samples[len(samples) // 2], samples[-1]
    found = [
        f"{name} takes {last.memory[name] - before:,} bytes more"
        for name, before in middle.memory.items()
        if last.memory.get(name, 0) - before > MOST_GROWTH
    ]
    found += [
        f"{name} has {last.files[name] - before} more files open"
        for name, before in middle.files.items()
        if last.files.get(name, 0) - before > MOST_FILES
    ]
    grown = {name: n - samples[0].rows[name] for name, n in last.rows.items()}
    print("rows more: " + ", ".join(f"{name} {n}" for name, n in grown.items() if n))
    return found + [
        f"{name} has {n} more rows" for name, n in grown.items() if n > 0 and name not in FILLED
    ]


def memory(served: Served) -> dict[str, int]:
    """{process: bytes that are its own}"""
    return {name: _private(pid) for name, pid in _processes(served).items()}


def open_files(served: Served) -> dict[str, int]:
    """{process: how many it has open}"""
    return {
        name: len(list(Path(f"/proc/{pid}/fd").iterdir()))
        for name, pid in _processes(served).items()
    }


def rows() -> dict[str, int]:
    """{table: how many rows}"""
    from django.db import connection  # noqa: PLC0415 - needs the settings

    names = [name for name in connection.introspection.table_names() if "_fts" not in name]
    with connection.cursor() as cursor:
        found = {}
        for name in names:
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(name)}")  # noqa: S608 - our own names
            found[name] = cursor.fetchone()[0]
    return found


def _processes(served: Served) -> dict[str, int]:
    pages = {f"pages {pid}": pid for pid in served.pages}
    return pages | {f"worker {pid}": pid for pid in served.workers}


def _private(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return 1024 * sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))


def _refused(reads: Counter[int], crowd: Crowd) -> list[str]:
    others = {
        f"a page was answered with {status}" for status in reads if status != http.HTTPStatus.OK
    }
    return [*others, *(f"a form was answered with {one}" for one in crowd.answers if one != "303")]


if __name__ == "__main__":
    sys.exit(main() if HERE in os.environ else on_both_databases("soak.endurance"))
