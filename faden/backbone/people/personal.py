"""The registry of personal data: what each room keeps about people, and how it lets go of it.

Every model with a relation to a person or with a personal field is registered by its room, in
`apps.py`; a test fails for one that is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from faden.backbone.people.models import Person

Export = Callable[[Person], Iterable[Mapping[str, Any]]]  # rows that JSON can hold, or dates
Erase = Callable[[Person, datetime], None]
Merge = Callable[[Person, Person, datetime], None]  # guest, account, now


@dataclass(frozen=True)
class PersonalData:
    """What one model means to people; a function that is absent has a reason."""

    label: str  # "ratings.rating"
    export: Export | None
    erase: Erase | None
    merge: Merge | None
    reason: str = ""


_registry: dict[str, PersonalData] = {}


def personal(
    label: str,
    *,
    export: Export | None,
    erase: Erase | None,
    merge: Merge | None,
    reason: str = "",
) -> None:
    """Register a model ("ratings.Rating") that says something about people.

    `erase` and `merge` run inside one action for all rooms. `erase` may raise Refused, then
    nothing is erased. Use None, with the reason, where nothing is to be done.
    """
    key = label.lower()
    if key in _registry:
        raise ValueError(f"personal data of {key} is registered twice")
    if None in (export, erase, merge) and not reason:
        raise ValueError(f"personal data of {key}: say why a function is absent")
    _registry[key] = PersonalData(key, export, erase, merge, reason)


def registered() -> list[PersonalData]:
    """Return all that is registered, in a fixed order."""
    return [_registry[key] for key in sorted(_registry)]


def rows(label: str, field: str, *columns: str) -> Export:
    """Return an export of these columns of all rows whose `field` is the person."""

    def export(person: Person) -> Iterable[Mapping[str, Any]]:
        found = _rows_of(label, field, person)
        return found.order_by("pk").values(*columns)

    return export


def deletion(label: str, field: str) -> Erase:
    """Return an erasure that deletes all rows whose `field` is the person."""

    def erase(person: Person, now: datetime) -> None:  # noqa: ARG001 - every erasure gets the time
        _rows_of(label, field, person).delete()

    return erase


def reassignment(label: str, field: str) -> Merge:
    """Return a merge that gives all rows of the guest to the account.

    Where the account may have the same row already, write a merge of your own.
    """

    def merge(guest: Person, account: Person, now: datetime) -> None:  # noqa: ARG001 - as above
        _rows_of(label, field, guest).update(**{field: account})

    return merge


def _rows_of(label: str, field: str, person: Person) -> QuerySet[Any]:
    return QuerySet(apps.get_model(label)).filter(**{field: person})  # hidden ones as well
