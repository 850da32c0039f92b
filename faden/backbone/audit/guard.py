"""The test suite's proof that nothing is written beside the actions."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from faden.backbone.audit.actions import is_open

WRITE = re.compile(
    r"^\s*(?:WITH\b.*\)\s*)?"
    r"(?:INSERT(?: OR \w+)? INTO|REPLACE INTO|UPDATE|DELETE FROM|TRUNCATE(?: TABLE)?)"
    r'\s+(?:ONLY\s+)?"?(\w+)"?',
    re.IGNORECASE | re.DOTALL,
)
EXEMPT = re.compile(r"^(django_|account_|jobs_|people_rate_limit$)")

_arranging: ContextVar[bool] = ContextVar("arranging", default=False)


class WrittenBesideActions(AssertionError):  # noqa: N818 - reads as a sentence
    """A table was written outside an action."""


class WriteGuard:
    """An `execute_wrapper` that refuses writes outside actions while it is armed."""

    armed = False

    def __call__(
        self,
        execute: Callable[..., Any],
        sql: str,
        params: Any,
        many: bool,  # noqa: FBT001 - Django's signature
        context: Any,
    ) -> Any:
        if self.armed and not (is_open() or _arranging.get()):
            written = WRITE.match(sql)
            if written and not EXEMPT.match(written[1]):
                raise WrittenBesideActions(f"outside an action: {sql[:200]}")
        return execute(sql, params, many, context)


@contextmanager
def arranging() -> Iterator[None]:
    """Let a test set the scene by writing rows directly."""
    token = _arranging.set(True)
    try:
        yield
    finally:
        _arranging.reset(token)
