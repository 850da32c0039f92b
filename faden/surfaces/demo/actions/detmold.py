"""Detmold: its real process, filled through the same actions as everybody uses."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import cycle

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from faden.backbone.audit.actions import action, record
from faden.backbone.items.models import Origin
from faden.backbone.people import actions as people
from faden.backbone.people.models import Level, Person, Unit
from faden.backbone.places.models import District, Place
from faden.backbone.processes import actions as processes
from faden.backbone.processes.models import ActionField, Milestone, Phase, Process, RoleGrant
from faden.lib.fuzzy_date import Precision
from faden.lib.text import slug_of
from faden.participation.ideas.actions import Draft, HandedIn, enter_on_behalf, submit
from faden.participation.ideas.models import Idea
from faden.shared.comments.actions import comment
from faden.shared.moderation.actions import hide
from faden.shared.notifications.actions import skip
from faden.shared.notifications.models import OutboxMail
from faden.shared.notifications.queries import waiting_mails
from faden.shared.outcomes.actions import answer
from faden.shared.ratings.actions import rate
from faden.surfaces.demo.queries import ACCOUNTS, PASSWORD, Entry, content, contents, moment

LEVELS = {"guest": Level.GUEST, "registered": Level.REGISTERED, "verified": Level.VERIFIED}
BEGINNING = datetime(2019, 11, 4, 8, tzinfo=timezone.get_default_timezone())
HALF_AN_HOUR = timedelta(minutes=30)


@dataclass
class City:
    """What has been made so far, by the keys of the content files."""

    now: datetime
    process: Process
    manager: Person
    people: dict[str, Person] = field(default_factory=dict)
    fields: dict[str, ActionField] = field(default_factory=dict)
    districts: dict[str, District] = field(default_factory=dict)
    ideas: dict[str, Idea] = field(default_factory=dict)


def seed(*, now: datetime) -> bool:
    """Fill the database if it is empty; return whether it was.

    One transaction: a start that is broken off leaves nothing half done.
    """
    if Place.objects.exists():
        return False
    password_hash = make_password(PASSWORD)
    _seed(password_hash, now=now)
    return True


@action
def _seed(password_hash: str, *, now: datetime) -> None:
    _place()
    team = _team(password_hash)
    city = City(now=now, process=_process(team["process_manager"]), manager=team["process_manager"])
    city.people["miriam-k"] = team["citizen"]
    _grant_roles(city, team)
    _districts(city)
    _people(city)
    _phases(city)
    _milestones(city)
    _ideas(city)
    _comments(city)
    _outcomes(city)
    for mail in waiting_mails():  # nobody is told today what happened years ago
        skip(mail, OutboxMail.SkippedReason.EXPIRED)


def _place() -> None:
    place = Place.objects.create(
        id=1,
        name="Detmold",
        official_name="Stadt Detmold",
        ags="05766020",
        population=74_254,
        latitude=51.9366,
        longitude=8.883,
        is_demo=True,
    )
    record("places.create", place, actor=None)


def _team(password_hash: str) -> dict[str, Person]:
    return {
        key: people.create_hashed_account(
            email=email,
            display_name=name,
            password_hash=password_hash,
            language="de",
            now=BEGINNING,
        )
        for key, (email, name) in ACCOUNTS.items()
    }


def _process(manager: Person) -> Process:
    texts = content("process")
    head, progress = texts["head"], texts["progress"]
    process = processes.create_process(
        title=texts["title"],
        summary=texts["summary"],
        description=f"{texts['description']}\n\n*{texts['notice']}*",
        participation=head["participation_level"],
        can_influence=head["influence"],
        is_fixed=head["fixed"],
        who_decides=head["decides"],
        answer_by=head["answer_by"],
        with_results=texts["results"],
        groups_involved=[f"{group['name']}: {group['text']}" for group in texts["groups"]],
        progress_percent=progress["percent"],
        progress_meaning=progress["measures"],
        unit=_unit(texts["contact"]),
        actor=manager,
        now=BEGINNING,
    )
    processes.publish(process, actor=manager, now=BEGINNING)
    return process


def _unit(contact: Entry) -> Person:
    office = people.create_unit(contact["unit"], now=BEGINNING)
    Unit.objects.create(
        person=office,
        function=contact["text"],
        email=contact["email"],
        telephone=contact["phone"],
        hours=contact["hours"],
    )
    return office


def _grant_roles(city: City, team: dict[str, Person]) -> None:
    for key in ("moderator", "process_manager", "administrator"):
        role = RoleGrant.Role(key)
        process = None if role == RoleGrant.Role.ADMINISTRATOR else city.process
        processes.grant_role(team[key], role, process=process, reason="Demo", actor=city.manager)


def _districts(city: City) -> None:
    for entry in content("districts")["districts"]:
        district = District.objects.create(slug=slug_of(entry["name"]), **entry)
        record("places.add_district", district, actor=city.manager)
        city.districts[district.name] = district


def _people(city: City) -> None:
    for entry in content("people")["people"]:
        key = entry["key"]
        if key not in city.people:
            city.people[key] = _person(entry)
        if entry.get("verified"):
            people.verify(city.people[key], by=city.manager, now=BEGINNING)


def _person(entry: Entry) -> Person:
    name = entry["display_name"]
    if entry["guest"]:
        return people.create_guest(display_name=name, language="de", now=BEGINNING)
    return people.create_hashed_account(
        email=f"{entry['key']}@example.org",
        display_name=name,
        password_hash=make_password(None),
        language="de",
        now=BEGINNING,
    )


def _phases(city: City) -> None:
    for entry in content("phases")["phases"]:
        starts_at, ends_at = days(entry, now=city.now)
        processes.add_phase(
            city.process,
            opens=[
                (kind, verb, LEVELS[level])
                for kind, verbs in entry["openings"].items()
                for verb, level in verbs.items()
            ],
            actor=city.manager,
            kind=Phase.Kind.DIALOGUE,
            name=entry["name"],
            description=entry["text"],
            starts_at=starts_at,
            ends_at=ends_at,
        )
    for entry in content("process")["fields"]:
        named = processes.add_action_field(city.process, name=entry["name"], actor=city.manager)
        city.fields[entry["key"]] = named


def days(entry: Entry, *, now: datetime) -> tuple[datetime, datetime]:
    """Return the phase's first moment and the first moment after it."""
    today = timezone.localdate(now)
    first = entry.get("starts_on") or today - timedelta(days=entry["opens_days_ago"])
    last = entry.get("ends_on") or today + timedelta(days=entry["closes_in_days"])
    return _midnight(first), _midnight(last + timedelta(days=1))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _milestones(city: City) -> None:
    for entry in content("milestones")["milestones"]:
        processes.add_milestone(
            city.process,
            actor=city.manager,
            title=entry["title"],
            text=entry["text"],
            state=Milestone.State(entry["state"]),
            starts_on=entry["date"],
            ends_on=entry.get("until"),
            precision=Precision.DAY,
            event_starts_on=entry.get("event_from"),
            event_ends_on=entry.get("event_until"),
        )


def _ideas(city: City) -> None:
    raters = cycle(person for person in city.people.values() if not person.is_guest)
    for entry in [*contents("ideas"), *content("hidden")["ideas"]]:
        at = moment(entry, now=city.now)
        idea = _hand_in(city, entry, at=at)
        city.ideas[entry["key"]] = idea
        _rate(idea, entry, raters, at=at + HALF_AN_HOUR)
        if "hidden_reason" in entry:
            hidden_at = at + timedelta(hours=entry["hidden_after_hours"])
            hide(idea, reason=entry["hidden_reason"], actor=city.manager, now=hidden_at)


def _hand_in(city: City, entry: Entry, *, at: datetime) -> Idea:
    author, draft = city.people[entry["author"]], _draft(city, entry)
    if entry["channel"] == Origin.Channel.ONLINE:
        return submit(city.process, draft, person=author, now=at)
    return enter_on_behalf(
        city.process,
        draft,
        handed_in=_handed_in(entry),
        author=author,
        actor=city.manager,
        now=at,
    )


def _draft(city: City, entry: Entry) -> Draft:
    district = entry.get("district")
    return Draft(
        title=entry["title"],
        text=entry["text"].strip(),
        action_field=city.fields[entry["field"]],
        district=city.districts[district] if district else None,
        latitude=entry.get("latitude"),
        longitude=entry.get("longitude"),
    )


def _handed_in(entry: Entry) -> HandedIn:
    return HandedIn(
        channel=Origin.Channel(entry["channel"]),
        place=entry.get("place_of_origin", ""),
        card_number=str(entry.get("card_number", "")),
    )


def _rate(idea: Idea, entry: Entry, raters: Iterator[Person], *, at: datetime) -> None:
    for value, n in ((1, entry["up"]), (-1, entry["down"])):
        for _rating in range(n):
            rate(idea, value, person=next(raters), now=at)


def _comments(city: City) -> None:
    for entry in sorted(contents("comments"), key=lambda entry: float(entry["hours_after"])):
        idea = city.ideas[entry["idea"]]
        comment(
            idea,
            text=entry["text"].strip(),
            stance=entry["stance"],
            person=city.people[entry["author"]],
            now=idea.created_at + timedelta(hours=entry["hours_after"]),
        )


def _outcomes(city: City) -> None:
    given = content("outcomes")
    units = {name: people.create_unit(name, now=BEGINNING) for name in given["units"]}
    for entry in given["outcomes"]:
        days_ago = timedelta(days=entry.get("decided_days_ago", 0))
        decided_on = entry.get("decided_on") or timezone.localdate(city.now - days_ago)
        answer(
            city.ideas[entry["idea"]],
            {
                "code": entry["outcome"],
                "reason": entry["reason"],
                "unit": units[entry["unit"]],
                "body": entry.get("body") or entry.get("forwarded_to", ""),
                "decided_on": decided_on,
            },
            actor=city.manager,
            now=_midnight(decided_on) + timedelta(hours=10),
        )
