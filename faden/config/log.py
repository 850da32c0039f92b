"""Lines of the log: as text or as JSON, with the request they belong to, without personal data.

An exception is told by its type and place in the code. Its message is left out where it may quote
what people typed, and so is the address of a page, which may hold a secret link.
"""

from __future__ import annotations

import json
import logging
import time
import traceback
from typing import Any

from faden.backbone.jobs.rules import error_text
from faden.lib.outages import OutagesFilter
from faden.web.request_id import current

FORMATS = ("text", "json")
OF_PAGES = ("django.request", "django.security")  # whose messages quote addresses


def settings(chosen: str) -> dict[str, Any]:
    """Return Django's settings for lines of this format."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": f"{__name__}.{FORMATTERS[chosen]}"}},
        "filters": {"outages": {"()": f"{OutagesFilter.__module__}.{OutagesFilter.__name__}"}},
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "line",
                "filters": ["outages"],
            }
        },
        "loggers": {
            "faden": {"handlers": ["stderr"], "level": "INFO"},
            "django": {"handlers": ["stderr"], "level": "WARNING"},
            "django.request": {"level": "ERROR"},  # pages that do not exist are no news
            "django.security.DisallowedHost": {"level": "CRITICAL"},  # nor those who try names
        },
    }


class TextLines(logging.Formatter):
    """What happened, and in brackets the request, for a person who reads along."""

    def format(self, record: logging.LogRecord) -> str:
        request = f" [{current()}]" if current() else ""
        return "\n".join([f"{record.levelname} {_message(record)}{request}", *_error(record)])


class JsonLines(logging.Formatter):
    """One JSON object a line, for a collector of logs."""

    def format(self, record: logging.LogRecord) -> str:
        at = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
        line: dict[str, Any] = {
            "at": f"{at}.{record.msecs:03.0f}Z",
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _message(record),
            "process": record.process,
        }
        if request := current():
            line["request"] = request
        if error := _error(record):
            line["error"] = error
        return json.dumps(line, ensure_ascii=False)


FORMATTERS = {"text": TextLines.__name__, "json": JsonLines.__name__}


def _message(record: logging.LogRecord) -> str:
    """Return the message; of a page its route instead of its address."""
    if not record.name.startswith(OF_PAGES):
        return record.getMessage()
    request = getattr(record, "request", None)
    match = getattr(request, "resolver_match", None)
    route = match.view_name if match else "unknown page"
    status = getattr(record, "status_code", "")
    return f"{getattr(request, 'method', '')} {route} {status}".strip()


def _error(record: logging.LogRecord) -> list[str]:
    """Return where an exception came from, outermost first, and what it may tell of itself."""
    if not record.exc_info or record.exc_info[1] is None:
        return []
    found: list[str] = []
    error: BaseException | None = record.exc_info[1]
    while error is not None:
        frames = traceback.extract_tb(error.__traceback__)
        places = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        found = ["Traceback:", *places, error_text(error), *found]
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return found
