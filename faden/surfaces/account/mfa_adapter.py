"""What allauth's second factors do in our way: secrets encrypted, the city's name in the app."""

from __future__ import annotations

import base64
import hashlib

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.encoding import force_bytes

from faden.backbone.places.queries import the_place


class MFAAdapter(DefaultMFAAdapter):
    """Made anew by allauth for each question."""

    def get_totp_issuer(self) -> str:
        """Return the name under which an app lists the code."""
        return f"{the_place().name} ({context.request.get_host()})"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return for which site a passkey is made."""
        return {"id": context.request.get_host().partition(":")[0], "name": the_place().name}

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, object]:
        """Return how a device lists the passkey."""
        entity: dict[str, object] = super().get_public_key_credential_user_entity(user)
        return {**entity, "display_name": str(user)}

    def encrypt(self, text: str) -> str:
        """Return a secret as it is stored."""
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return a stored secret; an earlier FADEN_SECRET_KEY still opens it."""
        return _keys().decrypt(encrypted_text.encode()).decode()


def _keys() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret: str | bytes) -> bytes:
    digest = hashlib.sha256(b"faden.account.second_factor" + force_bytes(secret)).digest()
    return base64.urlsafe_b64encode(digest)
