"""Mails about accounts, and their second factors."""

from __future__ import annotations

from datetime import datetime
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
from faden.backbone.people.actions import (
    change_email,
    change_password,
    end_sessions,
    reset_password,
)
from faden.backbone.people.models import Person
from faden.backbone.people.queries import account_by_email
from faden.lib.refused import Refusal, Refused
from faden.shared.notifications.actions import enqueue_mail, notify
from faden.surfaces.account import queries

NO_FACTOR = Refusal("account.no_factor", _("This account has no second factor."))


@action
def mail_code(*, email: str, code: str, minutes: int, language: str) -> None:
    """Mail the code that confirms the address; if it has an account, mail that instead."""
    account = account_by_email(email)
    if account is not None:
        notify(account, "account/mail/account_exists")
        return
    enqueue_mail(
        address=email,
        template="account/mail/code",
        language=language,
        facts={"code": code, "minutes": minutes},
    )


@action
def mail_new_address_code(email: str, *, code: str, minutes: int, language: str) -> None:
    """Mail the code that confirms a new address; if it has an account, mail that instead."""
    account = account_by_email(email)
    if account is not None:
        notify(account, "account/mail/account_exists")
        return
    enqueue_mail(
        address=email,
        template="account/mail/new_address",
        language=language,
        facts={"code": code, "minutes": minutes},
    )


@action
def change_address(person: Person, email: str, *, now: datetime) -> None:
    """Give the account another address, and tell the earlier one.

    :raises Refused: when the address has an account
    """
    before = person.email
    change_email(person, email, now=now)
    if before:
        enqueue_mail(
            address=before,
            template="account/mail/address_changed",
            language=person.language,
            facts={},
            recipient=person,
        )


@action
def mail_reset_link(person: Person, *, path: str, hours: int) -> None:
    """Mail the link with which somebody who forgot the password can set a new one."""
    notify(person, "account/mail/reset", path=path, hours=hours)


@action
def mail_no_account(*, email: str, language: str) -> None:
    """Tell somebody who forgot the password that this address has no account."""
    enqueue_mail(address=email, template="account/mail/no_account", language=language, facts={})


@action
def set_password(
    person: Person, password_hash: str, *, is_by_link: bool = False, now: datetime
) -> None:
    """Set a new password and tell the person, in case it was somebody else.

    :param password_hash: made before the transaction begins, so that no writer waits for it
    """
    if is_by_link:
        reset_password(person, password_hash, now=now)
    else:
        change_password(person, password_hash)
    notify(person, "account/mail/password_changed")


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
