"""Originals of what was redacted: encrypted, so that a look at the table reads nothing."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import asdict, dataclass, field

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes


@dataclass(frozen=True)
class Original:
    """What stood there before."""

    title: str = ""
    text: str = ""
    versions: dict[str, list[str]] = field(default_factory=dict)  # {number: [title, text]}
    picture: str = ""  # WebP in base64
    alt_text: str = ""


def sealed(original: Original) -> bytes:
    """Return the original as it is stored."""
    return _keys().encrypt(json.dumps(asdict(original)).encode())


def unsealed(content: bytes) -> Original:
    """Return the original; an earlier FADEN_SECRET_KEY still opens it."""
    return Original(**json.loads(_keys().decrypt(content)))


def _keys() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret: str | bytes) -> bytes:
    digest = hashlib.sha256(b"faden.moderation.sealed" + force_bytes(secret)).digest()
    return base64.urlsafe_b64encode(digest)
