"""One process of the demonstration: its head, phases, fields and timetable, with its files."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils import timezone

from faden.backbone.items.models import Item
from faden.backbone.people.models import Level, Person
from faden.backbone.processes import actions as processes
from faden.backbone.processes.models import ActionField, Milestone, Phase, Process, RoleGrant
from faden.backbone.processes.rules import Opens
from faden.lib.fuzzy_date import FuzzyDate, Precision
from faden.participation.ideas.models import Idea
from faden.surfaces.demo.actions.city import City, midnight
from faden.surfaces.demo.actions.files import hang_documents, hang_picture
from faden.surfaces.demo.queries import Entry

LEVELS = {"guest": Level.GUEST, "registered": Level.REGISTERED, "verified": Level.VERIFIED}
ROLES = ("process_manager", "moderator", "evaluator", "on_site_team")
OF_HEAD = {  # {field of Process: key of the content}
    "participation": "participation_level",
    "can_influence": "influence",
    "is_fixed": "fixed",
    "who_decides": "decides",
    "answer_by": "answer_by",
}
SETTINGS = (
    "decided_by",
    "is_binding",
    "minimum_age",
    "progress_basis",
    "rating_mode",
    "requires_concept",
)


@dataclass
class Course:
    """A process and what was made in it, by the keys of its content."""

    process: Process
    rating_from: datetime  # nobody can rate before
    raters: list[Person]
    fields: dict[str, ActionField] = field(default_factory=dict)
    ideas: dict[str, Idea] = field(default_factory=dict)


def set_up(city: City, texts: Entry, *, now: datetime) -> Course:
    """Set a process up as its team would, and publish it."""
    process = _process(city, texts, now=now)
    for key in ROLES:
        processes.grant_role(
            city.team[key], RoleGrant.Role(key), process=process, actor=None, now=now
        )
    raters = [person for person in city.people.values() if not person.is_guest]
    course = Course(process, _rating_from(texts["phases"], now=city.now), raters)
    if concept := texts.get("concept"):
        processes.set_concept(process, actor=city.manager, now=now, **concept)
    for entry in texts["fields"]:
        course.fields[entry["key"]] = processes.add_action_field(
            process, name=entry["name"], actor=city.manager, now=now
        )
    for entry in texts["phases"]:
        add_phase(city, process, entry=entry, now=now)
    for entry in texts["milestones"]:
        _milestone(city, process, entry, now=now)
    hang_picture(process, texts, owner=city.manager, now=now)
    _publish(city, course, texts, now=now)
    return course


def _process(city: City, texts: Entry, *, now: datetime) -> Process:
    head, progress = texts["head"], texts["progress"]
    return processes.create_process(
        title=texts["title"],
        summary=texts["summary"],
        description=f"{texts['description'].strip()}\n\n*{texts['notice']}*",
        with_results=texts["results"].strip(),
        groups_involved=[f"{group['name']}: {group['text']}" for group in texts["groups"]],
        progress_percent=progress["percent"],
        progress_meaning=progress["measures"],
        unit=city.units[texts["unit"]],
        actor=None,
        now=now,
        **{name: head[key] for name, key in OF_HEAD.items()},
        **{name: texts[name] for name in SETTINGS if name in texts},
    )


def _publish(city: City, course: Course, texts: Entry, *, now: datetime) -> None:
    visibility = Item.Visibility(texts.get("visibility", "public"))
    if visibility == Item.Visibility.INVITED:
        course.raters = _invite(city, course.process, texts["invited"], now=now)
    processes.publish(course.process, visibility=visibility, actor=city.manager, now=now)


def _invite(city: City, process: Process, keys: list[str], *, now: datetime) -> list[Person]:
    """Invite accounts and return them, read anew: a person object keeps its invitations."""
    emails = [city.people[key].email or "" for key in keys]
    processes.invite(process, emails, actor=city.manager, now=now)
    for key in keys:
        city.people[key] = Person.objects.get(pk=city.people[key].pk)
    return [city.people[key] for key in keys]


def add_phase(city: City, process: Process, *, entry: Entry, now: datetime) -> None:
    """Add a phase with what it opens to whom."""
    starts_at, ends_at = days(entry, now=city.now)
    processes.add_phase(
        process,
        opens=list(_openings(city, entry)),
        actor=city.manager,
        now=now,
        kind=Phase.Kind(entry["kind"]),
        name=entry["name"],
        description=entry["text"],
        starts_at=starts_at,
        ends_at=ends_at,
        moderation=entry.get("moderation", Phase.Moderation.NONE),
        hides_ratings=entry.get("hides_ratings", False),
    )


def _openings(city: City, entry: Entry) -> Iterable[Opens]:
    for kind, verbs in entry.get("openings", {}).items():
        for verb, terms in verbs.items():
            given = {"level": terms} if isinstance(terms, str) else terms
            districts = [city.districts[name] for name in given.get("districts", [])]
            yield Opens(kind, verb, LEVELS[given["level"]], districts=districts)


def days(entry: Entry, *, now: datetime) -> tuple[datetime, datetime]:
    """Return the phase's first moment and the first moment after it."""
    today = timezone.localdate(now)
    first = entry.get("starts_on") or today - timedelta(days=entry["opens_days_ago"])
    last = entry.get("ends_on") or today + timedelta(days=entry["closes_in_days"])
    return midnight(first), midnight(last + timedelta(days=1))


def _rating_from(phases: Iterable[Entry], *, now: datetime) -> datetime:
    rated = [phase for phase in phases if "rate" in phase.get("openings", {}).get("idea", {})]
    return min(days(phase, now=now)[0] for phase in rated)


def _milestone(city: City, process: Process, entry: Entry, *, now: datetime) -> None:
    state = Milestone.State(entry["state"])
    is_changed_later = state in (Milestone.State.POSTPONED, Milestone.State.CANCELLED)
    milestone = processes.add_milestone(
        process,
        actor=city.manager,
        now=now,
        title=entry["title"],
        text=entry["text"],
        place=entry.get("place", ""),
        links=entry.get("links", []),
        state=Milestone.State.PLANNED if is_changed_later else state,
        starts_on=_day(city, entry, "date", "starts_in_days"),
        ends_on=_day(city, entry, "until", "ends_in_days"),
        precision=Precision(entry.get("precision", "day")),
        event_starts_on=entry.get("event_from"),
        event_ends_on=entry.get("event_until"),
    )
    hang_picture(milestone, entry, owner=city.manager, now=now)
    hang_documents(milestone, entry, owner=city.manager, now=now)
    if is_changed_later:
        _change(city, milestone, entry)


def _change(city: City, milestone: Milestone, entry: Entry) -> None:
    reason, now = entry["reason"], city.moment(entry["decided_in_days"])
    if entry["state"] == Milestone.State.CANCELLED:
        processes.cancel(milestone, reason=reason, actor=city.manager, now=now)
        return
    later = FuzzyDate(city.day(entry["postponed_to_in_days"]), Precision.DAY)
    processes.postpone(milestone, later, reason=reason, actor=city.manager, now=now)


def _day(city: City, entry: Entry, fixed: str, relative: str) -> date | None:
    if relative in entry:
        return city.day(entry[relative])
    found: date | None = entry.get(fixed)
    return found
