"""Uploads between preview and decision: outside the web root, under random names, for a day."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from faden.lib.refused import Refusal, Refused

KEPT = timedelta(days=1)
KEY = re.compile("[0-9a-f]{32}")
GONE = Refusal(
    "city.upload_gone", _("The file is not here any more. Please choose it and send it again.")
)


def keep(chunks: Iterable[bytes], *, suffix: str) -> str:
    """Write an upload down and return the key to find it by.

    :param suffix: what the file is, as the end of a name: ".csv", ".geojson"
    """
    key = secrets.token_hex(16)
    path = _path(key, suffix)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600, exist_ok=False)
    with path.open("wb") as file:
        file.writelines(chunks)
    return key


def kept(key: str) -> Path:
    """Return the upload of this key.

    :raises Refused: when it is gone
    """
    found = next(_folder().glob(f"{key}.*"), None) if KEY.fullmatch(key) else None
    if found is None:
        raise Refused(GONE)
    return found


def remove(key: str) -> None:
    """Delete the upload, if it is still there."""
    for path in _folder().glob(f"{key}.*") if KEY.fullmatch(key) else ():
        path.unlink(missing_ok=True)


def remove_old(*, now: datetime) -> None:
    """Delete what nobody decided about within a day."""
    for path in _folder().glob("*"):
        if now.timestamp() - path.stat().st_mtime > KEPT.total_seconds():
            path.unlink(missing_ok=True)


def _path(key: str, suffix: str) -> Path:
    return _folder() / f"{key}{suffix}"


def _folder() -> Path:
    return Path(settings.DATA) / "city"
