"""Where people take part on site, and who gives money for the process."""

from faden.backbone.places.hours import spans_of
from faden.backbone.places.models import Funder, Venue
from faden.lib.refused import Refusal
from faden.participation.background import actions as background
from faden.participation.background.actions import Frame
from faden.shared.media.logos import logo_of
from faden.surfaces.city.actions.funders import FunderFacts, add_funder
from faden.surfaces.city.actions.venues import StopFacts, VenueFacts, add_stop, add_venue
from faden.surfaces.demo.actions.city import BEGINNING, City
from faden.surfaces.demo.actions.processes import Course
from faden.surfaces.demo.pictures.plates import plate
from faden.surfaces.demo.queries import Entry

STOP_FIELDS = ("opens", "closes", "address", "latitude", "longitude", "note")


def frame(city: City, course: Course, *, texts: Entry) -> None:
    """Name the venues and the funders, and give them to the process."""
    venues = [_venue(city, entry) for entry in texts["venues"]]
    funders = [_funder(entry) for entry in texts["funders"]]
    framed = Frame(venues, funders, texts["funding_text"])
    background.set_frame(course.process, framed, actor=city.manager, now=BEGINNING)


def _venue(city: City, entry: Entry) -> Venue:
    facts = {name: value for name, value in entry.items() if name not in ("stops", "hours")}
    hours = {int(day): spans_of(text) for day, text in entry.get("hours", {}).items()}
    venue = add_venue(VenueFacts(**facts, hours=hours), actor=None, now=BEGINNING)
    for stop in entry.get("stops", []):
        given = {name: stop[name] for name in STOP_FIELDS if name in stop}
        add_stop(venue, StopFacts(city.day(stop["in_days"]), **given), actor=None, now=BEGINNING)
    return venue


def _funder(entry: Entry) -> Funder:
    logo = logo_of(plate(entry["logo_words"]))
    assert not isinstance(logo, Refusal)  # noqa: S101 - we drew it
    facts = FunderFacts(entry["name"], entry["url"], logo, entry["logo_alt"])
    return add_funder(facts, actor=None, now=BEGINNING)
