"""A project group, a closed steering group, and organisations that take part."""

from datetime import datetime
from typing import Any

from faden.backbone.people.models import Person
from faden.backbone.people.queries import account_by_email
from faden.backbone.processes.models import Process
from faden.lib.moments import moment
from faden.participation.groups import actions as groups
from faden.participation.groups.actions import (
    BodyFacts,
    DecisionFacts,
    MeetingFacts,
    MemberFacts,
    OrganisationFacts,
)
from faden.participation.groups.models import Body, Meeting
from faden.surfaces.demo.actions.city import BEGINNING, City
from faden.surfaces.demo.actions.processes import Course
from faden.surfaces.demo.queries import Entry

BODY_FIELDS = ("title", "sort", "task", "is_closed")
VOTES = ("n_for", "n_against", "n_abstained")


def gather(city: City, course: Course, *, texts: Entry) -> None:
    """Found the bodies with all that they did, and let organisations apply."""
    for entry in texts["bodies"]:
        _body(city, course.process, entry)
    for entry in texts["organisations"]:
        _organisation(city, entry)


def _body(city: City, process: Process, entry: Entry) -> None:
    facts = BodyFacts(**{name: entry[name] for name in BODY_FIELDS if name in entry})
    founded_at = city.moment(-70)
    body = groups.found_body(process, facts, actor=None, now=founded_at)
    for member in entry["members"]:
        groups.add_member(body, MemberFacts(**member), actor=None, now=founded_at)
    meetings = [_meeting(city, body, one) for one in entry.get("meetings", [])]
    for one in entry.get("decisions", []):
        _decision(city, body, one, meetings=meetings)


def _meeting(city: City, body: Body, entry: Entry) -> Meeting:
    starts_at = moment(city.day(entry["in_days"]), entry["hour"])
    facts = MeetingFacts(
        entry["title"], starts_at, entry["place"], entry["agenda"], entry.get("minutes", "")
    )
    return groups.call_meeting(body, facts, actor=None, now=_known_at(city, starts_at))


def _decision(city: City, body: Body, entry: Entry, *, meetings: list[Meeting]) -> None:
    votes: dict[str, Any] = {name: entry.get(name) for name in VOTES}
    meeting = meetings[entry["meeting"]]
    day = city.day(entry["in_days"])
    facts = DecisionFacts(entry["title"], entry["text"], day, meeting, **votes)
    groups.decide(body, facts, actor=None, now=_known_at(city, meeting.starts_at))


def _known_at(city: City, starts_at: datetime) -> datetime:
    """Return when something of a meeting is set down: on its day, or now if it is ahead."""
    return min(starts_at, city.now)


def _organisation(city: City, entry: Entry) -> None:
    person: Person = city.people[entry["person"]]
    facts = OrganisationFacts(entry["name"], entry["sort"], entry.get("url", ""))
    if entry.get("is_applied"):
        groups.apply_for(facts, person=person, now=city.moment(-2))
        return
    organisation = groups.add_organisation(facts, actor=None, now=BEGINNING)
    account = account_by_email(person.email or "")
    assert account is not None  # noqa: S101 - the content names accounts
    groups.add_representative(
        organisation, account.email or "", function=entry["function"], actor=None, now=BEGINNING
    )
