"""What a rule answers when it says no, and the error an action raises for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Remedy(StrEnum):
    """What would help the person who was refused."""

    SIGN_IN = "sign_in"
    CONFIRM_EMAIL = "confirm_email"
    VERIFY = "verify"
    WAIT_UNTIL = "wait_until"  # facts["until"]: an aware datetime
    NONE = "none"


@dataclass(frozen=True)
class Refusal:
    """Why a rule says no. `code` is stable and for programs, `text` is for people."""

    code: str
    text: StrOrPromise  # may hold %(name)s, filled from facts
    facts: Mapping[str, Any] = field(default_factory=dict)
    remedy: Remedy = Remedy.NONE

    def __str__(self) -> str:
        return str(self.text) % self.facts if self.facts else str(self.text)


class Refused(Exception):  # noqa: N818 - it is expected and shown, not an error
    """A rule said no; nothing was written."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(refusal.code)

    def __str__(self) -> str:
        return str(self.refusal)
