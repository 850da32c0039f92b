"""Mails about accounts, new addresses and new passwords."""

from __future__ import annotations

from datetime import datetime

from faden.backbone.audit.actions import action
from faden.backbone.people.actions import change_email, change_password, reset_password
from faden.backbone.people.models import Person
from faden.backbone.people.queries import account_by_email
from faden.shared.notifications.actions import enqueue_mail, notify


@action
def mail_code(*, email: str, code: str, minutes: int, language: str) -> None:
    """Mail the code that confirms the address; if it has an account, mail that instead."""
    account = account_by_email(email)
    if account is not None:
        notify(account, "account/mail/account_exists", is_urgent=True)
        return
    enqueue_mail(
        address=email,
        template="account/mail/code",
        language=language,
        facts={"code": code, "minutes": minutes},
        is_urgent=True,
    )


@action
def mail_new_address_code(email: str, *, code: str, minutes: int, language: str) -> None:
    """Mail the code that confirms a new address; if it has an account, mail that instead."""
    account = account_by_email(email)
    if account is not None:
        notify(account, "account/mail/account_exists", is_urgent=True)
        return
    enqueue_mail(
        address=email,
        template="account/mail/new_address",
        language=language,
        facts={"code": code, "minutes": minutes},
        is_urgent=True,
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
    notify(person, "account/mail/reset", is_urgent=True, path=path, hours=hours)


@action
def mail_no_account(*, email: str, language: str) -> None:
    """Tell somebody who forgot the password that this address has no account."""
    template = "account/mail/no_account"
    enqueue_mail(address=email, template=template, language=language, facts={}, is_urgent=True)


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
