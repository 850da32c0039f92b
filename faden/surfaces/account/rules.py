"""An address between the form and the code from the mail: of a sign-up, or a new one."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self

from django.utils.crypto import constant_time_compare, salted_hmac

CODE_DIGITS = 6
CODE_MINUTES = 60


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
