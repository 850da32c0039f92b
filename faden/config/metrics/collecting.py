"""What is asked of the database and of the system when somebody reads the figures."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from platform import python_version

from django.db import DatabaseError, connection
from django.db.models import Count, Q
from django.utils import timezone
from prometheus_client import CollectorRegistry, Metric, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from faden.backbone.jobs.queries import counts
from faden.config import health
from faden.shared.notifications.models import OutboxMail

OF_PROCESS = re.compile(r"_(\d+)\.db$")
ROLES = {"faden.config.server": "web", "cli work": "work", "metrics.server": "metrics"}
KILO = 1024


def exposition(folder: Path, *, supervisor: int) -> bytes:
    """Return all figures in Prometheus' text format.

    :param folder: where the processes count
    :param supervisor: whose processes are measured
    """
    for process in _dead(folder):
        mark_process_dead(process, str(folder))  # type: ignore[no-untyped-call]
    registry = CollectorRegistry()
    MultiProcessCollector(registry, str(folder))  # type: ignore[no-untyped-call]
    registry.register(State(supervisor))
    return generate_latest(registry)


class State:
    """A collector of what is the case now."""

    def __init__(self, supervisor: int) -> None:
        self.supervisor = supervisor

    def describe(self) -> list[Metric]:
        """Say nothing when it is registered: that would ask the database."""
        return []

    def collect(self) -> Iterator[Metric]:
        yield _gauge("faden_build", "Releases in use", ["faden", "python", "database"], [_build()])
        yield _gauge(
            "faden_process_memory_bytes", "Memory of processes", ["role", "pid"], self._memory()
        )
        found = health.checks()
        yield _gauge(
            "faden_check",
            "1: this is as it should be",
            ["check"],
            [([c.name], c.is_ok) for c in found],
        )
        try:
            yield from _work()
        except DatabaseError:  # the checks tell
            connection.close()

    def _memory(self) -> Iterator[tuple[list[str], float]]:
        for process in [self.supervisor, *_below(self.supervisor)]:
            n_bytes = _memory_of(process)
            if n_bytes:
                yield [_role_of(process), str(process)], n_bytes


def _work() -> Iterator[Metric]:
    now = timezone.now()  # noqa: TID251 - somebody asks now
    found = counts(now)
    states = {name: getattr(found, name) for name in ("waiting", "retrying", "running", "failed")}
    yield _gauge("faden_jobs", "Jobs by state", ["state"], [([k], n) for k, n in states.items()])
    oldest = found.oldest_waiting.total_seconds()
    yield _gauge(
        "faden_jobs_oldest_seconds", "How long the first job has been due", [], [([], oldest)]
    )
    mails = OutboxMail.objects.aggregate(
        waiting=Count("pk", filter=Q(sent_at=None, skipped_reason="")),
        sent=Count("pk", filter=Q(sent_at__isnull=False)),
        skipped=Count("pk", filter=~Q(skipped_reason="")),
    )
    about = "Mails of the last thirty days by state"
    yield _gauge("faden_mails", about, ["state"], [([k], n) for k, n in mails.items()])


def _gauge(
    name: str, about: str, labels: list[str], values: Iterable[tuple[list[str], float]]
) -> Metric:
    family = GaugeMetricFamily(name, about, labels=labels)
    for names, value in values:
        family.add_metric(names, float(value))
    return family


def _build() -> tuple[list[str], float]:
    return [version("faden"), python_version(), connection.vendor], 1


def _dead(folder: Path) -> set[int]:
    """Return the processes that have counted in the folder and are gone."""
    found = {int(match[1]) for path in folder.iterdir() if (match := OF_PROCESS.search(path.name))}
    return {process for process in found if not Path(f"/proc/{process}").exists()}


def _below(parent: int) -> list[int]:
    """Return all processes that this one has started, and those these have started."""
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        parents.setdefault(int(fields[1]), []).append(int(path.parent.name))
    found, asked = [], [parent]
    while asked:
        children = parents.get(asked.pop(), [])
        found += children
        asked += children
    return found


def _memory_of(process: int) -> int:
    """Return the bytes of the process's own; 0 when it has ended or is somebody else's."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    private = [line.split() for line in lines if line.startswith("Private_")]
    return sum(int(words[1]) for words in private) * KILO


def _role_of(process: int) -> str:
    try:
        command = Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return "ended"
    if process == os.getpid():
        return "metrics"
    return next((role for part, role in ROLES.items() if part in command), "supervisor")
