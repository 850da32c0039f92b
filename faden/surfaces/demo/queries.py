"""What the content files hold, when it happened, and who can sign in."""

import tomllib
from datetime import datetime, time, timedelta
from importlib.resources import files
from typing import Any

from django.utils import timezone

Entry = dict[str, Any]  # a table of a content file

PASSWORD = "faden-demo-2026"  # noqa: S105 - printed at the start of the demonstration
ACCOUNTS = {  # key: e-mail address, name
    "citizen": ("buergerin@example.org", "Miriam K."),
    "moderator": ("moderation@example.org", "Moderation"),
    "process_manager": ("verfahren@example.org", "Verfahrensleitung"),
    "evaluator": ("fachstelle@example.org", "Fachstelle"),
    "on_site_team": ("vorort@example.org", "Team vor Ort"),
    "administrator": ("administration@example.org", "Administration"),
}


def content(name: str) -> Entry:
    """Return one content file."""
    file = files("faden.surfaces.demo").joinpath("content", f"{name}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def contents(folder: str) -> list[Entry]:
    """Return the rows of all content files of a folder."""
    place = files("faden.surfaces.demo").joinpath("content", folder)
    names = sorted(file.name.removesuffix(".toml") for file in place.iterdir())
    return [row for name in names for row in content(f"{folder}/{name}")[folder]]


def moment(entry: Entry, *, now: datetime) -> datetime:
    """Return when the entry was handed in: at a fixed time, or some days before now."""
    if "submitted_at" in entry:
        submitted_at: datetime = entry["submitted_at"]
        return submitted_at
    day = timezone.localdate(now) - timedelta(days=entry["days_ago"])
    return timezone.make_aware(datetime.combine(day, entry.get("time", time(12))))


def welcome() -> str:
    """Return the accounts of the demonstration, a line each."""
    lines = [f"  {email:<30} {name}" for email, name in ACCOUNTS.values()]
    return "\n".join([*lines, f"  {'Passwort / password':<30} {PASSWORD}"])
