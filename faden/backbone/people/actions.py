"""Every write about people."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from faden.backbone.audit.actions import action, record, touch
from faden.backbone.people import rules
from faden.backbone.people.models import Organisation, Person, normal_email
from faden.backbone.people.personal import registered
from faden.backbone.places.models import District
from faden.lib.refused import Refusal, Refused


class EveryPage:
    """All cached pages: a name may stand on any of them."""

    def page_scopes(self) -> tuple[Literal["site"]]:
        """Return the scope that every page has."""
        return ("site",)


def create_account(
    *, email: str, display_name: str, password: str, language: str = "de", now: datetime
) -> Person:
    """Return a new account whose address is known to be right; `password` as it was typed.

    The password is hashed before the transaction begins, so that no writer waits for it.

    :raises Refused: when the name cannot be shown or the address has an account
    """
    return create_hashed_account(
        email=email,
        display_name=display_name,
        password_hash=make_password(password),
        language=language,
        now=now,
    )


@action
def create_hashed_account(
    *, email: str, display_name: str, password_hash: str, language: str, now: datetime
) -> Person:
    """Return a new account with a password that was hashed when it was typed.

    :raises Refused: when the name cannot be shown or the address has an account
    """
    _ensure(rules.name_refusal(display_name))
    person = Person(
        email=normal_email(email),
        display_name=display_name.strip(),
        password=password_hash,
        language=language,
        created_at=now,
        email_confirmed_at=now,
    )
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:
        _ensure(rules.email_refusal(is_taken=_is_taken(person.email)))
        raise
    record("people.create_account", person, actor=person)
    return person


@action
def create_guest(*, display_name: str = "", language: str, now: datetime) -> Person:
    """Return somebody without an account, at the first contribution.

    :raises Refused: when the name cannot be shown
    """
    if display_name:
        _ensure(rules.name_refusal(display_name))
    guest = Person(display_name=display_name.strip(), language=language, created_at=now)
    guest.set_unusable_password()
    guest.save()
    record("people.create_guest", guest, actor=guest)
    return guest


@action
def name_guest(guest: Person, name: str) -> None:
    """Let a guest sign, who has not been asked for a name before.

    :raises Refused: when the name cannot be shown
    """
    _ensure(rules.name_refusal(name))
    guest.display_name = name.strip()
    _store(guest, "people.name_guest", "display_name")


@action
def create_unit(name: str, *, now: datetime) -> Person:
    """Return an office of the city, which signs answers but cannot sign in."""
    unit = Person(display_name=name, kind=Person.Kind.UNIT, created_at=now)
    unit.set_unusable_password()
    unit.save()
    record("people.create_unit", unit, actor=None)
    return unit


@action
def create_organisation(
    name: str, *, sort: str, url: str = "", applied_by: Person | None, now: datetime
) -> Organisation:
    """Return an organisation that is still to be checked; nobody can sign in as it.

    :raises Refused: when the name cannot be shown
    """
    _ensure(rules.name_refusal(name))
    person = Person(display_name=name.strip(), kind=Person.Kind.ORGANISATION, created_at=now)
    person.set_unusable_password()
    person.save()
    record("people.create_organisation", person, actor=applied_by)
    return Organisation.objects.create(person=person, sort=sort, url=url, applied_by=applied_by)


@action
def verify(
    person: Person,
    *,
    by: Person,
    district: District | None = None,
    born_on: date | None = None,
    now: datetime,
) -> None:
    """Note that the person's residence in the municipality was checked, and what it showed.

    What it showed: where in it they live and when they were born, as far as it was asked.
    """
    person.verified_at, person.district, person.born_on = now, district, born_on
    person.save(update_fields=["verified_at", "district", "born_on"])
    record("people.verify", person, actor=by)


def declare_age(person: Person, years: int) -> None:
    """Note that the person says to be at least so many years old; 0 says nothing."""
    if years > (person.declared_age or 0):
        person.declared_age = years
        _store(person, "people.declare_age", "declared_age")


@action
def keep_from_search_engines(person: Person, *, keeps: bool) -> None:
    """Ask search engines to leave out pages with contributions under the person's name, or not."""
    if keeps != person.keeps_from_search_engines:
        person.keeps_from_search_engines = keeps
        _store(person, "people.keep_from_search_engines", "keeps_from_search_engines")
        touch(EveryPage())


@action
def rename(person: Person, name: str) -> None:
    """Show all contributions of the person under another name.

    :raises Refused: when the name cannot be shown
    """
    _ensure(rules.name_refusal(name))
    person.display_name = name.strip()
    _store(person, "people.rename", "display_name")
    touch(EveryPage())


def change_password(person: Person, password_hash: str) -> None:
    """Set a new password; all other sessions of the person end."""
    person.password = password_hash
    _store(person, "people.change_password", "password")


def end_sessions(person: Person) -> None:
    """End all sessions of the person; the one at hand goes on if it is told the new hash."""
    person.session_epoch += 1
    _store(person, "people.end_sessions", "session_epoch")


def reset_password(person: Person, password_hash: str, *, now: datetime) -> None:
    """Set a new password for somebody who got the link, which proves the address as well."""
    person.password = password_hash
    person.email_confirmed_at = person.email_confirmed_at or now
    _store(person, "people.reset_password", "password", "email_confirmed_at")


def set_language(person: Person, language: str) -> None:
    """Write to the person in this language from now on."""
    if person.language != language:
        person.language = language
        _store(person, "people.set_language", "language")


@action
def change_email(person: Person, email: str, *, now: datetime) -> None:
    """Give the account another address, which is known to be right.

    :raises Refused: when another account has it
    """
    person.email, person.email_confirmed_at = normal_email(email), now
    try:
        with transaction.atomic():
            _store(person, "people.change_email", "email", "email_confirmed_at")
    except IntegrityError:
        _ensure(rules.email_refusal(is_taken=_is_taken(email)))
        raise


@action
def merge(guest: Person, account: Person, *, now: datetime) -> None:
    """Give all that the guest did to the account; nothing of the guest is left but a blank row.

    :raises Refused: when the first is no guest or the second no account
    """
    guest, account = _locked(guest), _locked(account)
    _ensure(rules.merge_refusal(guest, account))
    for data in registered():
        if data.merge is not None:
            data.merge(guest, account, now)
    declare_age(account, guest.declared_age or 0)
    _blank(guest, now)
    record("people.merge", account, actor=account, guest=guest.pk)
    touch(EveryPage())


@action
def erase(person: Person, *, now: datetime) -> None:
    """Delete the account: what is personal goes, contributions stay as those of a deleted account.

    :raises Refused: when a room cannot do without the person; then nothing is erased
    """
    person = _locked(person)
    for data in registered():
        if data.erase is not None:
            data.erase(person, now)
    _blank(person, now)
    record("people.erase", person, actor=person)
    touch(EveryPage())


def present(person: Person) -> Person:
    """Return the person fresh and locked until the action ends, before their contribution is.

    Without it, what arrives while the row is erased or merged would stay on a blank row.

    :raises Refused: when the row was blanked meanwhile, or the account closed
    """
    row = _locked(person)
    _ensure(rules.presence_refusal(row))
    return row


@action
def _store(person: Person, name: str, *fields: str) -> None:
    person.save(update_fields=fields)
    record(name, person, actor=person, fields=list(fields))


def _blank(person: Person, now: datetime) -> None:
    person.email = person.email_confirmed_at = person.verified_at = None
    person.district = person.born_on = person.declared_age = None
    person.display_name = ""
    person.is_active = False
    person.erased_at = now
    person.set_unusable_password()
    person.save()


def _locked(person: Person) -> Person:
    """Return the person fresh; no_key, or a contribution of theirs under way and this deadlock."""
    return Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def _is_taken(email: str | None) -> bool:
    return Person.objects.filter(email=email).exists()


def _ensure(refusal: Refusal | None) -> None:
    if refusal is not None:
        raise Refused(refusal)
