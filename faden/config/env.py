"""Typed readers of the environment. A wrong value stops the start and names the variable."""

import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    """Return the variable, or the content of the file that `<name>_FILE` names.

    An empty variable counts as a missing one.
    """
    file = os.environ.get(f"{name}_FILE")
    if file:
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}_FILE: cannot read {file}") from error
    return os.environ.get(name) or default


def flag(name: str, *, default: bool) -> bool:
    """Return whether the variable says yes (1, true, yes, on) or no (0, false, no, off)."""
    value = text(name, "1" if default else "0").lower()
    if value in TRUE | FALSE:
        return value in TRUE
    raise ImproperlyConfigured(f"{name} is {value!r}; write 1 or 0")


def number(name: str, default: int) -> int:
    """Return the variable as a whole number."""
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is {value!r}; write a whole number") from error


def words(name: str, default: str = "") -> list[str]:
    """Return the variable's comma-separated words."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def tiles(name: str) -> str:
    """Return the address of map tiles: one https host, or a path of this site; empty for none."""
    address = text(name)
    url = urlsplit(address)
    has_places = all(place in address for place in ("{z}", "{x}", "{y}"))
    is_host = url.scheme == "https" and re.fullmatch(r"[a-z0-9.-]+(:[0-9]+)?", url.netloc)
    is_path = not url.scheme and not url.netloc and url.path.startswith("/")
    if address and not (has_places and (is_host or is_path)):
        raise ImproperlyConfigured(
            f"{name}: write https://one.host/.../{{z}}/{{x}}/{{y}}.png or a path of this site"
        )
    return address


def origins(name: str) -> list[str]:
    """Return the variable's comma-separated websites, each as https://host."""
    found = words(name)
    for origin in found:
        if not re.fullmatch(r"https://(\*\.)?[a-z0-9.-]+(:[0-9]+)?", origin):
            raise ImproperlyConfigured(f"{name} holds {origin!r}; write https://www.town.example")
    return found


def database(name: str, default: str) -> dict[str, Any]:
    """Return Django's settings for `sqlite:///path` or `postgres://user:password@host:port/name`."""
    url = urlsplit(text(name, default))
    if url.scheme == "sqlite":
        return sqlite(Path(unquote(url.path[1:])))
    if url.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"{name}: write sqlite:///path or postgres://user@host/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path[1:]),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": dict(parse_qsl(url.query)).get("host", url.hostname or ""),
        "PORT": str(url.port or ""),
        "CONN_HEALTH_CHECKS": True,  # after a restart of the database
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8, "timeout": 10}},
    }


def sqlite(path: Path) -> dict[str, Any]:
    """Return the settings of the embedded database: WAL, durable, writers wait their turn."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "TEST": {"NAME": path.with_name(f"test_{path.name}")},  # a file, as in production
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 10,  # seconds a writer waits for the lock
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
            "PRAGMA cache_size=-16000;PRAGMA temp_store=MEMORY;"
            "PRAGMA journal_size_limit=67108864",
        },
    }
