"""What an account holds: second factors and contributions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.kinds import kind
from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.people.voices import own_authors
from faden.shared.moderation.queries import last_decisions
from faden.shared.outcomes.models import Outcome
from faden.shared.outcomes.queries import current_outcomes
from faden.surfaces.account.models import CityAccount, EmergencyAccount

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Type = Authenticator.Type
STATES = {  # {decision on what waited: why it is not public}
    "": _("Waits for release"),
    "refused": _("Not published"),
    "withdrawn": _("Withdrawn"),
}


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


def city_account(issuer: str, subject: str) -> CityAccount | None:
    """Return the account that whoever the provider knows by this subject entered before."""
    known = CityAccount.objects.filter(issuer=issuer, subject=subject)
    return known.select_related("person").first()


def is_emergency_account(person: Person) -> bool:
    """Return whether the password opens this account of staff when no other does."""
    return EmergencyAccount.objects.filter(person=person).exists()


def has_emergency_account() -> bool:
    """Return whether there is a way in for staff when the city's sign-in fails."""
    return EmergencyAccount.objects.exists()


def works_for_the_city(person: Person) -> bool:
    """Return whether the account has ever entered by the city's sign-in, or has a role."""
    return person.city_accounts.exists() or person.role_grants.exists()


def contributions_of(person: Person) -> QuerySet[Item]:
    """Return all that the person handed in, the newest first, with what it is part of.

    What organisations wrote for which the person speaks is among it.
    """
    items = Item.objects.filter(author__in=own_authors(person))
    return items.select_related("process", "part_of", "author").order_by("-created_at", "-pk")


@dataclass(frozen=True)
class Contribution:
    """A row of the own contributions."""

    item: Item
    kind: StrOrPromise
    about: str  # its own title, or that of what it is part of
    outcome: Outcome | None
    state: StrOrPromise  # why it is not public; nothing if it is
    is_waiting: bool  # for a look of the team
    organisation: str  # under whose name it stands


def contribution_rows(items: Iterable[Item], *, person: Person) -> list[Contribution]:
    """Return what the list says of each item: two queries, for answers and for what waits."""
    found = list(items)
    answers, holds = current_outcomes(found), last_decisions(found)
    return [
        Contribution(
            item,
            kind(item.kind).label,
            item.title or (item.part_of.title if item.part_of else ""),
            answers.get(item.pk),
            _state_of(item, holds),
            not item.is_public and holds.get(item.pk) == "",
            item.author.public_name if item.author and item.author != person else "",
        )
        for item in found
    ]


def _state_of(item: Item, holds: Mapping[int, str]) -> StrOrPromise:
    if item.is_public:
        return ""
    return STATES.get(holds.get(item.pk, "none"), _("Not public"))
