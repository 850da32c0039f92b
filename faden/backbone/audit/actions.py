"""The decorator every write goes through, and what it leaves behind."""

from collections.abc import Callable, Iterable
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar, runtime_checkable

from django.db import connection, transaction
from django.db.models import Model

from faden.backbone.audit.models import LogEntry

P = ParamSpec("P")
R = TypeVar("R")

_touched: ContextVar[set[str] | None] = ContextVar("touched", default=None)


@runtime_checkable
class OnPages(Protocol):
    """A subject that is shown on cached pages."""

    def page_scopes(self) -> Iterable[str]: ...


class NotInAction(RuntimeError):  # noqa: N818 - reads as a sentence
    """Something was recorded outside an action."""


def action(func: Callable[P, R]) -> Callable[P, R]:
    """Run `func` as one transaction and then raise the page versions of all it touched.

    An action inside an action is a savepoint of the outer one. The versions are raised last and
    in sorted order, so that their rows are locked for a moment only and never crosswise.
    """

    @wraps(func)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        if is_open():
            with transaction.atomic():
                return func(*args, **kwargs)
        token = _touched.set(set())
        try:
            with transaction.atomic():
                result = func(*args, **kwargs)
                _raise_versions(sorted(_touched.get() or ()))
            return result
        finally:
            _touched.reset(token)

    return wrapper


def is_open() -> bool:
    """Return whether the caller runs inside an action."""
    return _touched.get() is not None


def record(action: str, subject: Model, *, actor: Model | None, **facts: Any) -> None:
    """Append to the log who did what to which row, and touch the pages that show it.

    :raises NotInAction: outside an action
    """
    touch(subject)
    LogEntry.objects.create(
        action=action,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        actor_id=actor.pk if actor else None,
        facts=facts,
    )


def touch(subject: Model | OnPages) -> None:
    """Mark the pages that show the subject as changed, without a log entry.

    :raises NotInAction: outside an action
    """
    touched = _touched.get()
    if touched is None:
        raise NotInAction(f"{type(subject).__name__} was written outside an action")
    if isinstance(subject, OnPages):
        touched.update(subject.page_scopes())


def _raise_versions(scopes: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for scope in scopes:
            cursor.execute(
                "INSERT INTO audit_page_version (scope, version) VALUES (%s, 1)"
                " ON CONFLICT (scope) DO UPDATE SET version = audit_page_version.version + 1",
                [scope],
            )
