"""Entering by the sign-in of the city, and the one account that does without it."""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from faden.backbone.audit.actions import action, record
from faden.backbone.people.actions import create_hashed_account, end_sessions
from faden.backbone.people.models import Person, normal_email
from faden.backbone.people.queries import account_by_email
from faden.backbone.processes.actions import grant_role, revoke_role
from faden.backbone.processes.models import RoleGrant
from faden.backbone.processes.queries import administrators
from faden.backbone.processes.rules import Role
from faden.lib.refused import Refusal, Refused
from faden.shared.notifications.actions import notify
from faden.surfaces.account import queries, rules
from faden.surfaces.account.city import CitySignIn, Claims
from faden.surfaces.account.models import CityAccount, EmergencyAccount

logger = logging.getLogger(__name__)

BY_CITY = "OpenID Connect"  # the reason of roles that the provider's groups give


@action
def enter_by_city(claims: Claims, city: CitySignIn, *, language: str, now: datetime) -> Person:
    """Return whose account it is, with the roles of the provider's groups; a new one if none is.

    An account with the same address is entered only because the provider confirms the address,
    and its owner is told.

    :raises Refused: who may not enter
    """
    _ensure(rules.city_refusal(claims, city))
    entered = queries.city_account(city.issuer, claims.subject)
    person = entered.person if entered else _link(claims, city, language=language, now=now)
    if not person.is_active:
        raise Refused(rules.CLOSED)
    _set_roles(person, rules.city_roles(claims, city), now=now)
    return person


@action
def leave_city(claims: Claims, city: CitySignIn, *, now: datetime) -> None:
    """Take the provider's roles from somebody who may not enter any more, and end the sessions."""
    entered = queries.city_account(city.issuer, claims.subject)
    if entered is not None:
        _set_roles(entered.person, set(), now=now)
        end_sessions(entered.person)


@action
def set_emergency_account(person: Person | None) -> None:
    """Let this account of staff, and no other, be opened by its password; None: no account."""
    EmergencyAccount.objects.all().delete()
    if person is not None:
        account = EmergencyAccount.objects.create(person=person)
        record("account.set_emergency", account, actor=None)
        notify(person, "account/mail/emergency_set")


@action
def use_emergency_account(person: Person, *, now: datetime) -> None:
    """Note that the emergency account was opened, and tell it and all who administer the site."""
    record("account.use_emergency", person, actor=person)
    told = {person.pk: person}
    told |= {grant.person_id: grant.person for grant in administrators(now=now)}
    for pk in sorted(told):
        notify(told[pk], "account/mail/emergency_used")
    logger.warning("The emergency account was opened")


def _link(claims: Claims, city: CitySignIn, *, language: str, now: datetime) -> Person:
    person = account_by_email(claims.email)
    is_new = person is None
    if person is None:
        person = create_hashed_account(
            email=normal_email(claims.email),
            display_name=rules.city_name(claims),
            password_hash=make_password(None),
            language=language,
            now=now,
        )
    try:
        with transaction.atomic():
            entered = CityAccount.objects.create(
                issuer=city.issuer, subject=claims.subject, person=person, created_at=now
            )
    except IntegrityError:
        raise Refused(rules.TAKEN) from None
    record("account.link_city", entered, actor=person)
    if not is_new:
        notify(person, "account/mail/city_linked")
    return person


def _set_roles(person: Person, wanted: set[Role], *, now: datetime) -> None:
    """Give and take what the groups stand for; roles that people gave stay as they are."""
    for_all = {grant.role: grant for grant in person.role_grants.filter(process=None)}
    for role in sorted(wanted - for_all.keys()):
        grant_role(person, role, process=None, reason=BY_CITY, actor=None, now=now)
    given = (grant for _role, grant in sorted(for_all.items()) if grant.reason == BY_CITY)
    for grant in given:
        if grant.role not in wanted:
            _take(grant, now=now)


def _take(grant: RoleGrant, *, now: datetime) -> None:
    with suppress(Refused):  # the last who administers stays
        revoke_role(grant, actor=None, now=now)


def _ensure(refusal: Refusal | None) -> None:
    if refusal is not None:
        raise Refused(refusal)
