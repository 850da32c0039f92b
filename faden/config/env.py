"""Typed readers of the settings. A wrong value stops the start and names the variable."""

import os
import re
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from faden.config import settings_file
from faden.lib.mailbox import Mailbox

asked: set[str] = set()  # names of all settings
secret_files: set[Path] = set()  # that were read
IMAPS_PORT = 993
WITH_PASSWORD = re.compile(r"://[^/@:]*:[^/@]+@")  # of an address
RESERVED = {"/en", "/static", "/konto", "/team"}  # a site below these would hide its own pages
TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    """Return the setting: of the environment, else of `faden.toml`, else the default.

    In both it may be the content of the file that `<name>_FILE` names. What is empty is missing.
    """
    asked.add(name)
    for source in (os.environ, settings_file.values()):
        if file := source.get(f"{name}_FILE"):
            return _content(name, Path(file))
        if value := source.get(name):
            return value
    return default


def finish(*, unasked: str) -> None:
    """Refuse what stands in `faden.toml` and is no setting; the last line of the settings.

    :param unasked: how settings begin that are not always asked for
    :raises ImproperlyConfigured: with the key, and the one that was probably meant
    """
    own = {name.removesuffix("_FILE") for name in settings_file.values()}
    settings_file.refuse_unknown(asked | {name for name in own if name.startswith(unasked)})


def secrets_for_all() -> list[Path]:
    """Return the files that hold a secret and that everybody on the machine can read."""
    file = settings_file.path()
    is_secret = any(_is_secret(name, value) for name, value in settings_file.values().items())
    holding = [file] if file and is_secret else []
    return [path for path in [*holding, *secret_files] if path.stat().st_mode & stat.S_IROTH]


def _content(name: str, file: Path) -> str:
    try:
        content = file.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE: cannot read {file}") from error
    secret_files.add(file)
    return content


def _is_secret(name: str, value: str) -> bool:
    return name.endswith(("_KEY", "_PASSWORD", "_SECRET")) or bool(WITH_PASSWORD.search(value))


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


def one_of(name: str, choices: Sequence[str]) -> str:
    """Return the variable, which is one of these words; the first of them is the default."""
    value = text(name, choices[0]).lower()
    if value not in choices:
        raise ImproperlyConfigured(f"{name} is {value!r}; write one of: {', '.join(choices)}")
    return value


def mailbox(name: str) -> Mailbox | None:
    """Return the mailbox of `imaps://user:password@host:port/folder`; None where there is none."""
    url = urlsplit(text(name))
    if not url.scheme:
        return None
    if url.scheme != "imaps" or not url.hostname or not url.username:
        raise ImproperlyConfigured(f"{name}: write imaps://user:password@host/INBOX")
    return Mailbox(
        url.hostname,
        url.port or IMAPS_PORT,
        unquote(url.username),
        unquote(url.password or ""),
        unquote(url.path.strip("/")) or "INBOX",
    )


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


def site(name: str, default: str) -> tuple[str, str]:
    """Return the host (https://host) and the path below which the site is (empty or /path)."""
    address = text(name, default).rstrip("/")
    url = urlsplit(address)
    is_path = re.fullmatch(r"(/[a-z0-9][a-z0-9_-]*)*", url.path) and url.path not in RESERVED
    if url.scheme not in {"http", "https"} or not url.netloc or url.query or not is_path:
        raise ImproperlyConfigured(
            f"{name} is {address!r}; write https://host or https://host/path"
        )
    return f"{url.scheme}://{url.netloc}", url.path


def socket(name: str) -> str:
    """Return where a service listens: the path of a socket, or host:port; empty for none."""
    where = text(name)
    if where and not re.fullmatch(r"/\S+|[\w.\[\]:-]+:[0-9]+", where):
        raise ImproperlyConfigured(f"{name} is {where!r}; write /path/of/socket or host:port")
    return where


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
        # Who finds no connection is told soon; a pool that gave up begins anew with who asks next.
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8, "timeout": 4, "reconnect_timeout": 10}},
    }


def sqlite(path: Path) -> dict[str, Any]:
    """Return the settings of the embedded database: WAL, durable, writers wait their turn."""
    return {
        "ENGINE": "faden.config.sqlite",
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
