"""An address between the form and the code from the mail, and who enters by the city's sign-in."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self

from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from faden.backbone.people.models import NAME_LENGTH, normal_email
from faden.backbone.people.rules import name_refusal
from faden.backbone.processes.rules import Role
from faden.lib.refused import Refusal
from faden.surfaces.account.city import CitySignIn, Claims

CODE_DIGITS = 6
CODE_MINUTES = 60
NOT_STAFF = Refusal(
    "account.city_not_staff",
    _("Your account at the city is not set up for this site. Please ask your IT department."),
)
WRONG_ADDRESS = Refusal(
    "account.city_address",
    _(
        "The city's sign-in gives no e-mail address of the city for you. Please ask your IT"
        " department."
    ),
)
NOT_CONFIRMED = Refusal(
    "account.city_not_confirmed",
    _(
        "The city's sign-in does not say that your e-mail address is confirmed. Please ask your IT"
        " department."
    ),
)
TAKEN = Refusal(
    "account.city_taken",
    _(
        "The account with your e-mail address belongs to another account at the city. Please ask"
        " the administration of this site."
    ),
)
CLOSED = Refusal("account.city_closed", _("Your account on this site is closed."))
CITY_ONLY = Refusal(
    "account.city_only",
    _(
        "Who works for the city signs in with the account of the city. The password is switched"
        " off."
    ),
)


@dataclass(frozen=True)
class WaitsForCode:
    """An address that is not known to be right before its code is typed."""

    email: str
    code_hash: str = ""
    expires_at: float = 0  # seconds since 1970

    def with_code(self, code: str, *, now: datetime) -> Self:
        """Return the same, waiting for this code from now on; an earlier one is worth nothing."""
        expires_at = now + timedelta(minutes=CODE_MINUTES)
        return replace(self, code_hash=_hash(self.email, code), expires_at=expires_at.timestamp())

    def fits(self, code: str) -> bool:
        """Return whether this is the code of the last mail."""
        return constant_time_compare(self.code_hash, _hash(self.email, code))

    def is_waiting(self, *, now: datetime) -> bool:
        """Return whether the code of the last mail is still valid."""
        return self.expires_at > now.timestamp()


@dataclass(frozen=True)
class SignUp(WaitsForCode):
    """What was typed into the form; of password and code only the hashes."""

    display_name: str = ""
    password_hash: str = ""  # empty for programs that filled the trap
    next_url: str = ""


@dataclass(frozen=True)
class NewAddress(WaitsForCode):
    """The address that somebody wants for their account from now on."""


def new_code() -> str:
    """Return digits that nobody can foresee."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"


def _hash(email: str, code: str) -> str:
    return salted_hmac("faden.account.sign_up", f"{email}\0{code}", algorithm="sha256").hexdigest()


def city_refusal(claims: Claims, city: CitySignIn) -> Refusal | None:
    """Why somebody whom the city's provider knows does not enter here."""
    if city.staff and not city.staff & claims.values:
        return NOT_STAFF
    domain = normal_email(claims.email).rpartition("@")[2]
    if not domain or domain not in city.domains:
        return WRONG_ADDRESS
    return None if claims.is_confirmed else NOT_CONFIRMED


def city_roles(claims: Claims, city: CitySignIn) -> set[Role]:
    """Return the roles for all processes that the provider's groups stand for."""
    return {Role(role) for value, role in city.roles if value in claims.values}


def city_name(claims: Claims) -> str:
    """Return a name that can be shown: the provider's, else what is before the @."""
    name = " ".join(claims.name.split())[:NAME_LENGTH]
    return name if name_refusal(name) is None else claims.email.partition("@")[0][:NAME_LENGTH]


def password_refusal(*, is_staff: bool, is_emergency: bool) -> Refusal | None:
    """Why the right password does not open the account of somebody who works for the city."""
    return CITY_ONLY if is_staff and not is_emergency else None
