"""The name of a request: in the log, in the answer's header, and on the page about a failure."""

import re
import secrets
from contextvars import ContextVar

HEADER = "HTTP_X_REQUEST_ID"
FITS = re.compile(r"[A-Za-z0-9._-]{8,64}")

_current: ContextVar[str] = ContextVar("request_id", default="")


def current() -> str:
    """Return the name of the request that is being answered, or nothing."""
    return _current.get()


def begin(given: str, *, is_trusted: bool) -> str:
    """Return the name of a request that begins: the proxy's, if that is to be trusted, or new."""
    name = given if is_trusted and FITS.fullmatch(given) else secrets.token_hex(8)
    _current.set(name)
    return name


def end() -> None:
    """Belong to no request any more."""
    _current.set("")
