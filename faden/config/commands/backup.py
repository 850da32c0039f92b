"""`faden backup` and `faden restore`."""

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from django.utils import timezone

from faden.config import running
from faden.config.backups import making
from faden.config.backups.restoring import Restored, restore

MEGA = 1_000_000
ACTS = {
    "comments.delete": "comments deleted",
    "ideas.withdraw": "ideas withdrawn",
    "media.remove": "pictures removed",
    "media.remove_document": "documents removed",
    "moderation.hide": "contributions hidden",
    "moderation.redact": "contributions hidden that have to be redacted again",
    "people.erase": "accounts erased",
    "people.merge": "guests joined with their account",
    "processes.revoke_role": "roles taken back",
    "processes.uninvite": "invitations taken back",
    "notifications.want_mails": "choices about mails",
    "notifications.mark_sent": "mails known as sent",
    "mails held back": "mails held back, because nobody knows whether they were sent",
}


def backup(words: Sequence[str]) -> int:
    """Make a backup while the site is in use."""
    parser = argparse.ArgumentParser(
        prog="faden backup",
        description="Copies database and files, consistent and with checksums; the site goes on.",
    )
    parser.add_argument("folder", type=Path, help="where backups lie, best on another machine")
    parser.add_argument("--keep", type=_positive, default=making.KEPT, help="how many stay; 7")
    options = parser.parse_args(words)
    made = making.make(options.folder.resolve(), keep=options.keep, now=timezone.now())
    _say(f"{made.path}  {made.n_bytes / MEGA:,.1f} MB in {made.seconds:.1f} s")
    return 0


def restoring(words: Sequence[str]) -> int:
    """Restore a backup; the site must be stopped."""
    parser = argparse.ArgumentParser(
        prog="faden restore",
        description="Verifies a backup and puts it in place; the site must be stopped.",
    )
    parser.add_argument("folder", type=Path, help="one backup, or the folder of all: the newest")
    parser.add_argument(
        "--replace", action="store_true", help="even where there are data; they are put aside"
    )
    options = parser.parse_args(words)
    folder = options.folder.resolve()
    newest = next(reversed(making.existing(folder)), folder)
    with running.alone():
        restored = restore(newest, replaces=options.replace, now=timezone.now(), say=_say)
    _tell(restored)
    return 0


def _tell(restored: Restored) -> None:
    backup = restored.backup
    n_rows = sum(backup.tables.values())
    _say(f"Restored as of {backup.taken_at}: {n_rows:,} rows, {len(backup.files):,} files.")
    if not restored.has_journal:
        _say("The journal of this backup is not here: what was erased since then is not known.")
    for line in _lines(restored.replayed):
        _say(line)
    if restored.earlier:
        _say(f"What was here before lies in {restored.earlier}; delete it when all is well.")
    _say("Everybody has to sign in again. Roles and passwords are those of the backup.")


def _lines(replayed: Counter[str]) -> list[str]:
    return [f"  {n:>6} {ACTS[act]}" for act, n in sorted(replayed.items())]


def _positive(text: str) -> int:
    if text.isdecimal() and int(text) > 0:
        return int(text)
    raise argparse.ArgumentTypeError("write a number above 0")


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - the administrator's terminal
