"""The sign-in of the city: who may enter by it, as the settings say it and as the provider tells.

`FADEN_OIDC` is None where the city has none. `provider` speaks with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings


@dataclass(frozen=True)
class CitySignIn:
    """The settings; see `.env.example`."""

    issuer: str
    client_id: str
    client_secret: str
    domains: frozenset[str]  # of addresses that the provider may speak for
    name: str = ""
    claim: str = "groups"  # dots lead into objects
    staff: frozenset[str] = frozenset()  # values of the claim; empty: everybody it lets in
    roles: tuple[tuple[str, str], ...] = ()  # (value of the claim, role)
    acr: tuple[str, ...] = ()  # asked for, and accepted as a second factor
    amr: frozenset[str] = frozenset({"mfa"})  # accepted as a second factor
    trusts_addresses: bool = False  # also without `email_verified`

    @property
    def origin(self) -> str:
        """Where the pages of the provider are."""
        url = urlsplit(self.issuer)
        return f"{url.scheme}://{url.netloc}"


@dataclass(frozen=True)
class Claims:
    """What the provider says of whoever signed in."""

    subject: str
    email: str
    name: str
    is_confirmed: bool  # the address is known to be theirs
    values: frozenset[str]
    has_second_factor: bool


class CityDoesNotAnswer(Exception):  # noqa: N818 - reads as a sentence
    """The provider cannot be reached, refused, or its answer is not to be believed."""


def the_city() -> CitySignIn | None:
    """Return how staff sign in by the city, if they do."""
    return settings.FADEN_OIDC


def claims_of(told: Mapping[str, Any], city: CitySignIn) -> Claims:
    """Return what counts of all that the provider says."""
    confirmed = told.get("email_verified", city.trusts_addresses)
    return Claims(
        subject=str(told["sub"]),
        email=str(told.get("email") or ""),
        name=str(told.get("name") or ""),
        is_confirmed=confirmed is True or confirmed == "true",
        values=frozenset(_values(told, city.claim)),
        has_second_factor=told.get("acr") in city.acr
        or bool(city.amr & {*(told.get("amr") or ())}),
    )


def _values(told: Any, claim: str) -> Iterable[str]:
    for name in [claim] if claim in told else claim.split("."):
        told = told.get(name) if isinstance(told, Mapping) else None
    return [told] if isinstance(told, str) else map(str, told or ())
