"""Speaking with the city's provider: OpenID Connect, authorization code with PKCE.

State and nonce tie the answer to the session, and identity tokens are verified by the provider's
keys. Import this where it is used: most towns have no provider, and it takes 14 MB of memory.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.django_client import OAuth
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from joserfc.errors import JoseError

from faden.surfaces.account.city import CityDoesNotAnswer, CitySignIn, Claims, claims_of

TIMEOUT_S = 10  # of each request to the provider
PROBLEMS = (requests.RequestException, AuthlibBaseError, JoseError, RuntimeError, ValueError)


def to_the_city(request: HttpRequest, city: CitySignIn) -> HttpResponse:
    """Return the redirect to the provider's sign-in.

    :raises CityDoesNotAnswer:
    """
    asked = {"acr_values": " ".join(city.acr)} if city.acr else {}
    try:
        return _client(city).authorize_redirect(request, _way_back(), **asked)  # type: ignore[no-any-return]
    except PROBLEMS as problem:
        raise CityDoesNotAnswer(type(problem).__name__) from problem


def from_the_city(request: HttpRequest, city: CitySignIn) -> tuple[Claims, str]:
    """Return what the provider says, verified, and the token that signs the person out there.

    :raises CityDoesNotAnswer:
    """
    client = _client(city)
    issued_by = {"iss": {"essential": True, "values": [city.issuer]}}
    try:
        token = client.authorize_access_token(request, claims_options=issued_by)
        verified = token["userinfo"]  # of the identity token
        told = client.userinfo(token=token) if _has_more(client) else {}
        if told and told["sub"] != verified["sub"]:
            raise CityDoesNotAnswer("another person")
        return claims_of({**told, **verified}, city), token["id_token"]
    except (*PROBLEMS, LookupError, TypeError) as problem:
        raise CityDoesNotAnswer(type(problem).__name__) from problem


def sign_out_address(city: CitySignIn, token: str) -> str:
    """Return where the session at the provider is ended; empty if it has no such page."""
    back = settings.FADEN_BASE_URL + reverse("account_logout")
    try:
        address = _client(city).create_logout_url(back, id_token_hint=token, state="")
    except PROBLEMS:
        return ""
    return str(address["url"])


def _has_more(client: Any) -> bool:
    return "userinfo_endpoint" in client.load_server_metadata()


def _way_back() -> str:
    with translation.override(settings.LANGUAGE_CODE):  # the provider knows one address
        return str(settings.FADEN_BASE_URL + reverse("account_city_back"))


@cache
def _client(city: CitySignIn) -> Any:
    oauth = OAuth()
    return oauth.register(
        "city",
        client_id=city.client_id,
        client_secret=city.client_secret,
        server_metadata_url=f"{city.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid email profile",
            "code_challenge_method": "S256",
            "default_timeout": TIMEOUT_S,
        },
    )
