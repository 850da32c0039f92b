"""Values of SQLite as PostgreSQL has them, and rows of both as one number to compare."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID

MODULUS = 1 << 128

Convert = Callable[[Any], Any]

# By the type of the column in PostgreSQL; what is not here is the same in both.
CONVERTS: dict[str, Convert] = {
    "bool": bool,
    "bytea": bytes,
    "date": date.fromisoformat,
    "float8": float,
    "interval": lambda microseconds: timedelta(microseconds=microseconds),
    "numeric": lambda number: Decimal(str(number)),
    "time": time.fromisoformat,
    "timestamptz": lambda text: datetime.fromisoformat(text).replace(tzinfo=UTC),
    "uuid": UUID,
}


def converted(row: Iterable[Any], types: Sequence[str]) -> list[Any]:
    """Return a row of SQLite as the columns of these types take it."""
    return [
        value if value is None or kind not in CONVERTS else CONVERTS[kind](value)
        for value, kind in zip(row, types, strict=True)
    ]


def checksum(row: Iterable[Any], types: Sequence[str]) -> int:
    """Return a number that is the same for the same row of either database."""
    plain = [_plain(value, kind) for value, kind in zip(row, types, strict=True)]
    return int.from_bytes(sha256(repr(plain).encode()).digest()[:16])


def _plain(value: Any, kind: str) -> Any:
    if value is None:
        return None
    if kind == "jsonb":
        found = json.loads(value) if isinstance(value, str) else value
        return json.dumps(_numbers(found), sort_keys=True)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Decimal):
        return str(value.normalize())
    return bytes(value) if isinstance(value, memoryview) else value


def _numbers(value: Any) -> Any:
    """Return JSON with whole numbers written in one way: 1e3 and 1000.0 are 1000."""
    if isinstance(value, dict):
        return {key: _numbers(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_numbers(part) for part in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
