"""`faden.toml`: the same settings as the variables of the environment, which win."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

NAME = "faden.toml"
SYSTEM = Path("/etc/faden") / NAME
PREFIX = "FADEN_"


def path() -> Path | None:
    """Return the file that is read: FADEN_CONFIG, else /etc/faden, else beside the data.

    :raises ImproperlyConfigured: when FADEN_CONFIG names a file that is not there
    """
    if chosen := os.environ.get("FADEN_CONFIG"):
        if not Path(chosen).is_file():
            raise ImproperlyConfigured(f"FADEN_CONFIG: there is no file {chosen}")
        return Path(chosen)
    beside_data = Path(os.environ.get("FADEN_DATA") or "var") / NAME
    return next((found for found in (SYSTEM, beside_data) if found.is_file()), None)


def values() -> Mapping[str, str]:
    """Return `{variable: text}` of the file; `[email] host` is FADEN_EMAIL_HOST.

    :raises ImproperlyConfigured: when it cannot be read
    """
    found = path()
    return _read(found, found.stat().st_mtime_ns) if found else {}


def refuse_unknown(known: set[str]) -> None:
    """Stop at a key that no setting has.

    :raises ImproperlyConfigured: with the key, and the one that was probably meant
    """
    for variable in values():
        name = variable.removesuffix("_FILE")
        if name not in known:
            near = get_close_matches(name, known, n=1)
            meant = f" Did you mean {_key(near[0])}?" if near else ""
            raise ImproperlyConfigured(f"{path()}: there is no setting {_key(name)}.{meant}")


@cache
def _read(file: Path, _changed_at: int) -> Mapping[str, str]:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ImproperlyConfigured(f"{file} cannot be read: {error}") from error
    return dict(_flat(content, PREFIX, file))


def _flat(table: Mapping[str, Any], prefix: str, file: Path) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        name = prefix + key.upper().replace("-", "_")
        if isinstance(value, Mapping):
            yield from _flat(value, f"{name}_", file)
        else:
            yield name, _text(value, key, file)


def _text(value: object, key: str, file: Path) -> str:
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, list) and all(isinstance(word, str) for word in value):
        return ",".join(value)
    if isinstance(value, int | str):
        return str(value)
    raise ImproperlyConfigured(f"{file}: write {key} as text, a number, true, false or a list")


def _key(variable: str) -> str:
    return variable.removeprefix(PREFIX).lower()
