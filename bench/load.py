"""Measures the pages, the data and the writing under load, and writes docs/performance.md.

Usage: python -m bench.load [--quick] [--ideas 10000,100000] [--databases sqlite,postgres]
       [--only list,detail] [--connections 1,16,64] [--seconds 3] [--workers 2] [--fresh]
--quick takes under eight minutes: sixteen connections; of 100,000 ideas lists and pages only.
"""

import argparse
import shutil
import signal
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from bench import _load, _servers
from bench._cases import Reading, Writing, readings, writings
from bench._databases import DATABASES, Site
from bench._table import Row, Run, as_json, markdown, write_into

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "bench"
PAGE = ROOT / "docs" / "performance.md"
FEW = 10_000  # ideas; of more, --quick measures what may depend on the number
DEPENDS = {"list", "search", "detail", "api"}
CALM = 4  # connections at which the signed-in list is measured as well
APART = 100_000  # numbers between what is sent at different numbers of connections
WRITE_LONGER = 2  # times as long as reading
FAULTS = ("doubled", "wrong counters", "wrong sums", "damage")  # of what `_look` finds
WRONG = "WRONG"
SESSIONLESS, SIGNED_IN = "anyone", "signed in"


@dataclass
class Plan:
    """What is to be measured."""

    n_ideas: int
    connections: list[int]
    seconds: int
    workers: int
    only: set[str] = field(default_factory=set)  # groups; empty for all

    def has(self, group: str) -> bool:
        return not self.only or group in self.only


def main() -> int:
    """Measure, print, write down; 1 if something was lost or broken."""
    options = _options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # the servers end with us
    if options.fresh:
        shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True, exist_ok=True)
    runs = [_measured(database, plan) for database, plan in _plans(options)]
    text = markdown(runs, command=" ".join(["python -m bench.load", *sys.argv[1:]]))
    print(text)
    (FOLDER / "last.json").write_text(as_json(runs), encoding="utf-8")
    if not options.only:
        write_into(PAGE, text)
    return int(any(WRONG in note for one in runs for note in one.notes))


def _plans(options: argparse.Namespace) -> Iterator[tuple[str, Plan]]:
    towns = product(options.databases.split(","), map(int, options.ideas.split(",")))
    connections = [int(number) for number in options.connections.split(",")]
    wanted = set(options.only.split(",")) if options.only else set()
    for database, n_ideas in towns:
        is_in_part = options.quick and n_ideas > FEW  # on one database, what depends on the number
        if is_in_part and database != "sqlite":
            continue
        yield (
            database,
            Plan(
                n_ideas,
                [16] if options.quick else connections,
                options.seconds,
                options.workers,
                wanted or (DEPENDS if is_in_part else set()),
            ),
        )


def _measured(database: str, plan: Plan) -> Run:
    _say(f"{database}, {plan.n_ideas:,} ideas")
    run = Run(database, plan.n_ideas)
    with DATABASES[database](FOLDER, plan.n_ideas) as site:
        with _servers.trivial(site.environment, workers=plan.workers) as server:
            for connections in _all_connections(plan):
                found = _load.read(server, ["/"], connections=connections, seconds=plan.seconds)
                run.trivial.append(Row("trivial answer", SESSIONLESS, connections, found))
        with _servers.faden(site.environment, workers=plan.workers) as server:
            run.notes.append(f"Private memory of a fresh worker: {server.private_mb():.0f} MB")
            asked = [one for one in readings(site.facts) if plan.has(one.group)]
            queries = _queries(asked, site)
            for reading in asked:
                run.rows += _read(server, reading, plan, run, queries=queries, site=site)
            for writing in (one for one in writings(site.facts) if plan.has(one.group)):
                run.rows += _write(server, writing, plan, run, site)
            memory = f"Private memory of a worker at the end: {server.private_mb():.0f} MB"
            run.notes.append(memory)
    return run


def _all_connections(plan: Plan) -> list[int]:
    return sorted({*plan.connections, CALM})


def _queries(asked: list[Reading], site: Site) -> dict[tuple[str, bool], int]:
    """Return the number of queries of each page, for each visitor."""
    session = site.facts["sessions"][0]
    pairs = [(one, is_in) for one in asked for is_in in one.visitors]
    found = site.ask("queries", [(one.paths[0], session if is_in else "") for one, is_in in pairs])
    return {(one.name, is_in): n for (one, is_in), n in zip(pairs, found, strict=True)}


def _read(
    server: _servers.Server,
    reading: Reading,
    plan: Plan,
    run: Run,
    *,
    queries: Mapping[tuple[str, bool], int],
    site: Site,
) -> Iterator[Row]:
    for is_signed_in in reading.visitors:
        session = site.facts["sessions"][0] if is_signed_in else ""
        connections = plan.connections
        if is_signed_in and reading.name == "list":
            connections = _all_connections(plan)
        for number in connections:
            found = _load.read(
                server, reading.paths, session=session, connections=number, seconds=plan.seconds
            )
            visitor = SIGNED_IN if is_signed_in else SESSIONLESS
            n_queries = queries[reading.name, is_signed_in]
            yield _row(Row(reading.name, visitor, number, found, n_queries), run)


def _write(
    server: _servers.Server, writing: Writing, plan: Plan, run: Run, site: Site
) -> Iterator[Row]:
    before, n_acknowledged = site.ask("written", site.facts["process"]), 0
    for place, number in enumerate(plan.connections):
        first, seconds = place * APART, WRITE_LONGER * plan.seconds
        found, sent = _load.write(
            server, writing.request, connections=number, seconds=seconds, first=first
        )
        n_acknowledged += len(sent.acknowledged)
        if sent.errors:
            run.notes.append(f"{WRONG}: {writing.name}, errors such as {sent.errors[0]}")
        yield _row(Row(writing.name, SIGNED_IN, number, found), run)
    after = site.ask("written", site.facts["process"])
    if writing.name in after:
        n_new = after[writing.name] - before[writing.name]
        run.notes.append(_verdict(writing, n_acknowledged, n_new, after))


def _verdict(writing: Writing, n_acknowledged: int, n_new: int, after: Mapping[str, object]) -> str:
    faults = {name: after[name] for name in FAULTS if after[name]}
    is_right = n_new == n_acknowledged and not faults
    told = "none lost or doubled, counters exact" if is_right else f"{WRONG}: {faults}"
    return f"{writing.name.capitalize()}: {n_acknowledged:,} acknowledged, {n_new:,} rows; {told}"


def _row(row: Row, run: Run) -> Row:
    trivial = {one.connections: one.measured.per_s for one in run.trivial}
    ratio = row.measured.per_s / trivial[row.connections]
    found = row.measured
    what = f"{row.name}, {row.visitor}, {row.connections}"
    _say(f"  {what}: {found.per_s:.0f} a second, {found.cpu_ms:.2f} ms")
    return Row(row.name, row.visitor, row.connections, found, row.queries, ratio)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--ideas", default="10000,100000")
    parser.add_argument("--databases", default="sqlite,postgres")
    parser.add_argument("--only", default="")
    parser.add_argument("--connections", default="1,16,64")
    parser.add_argument("--seconds", type=int, default=2)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--fresh", action="store_true", help="makes the data anew")
    return parser.parse_args()


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
