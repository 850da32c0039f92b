"""`faden upgrade`: what a new version brings, and the steps to it."""

import argparse
import re
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from faden.config import machine, running
from faden.config.backups import making
from faden.config.backups.manifest import BadBackup
from faden.config.versions import ran_last, remember_release

PART = re.compile(
    r"^## (?P<version>[0-9][0-9.]*)\n(?P<text>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL
)
INSTALLED = Path(__file__).parent.parent / "upgrade.md"  # where the wheel has it
IN_CHECKOUT = Path(__file__).parents[3] / "docs" / "upgrade.md"


def run(words: Sequence[str]) -> int:
    """Say what is new and what is to be done; with --apply do it."""
    parser = argparse.ArgumentParser(
        prog="faden upgrade",
        description="Shows what is new since the version that ran last, and what is to be done.",
    )
    parser.add_argument(
        "--apply", action="store_true", help="back up and migrate; Faden is stopped"
    )
    parser.add_argument("--backup", type=Path, metavar="DIR", help="where the backup goes")
    options = parser.parse_args(words)
    before, now = ran_last(), version("faden")
    pending = pending_migrations()
    _say(f"Faden {now}; the version that ran here last is {before or 'not known'}.")
    for name, text in notes(after=before, until=now):
        _say(f"\n{name}\n{text.strip()}")
    _say(
        f"\n{len(pending)} migrations are to be run."
        if pending
        else "\nThe database is up to date."
    )
    if options.apply:
        _apply(options.backup)
    elif pending:
        _say("Stop Faden and run: faden upgrade --apply --backup DIR")
    return 0


def notes(*, after: str, until: str) -> Iterator[tuple[str, str]]:
    """Return `(version, text)` of the versions in between, the newest first."""
    file = INSTALLED if INSTALLED.exists() else IN_CHECKOUT
    for part in PART.finditer(file.read_text(encoding="utf-8")):
        if _parts(after) < _parts(part["version"]) <= _parts(until):
            yield part["version"], part["text"]


def pending_migrations() -> list[str]:
    """Return the names of migrations that the database lacks."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _is_backwards in plan]


def _apply(folder: Path | None) -> None:
    if folder is None:
        raise BadBackup("Say where the backup goes: faden upgrade --apply --backup DIR")
    if found := machine.around():
        raise BadBackup("Before the upgrade: " + " ".join(found))
    with running.alone():
        made = making.make(folder.resolve(), keep=making.KEPT, now=timezone.now())
        _say(f"Backup: {made.path}")
        call_command("migrate", verbosity=1)
        remember_release()
    _say(
        "Done. Start Faden; the way back is the version before and: faden restore " + str(made.path)
    )


def _parts(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", text))


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - the administrator's terminal
