"""What came out, as one table for people (Markdown) and for programs (JSON)."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bench._load import Measured

BEGIN, END = "<!-- bench -->", "<!-- end of bench -->"
HEAD = "| | visitor | at once | per second | p50 ms | p95 ms | CPU ms | queries | kB | of trivial |"
RULE = "| --- | --- | --: | --: | --: | --: | --: | --: | --: | --: |"


@dataclass(frozen=True)
class Row:
    """One measurement."""

    name: str
    visitor: str
    connections: int
    measured: Measured
    queries: int | None = None  # when nothing is kept
    ratio: float = 0.0  # requests per second, of the trivial answer's


@dataclass
class Run:
    """All of one database and size."""

    database: str
    n_ideas: int
    trivial: list[Row] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def markdown(runs: Sequence[Run], *, command: str) -> str:
    """Return the table with all that is needed to read it."""
    day = datetime.now(UTC).date().isoformat()
    machine = f"{os.cpu_count()} processors, Python {platform.python_version()}"
    parts = [f"`{command}`, {day}, {machine}; load and server on the same machine."]
    for one in runs:
        parts.append(f"**{one.database}, {one.n_ideas:,} ideas**")
        lines = [_line(row) for row in [*one.trivial, *one.rows]]
        parts.append("\n".join([HEAD, RULE, *lines]))
        parts.append("\n".join(f"- {note}" for note in one.notes))
    return "\n\n".join(part for part in parts if part)


def _line(row: Row) -> str:
    found = row.measured
    cells = [
        row.name,
        row.visitor,
        f"{row.connections}",
        f"{found.per_s:,.0f}" if found.per_s >= 100 else f"{found.per_s:.1f}",  # noqa: PLR2004
        f"{found.p50:.1f}",
        f"{found.p95:.1f}",
        f"{found.cpu_ms:.2f}",
        "" if row.queries is None else f"{row.queries}",
        f"{found.n_bytes / 1000:.1f}",
        f"{row.ratio:.3f}" if row.ratio else "1",
    ]
    return f"| {' | '.join(cells)} |" + (f" {found.errors} errors" if found.errors else "")


def as_json(runs: Sequence[Run]) -> str:
    """Return the same for programs."""
    return json.dumps([asdict(one) for one in runs], indent=1)


def write_into(page: Path, text: str) -> None:
    """Put the text between the marks of the page."""
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")
