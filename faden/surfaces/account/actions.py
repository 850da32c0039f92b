"""Mails about accounts."""

from __future__ import annotations

from faden.backbone.audit.actions import action
from faden.backbone.people.models import Person
from faden.backbone.people.queries import account_by_email
from faden.shared.notifications.actions import enqueue_mail, notify


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
def mail_reset_link(person: Person, *, path: str, hours: int) -> None:
    """Mail the link with which somebody who forgot the password can set a new one."""
    notify(person, "account/mail/reset", path=path, hours=hours)


@action
def mail_no_account(*, email: str, language: str) -> None:
    """Tell somebody who forgot the password that this address has no account."""
    enqueue_mail(address=email, template="account/mail/no_account", language=language, facts={})


@action
def mail_password_changed(person: Person) -> None:
    """Tell somebody that the password was changed, in case it was somebody else."""
    notify(person, "account/mail/password_changed")
