"""What people may do with their accounts, and how often; every "no" has a reason."""

from __future__ import annotations

import re
from datetime import datetime

from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext_lazy as _

from faden.backbone.people.models import NAME_LENGTH, Person
from faden.lib.refused import Refusal, Remedy

UNSEEN = re.compile("[\\u202a-\\u202e\\u2066-\\u2069]")  # they turn the text after them around


def name_refusal(name: str) -> Refusal | None:
    """Why this cannot be the name under which contributions are shown."""
    if not name.strip():
        return Refusal("people.name_missing", _("Please enter a name."))
    if len(name) > NAME_LENGTH:
        return Refusal(
            "people.name_too_long",
            _("The name may have at most %(limit)s characters."),
            {"limit": NAME_LENGTH},
        )
    if UNSEEN.search(name) or not any(letter.isalnum() for letter in name):
        return Refusal(
            "people.name_unreadable", _("Please use letters or digits that everybody can read.")
        )
    if "@" in name:
        return Refusal(
            "people.name_is_address",
            _("Everybody can see the name. Please do not use an e-mail address as your name."),
        )
    return None


def merge_refusal(guest: Person, account: Person) -> Refusal | None:
    """Why the contributions of one person cannot become those of another."""
    if not guest.is_guest or account.email is None or account.erased_at is not None:
        return Refusal(
            "people.not_mergeable",
            _("Only contributions without an account can be added to an account."),
        )
    return None


def presence_refusal(person: Person) -> Refusal | None:
    """Why nothing can be added to a row: its account was deleted or closed, or its guest left."""
    if person.is_active:
        return None
    return Refusal(
        "people.gone",
        _("This account does not exist any more. Please sign in again."),
        remedy=Remedy.SIGN_IN,
    )


def email_refusal(*, is_taken: bool) -> Refusal | None:
    """Why no account can be made with an address that is confirmed. Never shown before that."""
    if not is_taken:
        return None
    return Refusal(
        "people.email_taken",
        _("There is an account with this e-mail address already. Please sign in."),
        remedy=Remedy.SIGN_IN,
    )


def limit_refusal(name: str, *, taken: int, allowed: int, until: datetime) -> Refusal | None:
    """Why something happened too often; `taken` counts this time as well."""
    if taken <= allowed:
        return None
    return Refusal(
        f"people.limit.{name}",
        _("That was very often in a short time. Please try again from %(time)s."),
        {"until": until, "time": time_format(timezone.localtime(until), "H:i")},
        Remedy.WAIT_UNTIL,
    )
