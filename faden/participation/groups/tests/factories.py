from datetime import timedelta
from typing import Any

from faden.backbone.people.models import Organisation, Person
from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.processes.models import Process
from faden.participation.groups import actions
from faden.participation.groups.actions import (
    BodyFacts,
    DecisionFacts,
    MeetingFacts,
    MemberFacts,
    OrganisationFacts,
)
from faden.participation.groups.models import Body, Decision, Meeting, Member


def a_body(process: Process, title: str = "Projektgruppe", **facts: Any) -> Body:
    return actions.found_body(process, BodyFacts(title, **facts), actor=None, now=NOON)


def a_member(body: Body, person: Person | None = None, **facts: Any) -> Member:
    """Somebody in the body, known by the address of an account if one is given."""
    known = {"role": "Mitglied", "email": (person.email or "") if person else ""} | facts
    return actions.add_member(body, MemberFacts(**known), actor=None, now=NOON)


def a_meeting(body: Body, title: str = "Sitzung", **facts: Any) -> Meeting:
    known = {"starts_at": NOON + timedelta(days=7)} | facts
    return actions.call_meeting(body, MeetingFacts(title, **known), actor=None, now=NOON)


def a_decision(body: Body, title: str = "Ein Brunnen", **facts: Any) -> Decision:
    known = {"text": "Ein Brunnen wird gebaut.", "decided_on": NOON.date()} | facts
    return actions.decide(body, DecisionFacts(title, **known), actor=None, now=NOON)


def an_organisation(
    name: str = "Verein am Fluss", *, sort: str = "club", by: Person | None = None
) -> Organisation:
    """An organisation that the city has confirmed, and who acts for it."""
    organisation = actions.add_organisation(OrganisationFacts(name, sort), actor=None, now=NOON)
    if by is not None:
        actions.add_representative(
            organisation, by.email or "", function="Vorstand", actor=None, now=NOON
        )
    return organisation


def a_representative(name: str = "Verein am Fluss", *, sort: str = "club") -> Person:
    """Somebody who acts for a confirmed organisation."""
    person = a_person(display_name="Anna")
    an_organisation(name, sort=sort, by=person)
    return person
