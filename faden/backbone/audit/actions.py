"""The decorator every write goes through, and what it leaves behind."""

from collections.abc import Callable, Iterable
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar, runtime_checkable

from django.db import connection, transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from faden.backbone.audit import journal
from faden.backbone.audit.models import LogEntry
from faden.backbone.places.queries import read_only_notice
from faden.lib.refused import Refusal, Refused

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
    While the site is read-only every action raises Refused.
    """
    return _as_action(func, before=ensure_writable)


def always(func: Callable[P, R]) -> Callable[P, R]:
    """Make an action that runs also while the site is read-only: what switches that."""
    return _as_action(func, before=lambda: None)


def _as_action(func: Callable[P, R], *, before: Callable[[], None]) -> Callable[P, R]:
    @wraps(func)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        if is_open():
            with transaction.atomic():
                return func(*args, **kwargs)
        token = _touched.set(set())
        try:
            with transaction.atomic():
                before()
                result = func(*args, **kwargs)
                _raise_versions(sorted(_touched.get() or ()))
            return result
        finally:
            _touched.reset(token)

    return wrapper


def ensure_writable() -> None:
    """Refuse, with the reason, while the site is read-only.

    :raises Refused:
    """
    notice = read_only_notice()
    if notice is not None:
        facts = {"notice": notice}
        raise Refused(Refusal("site.read_only", _("Nothing can be saved now: %(notice)s"), facts))


def is_open() -> bool:
    """Return whether the caller runs inside an action."""
    return _touched.get() is not None


def is_touched(scopes: Iterable[str]) -> bool:
    """Return whether the action in which the caller runs has changed pages of these scopes."""
    return not (_touched.get() or set()).isdisjoint(scopes)


def record(action: str, subject: Model, *, actor: Model | None, **facts: Any) -> None:
    """Append to the log who did what to which row, and touch the pages that show it.

    :raises NotInAction: outside an action
    """
    touch(subject)
    entry = LogEntry.objects.create(
        action=action,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        actor_id=actor.pk if actor else None,
        facts=facts,
    )
    if action in journal.RECORDED:
        journal.note(journaled(entry))


def journaled(entry: LogEntry) -> journal.Entry:
    """Return what of an entry of the log outlives the restoring of a backup: numbers only."""
    facts = {name: value for name, value in entry.facts.items() if isinstance(value, int)}
    log = f"{entry.pk}@{entry.recorded_at.isoformat()}"
    return journal.Entry(entry.action, entry.subject_id, facts, log)


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
