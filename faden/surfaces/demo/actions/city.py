"""The city of the demonstration: place, offices, districts, accounts."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from faden.backbone.audit.actions import record
from faden.backbone.people import actions as people
from faden.backbone.people.models import Person, Unit
from faden.backbone.places.models import District, Place
from faden.lib.text import slug_of
from faden.surfaces.demo.queries import ACCOUNTS, Entry, content

BEGINNING = datetime(2019, 11, 4, 8, tzinfo=timezone.get_default_timezone())
YOUNGEST = 14  # years; all invented people say to be at least that old


@dataclass
class City:
    """What has been made so far, by the keys of the content files."""

    now: datetime
    team: dict[str, Person]
    people: dict[str, Person] = field(default_factory=dict)
    districts: dict[str, District] = field(default_factory=dict)
    units: dict[str, Person] = field(default_factory=dict)

    @property
    def manager(self) -> Person:
        """Who sets the processes up."""
        return self.team["process_manager"]

    def day(self, days: int) -> date:
        """Return the day so many days after today; before, if they are negative."""
        return timezone.localdate(self.now) + timedelta(days=days)

    def moment(self, days: int) -> datetime:
        """Return the beginning of work on such a day, or now if that is earlier."""
        return min(midnight(self.day(days)) + timedelta(hours=8), self.now)


def midnight(day: date) -> datetime:
    """Return the first moment of the day in the city."""
    return timezone.make_aware(datetime.combine(day, time()))


def found_city(password_hash: str, *, now: datetime) -> City:
    """Make the place, its districts, its offices and everybody who lives or works there."""
    _place()
    city = City(now, _team(password_hash))
    for entry in content("districts")["districts"]:
        district = District.objects.create(slug=slug_of(entry["name"]), **entry)
        record("places.add_district", district, actor=city.manager)
        city.districts[district.name] = district
    _units(city)
    city.people["miriam-k"] = city.team["citizen"]
    _people(city)
    return city


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


def _units(city: City) -> None:
    entries = content("units")["units"]
    for entry in entries:
        office = people.create_unit(entry["name"], now=BEGINNING)
        city.units[entry["name"]] = office
        facts = {key: value for key, value in entry.items() if key not in ("name", "deputy")}
        Unit.objects.create(person=office, **facts)
    for entry in entries:
        office, deputy = city.units[entry["name"]], city.units[entry["deputy"]]
        Unit.objects.filter(person=office).update(deputy=deputy.unit)


def _people(city: City) -> None:
    for entry in content("people")["people"]:
        person = city.people.get(entry["key"]) or _person(entry)
        city.people[entry["key"]] = person
        people.declare_age(person, YOUNGEST)
        if entry.get("verified"):
            people.verify(
                person,
                by=city.manager,
                district=city.districts.get(entry.get("district", "")),
                born_on=entry.get("born_on"),
                now=BEGINNING,
            )


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
