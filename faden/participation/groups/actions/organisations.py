"""Organisations: the application, the check by the city, who acts for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from faden.backbone.audit.actions import action, record
from faden.backbone.people.actions import create_organisation
from faden.backbone.people.models import Organisation, Person, Representative
from faden.backbone.people.queries import account_by_email
from faden.backbone.processes.queries import require
from faden.backbone.processes.rules import Permission
from faden.lib.refused import Refusal, Refused
from faden.participation.groups import queries, rules
from faden.shared.notifications.actions import notify

State = Organisation.State


@dataclass(frozen=True)
class OrganisationFacts:
    """What somebody says of an organisation they act for."""

    name: str
    sort: str
    url: str = ""
    function: str = ""  # of whoever acts for it


@action
def apply_for(facts: OrganisationFacts, *, person: Person, now: datetime) -> Organisation:
    """Ask the city to let the person act for an organisation.

    :raises Refused: without an account, or if there is one of this name
    """
    is_taken = queries.is_name_taken(facts.name)
    _ensure(rules.application_refusal(person, is_taken=is_taken))
    organisation = create_organisation(
        facts.name, sort=facts.sort, url=facts.url, applied_by=person, now=now
    )
    Representative.objects.create(organisation=organisation, person=person, function=facts.function)
    record("groups.apply", organisation.person, actor=person)
    return organisation


@action
def add_organisation(
    facts: OrganisationFacts, *, actor: Person | None, now: datetime
) -> Organisation:
    """Return an organisation that the city has entered itself; nobody acts for it yet.

    :raises Refused: if somebody else than the administration asks, or there is one of this name
    """
    _require(actor, now=now)
    _ensure(rules.TAKEN if queries.is_name_taken(facts.name) else None)
    organisation = create_organisation(
        facts.name, sort=facts.sort, url=facts.url, applied_by=None, now=now
    )
    organisation.state, organisation.decided_at = State.CONFIRMED, now
    organisation.save(update_fields=["state", "decided_at"])
    record("groups.add_organisation", organisation.person, actor=actor)
    return organisation


@action
def decide_application(
    organisation: Organisation,
    *,
    is_confirmed: bool,
    reason: str = "",
    actor: Person | None,
    now: datetime,
) -> None:
    """Confirm the organisation, or turn it down for a reason; whoever applied is told.

    :raises Refused: if somebody else than the administration asks, without a reason, or twice
    """
    _require(actor, now=now)
    found = Organisation.objects.select_for_update(of=("self",))
    organisation = found.select_related("person", "applied_by").get(pk=organisation.pk)
    _ensure(rules.verdict_refusal(organisation, is_confirmed=is_confirmed, reason=reason))
    organisation.state = State.CONFIRMED if is_confirmed else State.REFUSED
    organisation.decided_at, organisation.reason = now, reason
    organisation.save(update_fields=["state", "decided_at", "reason"])
    record("groups.decide_application", organisation.person, actor=actor, state=organisation.state)
    if organisation.applied_by is not None:
        mail = "confirmed" if is_confirmed else "turned_down"
        name = organisation.person.display_name
        notify(organisation.applied_by, f"groups/mail/{mail}", name=name, reason=reason)


@action
def add_representative(
    organisation: Organisation, email: str, *, function: str, actor: Person | None, now: datetime
) -> Representative:
    """Let the account with this address act for the organisation.

    :raises Refused: if somebody else than the administration asks, or there is no such account
    """
    _require(actor, now=now)
    person = account_by_email(email)
    if person is None or not person.is_active:
        raise Refused(rules.NO_ACCOUNT)
    given, _is_new = Representative.objects.update_or_create(
        organisation=organisation, person=person, defaults={"function": function}
    )
    record("groups.add_representative", given, actor=actor, organisation=organisation.pk)
    return given


@action
def remove_representative(given: Representative, *, actor: Person, now: datetime) -> None:
    """Let somebody act for the organisation no more; what they wrote under its name stays.

    :raises Refused: if somebody else than the administration asks
    """
    _require(actor, now=now)
    record("groups.remove_representative", given, actor=actor, organisation=given.organisation_id)
    given.delete()


def _require(actor: Person | None, *, now: datetime) -> None:
    if actor is not None:
        require(actor, Permission.ADMINISTER, process_id=None, now=now)


def _ensure(refusal: Refusal | None) -> None:
    if refusal is not None:
        raise Refused(refusal)
