"""The settings of the sign-in by the city, read from the environment."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from faden.config import env
from faden.surfaces.account.city import CitySignIn

LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def city_sign_in() -> CitySignIn | None:
    """Return how staff sign in by the city; None without FADEN_OIDC_ISSUER."""
    issuer = env.text("FADEN_OIDC_ISSUER")
    if not issuer:
        return None
    _check_issuer(issuer)
    return CitySignIn(
        issuer=issuer,
        client_id=_needed("FADEN_OIDC_CLIENT_ID"),
        client_secret=_needed("FADEN_OIDC_CLIENT_SECRET"),
        domains=frozenset(_needed("FADEN_OIDC_DOMAINS").lower().replace(" ", "").split(",")),
        name=env.text("FADEN_OIDC_NAME"),
        claim=env.text("FADEN_OIDC_CLAIM", "groups"),
        staff=frozenset(env.words("FADEN_OIDC_STAFF")),
        roles=tuple(_role(pair) for pair in env.words("FADEN_OIDC_ROLES")),
        acr=tuple(env.words("FADEN_OIDC_ACR")),
        amr=frozenset(env.words("FADEN_OIDC_AMR", "mfa")),
        trusts_addresses=env.flag("FADEN_OIDC_TRUSTS_ADDRESSES", default=False),
    )


def staff_passwords(city: CitySignIn | None) -> bool:
    """Return whether passwords open accounts of staff; without the city's sign-in they must."""
    allowed = env.flag("FADEN_STAFF_PASSWORDS", default=True)
    if not allowed and city is None:
        raise ImproperlyConfigured("FADEN_STAFF_PASSWORDS is 0: set FADEN_OIDC_ISSUER as well")
    return allowed


def _check_issuer(issuer: str) -> None:
    url = urlsplit(issuer)
    if url.scheme != "https" and url.hostname not in LOOPBACK:
        raise ImproperlyConfigured(f"FADEN_OIDC_ISSUER is {issuer!r}; write https://host/path")


def _needed(name: str) -> str:
    value = env.text(name)
    if not value:
        raise ImproperlyConfigured(f"{name} is missing; FADEN_OIDC_ISSUER needs it")
    return value


def _role(pair: str) -> tuple[str, str]:
    """Return (group, role) of `moderator=dialog-moderation`."""
    role, is_pair, group = pair.partition("=")
    if role not in ROLES or not is_pair or not group:
        known = ", ".join(ROLES)
        raise ImproperlyConfigured(f"FADEN_OIDC_ROLES holds {pair!r}; write role=group of {known}")
    return group, role


ROLES = ("administrator", "process_manager", "moderator", "evaluator", "on_site_team")
