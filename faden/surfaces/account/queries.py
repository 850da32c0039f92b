"""What an account holds: second factors and contributions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.db.models import QuerySet

from faden.backbone.items.kinds import kind
from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.shared.outcomes.models import Outcome
from faden.shared.outcomes.queries import current_outcomes

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Type = Authenticator.Type


def factors_of(person: Person) -> QuerySet[Authenticator]:
    """Return the person's apps and passkeys, the oldest first; recovery codes are none."""
    factors = Authenticator.objects.filter(user=person).exclude(type=Type.RECOVERY_CODES)
    return factors.order_by("created_at", "pk")


def factor_of(person: Person, pk: int) -> Authenticator | None:
    """Return one of the person's own factors."""
    return factors_of(person).filter(pk=pk).first()


def has_app(person: Person) -> bool:
    """Return whether an app makes codes for the person."""
    return factors_of(person).filter(type=Type.TOTP).exists()


def has_passkey(person: Person) -> bool:
    """Return whether a device or key can confirm the person."""
    return factors_of(person).filter(type=Type.WEBAUTHN).exists()


def recovery_codes_of(person: Person) -> list[str]:
    """Return the recovery codes that were not used yet."""
    row = Authenticator.objects.filter(user=person, type=Type.RECOVERY_CODES).first()
    return RecoveryCodes(row).get_unused_codes() if row else []


def contributions_of(person: Person) -> QuerySet[Item]:
    """Return all that the person handed in, the newest first, with what it is part of."""
    items = Item.objects.filter(author=person).select_related("process", "part_of")
    return items.order_by("-created_at", "-pk")


@dataclass(frozen=True)
class Contribution:
    """A row of the own contributions."""

    item: Item
    kind: StrOrPromise
    about: str  # its own title, or that of what it is part of
    outcome: Outcome | None


def contribution_rows(items: Iterable[Item]) -> list[Contribution]:
    """Return what the list says of each item: one query for the answers of the city."""
    found = list(items)
    answers = current_outcomes(found)
    return [
        Contribution(
            item,
            kind(item.kind).label,
            item.title or (item.part_of.title if item.part_of else ""),
            answers.get(item.pk),
        )
        for item in found
    ]
