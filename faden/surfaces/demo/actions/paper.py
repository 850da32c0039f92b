"""An idea wall with printed cards, some of them entered and answered, and a documentation."""

from datetime import date
from uuid import uuid4

from faden.backbone.items.models import Origin
from faden.participation.ideas.actions import Card, Draft, HandedIn, enter_cards
from faden.participation.paper.actions import open_wall, print_series
from faden.participation.paper.codes import code_of
from faden.participation.paper.models import Card as PrintedCard
from faden.participation.paper.models import Series
from faden.shared.outcomes.actions import Answer, answer
from faden.surfaces.demo.actions.city import City
from faden.surfaces.demo.actions.files import hang_picture
from faden.surfaces.demo.actions.processes import Course
from faden.surfaces.demo.queries import Entry
from faden.surfaces.documentation.actions import ask_for


def collect_cards(city: City, course: Course, *, texts: Entry) -> None:
    """Print cards, enter those that came back, answer two of them, have all of it documented."""
    printed_at = city.moment(-texts["printed_days_ago"])
    entered_at = city.moment(-texts["entered_days_ago"])
    channel, process = Origin.Channel.IDEA_WALL, course.process
    place, actor = texts["place"], city.manager
    wall = open_wall(process, title=place, channel=channel, actor=actor, now=printed_at)
    hang_picture(wall, texts, owner=actor, now=entered_at)
    print_series(
        process,
        size=Series.Size.A6,
        n_cards=texts["n_cards"],
        question=texts["question"],
        wall=wall,
        actor=actor,
        now=printed_at,
    )
    source = HandedIn(channel, place=place)
    cards = [_card(course, entry) for entry in texts["cards"]]
    enter_cards(process, cards, source=source, actor=actor, now=entered_at)
    for entry in texts["answers"]:
        _answer(city, entry)
    ask_for(process, as_of=city.day(0), actor=actor, now=city.now)


def _card(course: Course, entry: Entry) -> Card:
    draft = Draft(
        title=entry["title"], text=entry["text"], action_field=course.fields[entry["field"]]
    )
    return Card(key=uuid4(), draft=draft, number=code_of(entry["number"]))


def _answer(city: City, entry: Entry) -> None:
    item = PrintedCard.objects.select_related("item").get(number=entry["number"]).item
    assert item is not None  # noqa: S101 - it was just entered
    decided_on: date = city.day(-entry["days_ago"])
    given: Answer = {
        "code": entry["outcome"],
        "reason": entry["reason"],
        "unit": city.units[entry["unit"]],
        "body": entry.get("body", ""),
        "decided_on": decided_on,
    }
    answer(item, given, actor=city.manager, now=city.moment(-entry["days_ago"]))
