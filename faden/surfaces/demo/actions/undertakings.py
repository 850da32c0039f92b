"""The list of undertakings, with entries that nobody can influence and why."""

from dataclasses import replace
from datetime import date

from faden.backbone.processes.models import Process
from faden.participation.undertakings import actions as undertakings
from faden.participation.undertakings.actions import Facts
from faden.participation.undertakings.models import Undertaking
from faden.surfaces.demo.actions.city import City
from faden.surfaces.demo.queries import Entry, content

PLAIN = (
    "title",
    "summary",
    "stage",
    "precision",
    "participation",
    "participation_note",
    "next_step",
    "area",
    "latitude",
    "longitude",
    "cost_eur",
    "cost_note",
)
ANSWERED_AFTER_DAYS = 7
BEFORE_DAYS = 30  # what runs today was entered so many days earlier, as decided


def enter_undertakings(city: City) -> None:
    """Enter the list, and say later how far what runs has come."""
    processes = {process.slug: process for process in Process.objects.all()}
    for entry in content("undertakings")["undertakings"]:
        _enter(city, entry, process=processes.get(entry.get("process", "")))


def _enter(city: City, entry: Entry, *, process: Process | None) -> None:
    actor, at = city.team["administrator"], city.moment(-entry["days_ago"])
    facts = Facts(
        unit=city.units[entry["unit"]],
        districts=[city.districts[name] for name in entry.get("districts", [])],
        participation_in=process,
        starts_on=_day(city, entry, "starts_on", "starts_in_days"),
        ends_on=_day(city, entry, "ends_on", "ends_in_days"),
        **{name: entry[name] for name in PLAIN if name in entry},
    )
    if "is_draft" in entry:
        undertakings.create(facts, actor=actor, now=at)
        return
    is_running = facts.stage == "running"
    begun_at = city.moment(-entry["days_ago"] - BEFORE_DAYS) if is_running else at
    first = replace(facts, stage="decided") if is_running else facts
    made = undertakings.create(first, actor=actor, now=begun_at)
    undertakings.publish(made, actor=actor, now=begun_at)
    undertakings.change(made, facts, actor=actor, now=at)
    _suggest(city, made, entry)


def _suggest(city: City, made: Undertaking, entry: Entry) -> None:
    """Let people suggest that one can take part, and the city answer where it has."""
    for days_later, suggestion in enumerate(entry.get("suggestions", []), start=1):
        now = city.moment(-entry["days_ago"] + days_later)
        undertakings.suggest(
            made, suggestion["text"], person=city.people[suggestion["by"]], now=now
        )
    if "reply" in entry:
        now = city.moment(-entry["days_ago"] + ANSWERED_AFTER_DAYS)
        undertakings.reply(made, entry["reply"], actor=city.team["administrator"], now=now)


def _day(city: City, entry: Entry, fixed: str, relative: str) -> date | None:
    if relative in entry:
        return city.day(entry[relative])
    found: date | None = entry.get(fixed)
    return found
