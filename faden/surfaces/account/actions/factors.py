"""Second factors."""

from __future__ import annotations

from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.utils.translation import gettext_lazy as _

from faden.backbone.audit.actions import action, record
from faden.backbone.people.actions import end_sessions
from faden.backbone.people.models import Person
from faden.lib.refused import Refusal, Refused
from faden.shared.notifications.actions import notify
from faden.surfaces.account import queries

NO_FACTOR = Refusal("account.no_factor", _("This account has no second factor."))


@action
def add_app(person: Person, secret: str) -> bool:
    """Let an app with this secret make codes for the person.

    :returns: whether recovery codes came into being with it
    """
    TOTP.activate(person, secret)
    return _added(person, "app")


@action
def add_passkey(person: Person, name: str, *, credential: dict[str, Any]) -> bool:
    """Let a device or key confirm who the person is; as `add_app`."""
    WebAuthn.add(person, name, credential)
    return _added(person, "passkey")


def _added(person: Person, kind: str) -> bool:
    lacked_codes = not Authenticator.objects.filter(user=person, type="recovery_codes").exists()
    RecoveryCodes.activate(person)
    if lacked_codes:
        end_sessions(person)
    record("account.add_factor", person, actor=person, kind=kind)
    notify(person, "account/mail/factor_added")
    return lacked_codes


@action
def remove_factor(person: Person, factor: Authenticator) -> None:
    """Forget a factor; with the last one the recovery codes go."""
    kind = factor.type
    factor.delete()
    if not queries.factors_of(person).exists():
        Authenticator.objects.filter(user=person).delete()
    end_sessions(person)
    record("account.remove_factor", person, actor=person, kind=kind)
    notify(person, "account/mail/factor_removed")


@action
def reset_factors(person: Person) -> None:
    """Forget all factors of somebody who lost them, and tell the person.

    :raises Refused: when there is none
    """
    if not queries.factors_of(person).exists():
        raise Refused(NO_FACTOR)
    Authenticator.objects.filter(user=person).delete()
    end_sessions(person)
    record("account.reset_factors", person, actor=None)
    notify(person, "account/mail/factors_reset")


@action
def renew_recovery_codes(person: Person) -> None:
    """Replace the recovery codes; the earlier ones are worth nothing from now on."""
    Authenticator.objects.filter(user=person, type="recovery_codes").delete()
    RecoveryCodes.activate(person)
    record("account.renew_recovery_codes", person, actor=person)


@action
def use_code(person: Person, code: str) -> bool:
    """Return whether it is a code of the person's app or a recovery code; each serves once."""
    factors = Authenticator.objects.select_for_update().filter(user=person).order_by("pk")
    for factor in factors:
        if factor.type == Authenticator.Type.TOTP and _use_app_code(factor, code):
            return True
        is_recovery = factor.type == Authenticator.Type.RECOVERY_CODES
        if is_recovery and RecoveryCodes(factor).validate_code(code):
            record("account.use_recovery_code", person, actor=person)
            return True
    return False


def _use_app_code(factor: Authenticator, code: str) -> bool:
    secret = decrypt(factor.data["secret"])
    for counter in yield_hotp_counters_from_time():
        is_new = counter > factor.data.get("last_counter", -1)
        if is_new and compare_user_code(
            actual=code, expected=format_hotp_value(hotp_value(secret, counter))
        ):
            factor.data["last_counter"] = counter
            factor.save(update_fields=["data"])
            return True
    return False
