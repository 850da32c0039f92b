"""Ideas, ratings, comments and answers of the demonstration, each at its time."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import cycle, islice

from django.utils import timezone

from faden.backbone.items.actions import count
from faden.backbone.items.models import Item, Origin
from faden.backbone.people.models import Person
from faden.participation.ideas.actions import Draft, HandedIn, enter_on_behalf, submit
from faden.participation.ideas.models import Idea
from faden.shared.comments.actions import comment
from faden.shared.moderation.actions import hide
from faden.shared.outcomes.actions import answer
from faden.shared.ratings.actions import rate
from faden.shared.ratings.models import Rating
from faden.surfaces.demo.actions.city import City, midnight
from faden.surfaces.demo.actions.processes import Course
from faden.surfaces.demo.queries import Entry, moment

HALF_AN_HOUR = timedelta(minutes=30)


def contribute(city: City, course: Course, *, ideas: list[Entry], comments: list[Entry]) -> None:
    """Hand in what the people of the city have to say."""
    raters = cycle(course.raters)
    for entry in ideas:
        at = moment(entry, now=city.now)
        idea = _hand_in(city, course, entry, at=at)
        course.ideas[entry["key"]] = idea
        _rate(idea, entry, raters, at=max(at, course.rating_from) + HALF_AN_HOUR)
        if "hidden_reason" in entry:
            hidden_at = at + timedelta(hours=entry["hidden_after_hours"])
            hide(idea, reason=entry["hidden_reason"], actor=city.manager, now=hidden_at)
    _comment(city, course, comments)


def _hand_in(city: City, course: Course, entry: Entry, *, at: datetime) -> Idea:
    author, draft = city.people[entry["author"]], _draft(city, course, entry)
    if entry["channel"] == Origin.Channel.ONLINE:
        return submit(course.process, draft, person=author, now=at)
    return enter_on_behalf(
        course.process,
        draft,
        handed_in=_handed_in(entry),
        author=author,
        actor=city.manager,
        now=at,
    )


def _draft(city: City, course: Course, entry: Entry) -> Draft:
    district = entry.get("district")
    return Draft(
        title=entry["title"],
        text=entry["text"].strip(),
        action_field=course.fields[entry["field"]],
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
    """Rate the idea as often as its entry says.

    The first rating asks whether it may be; the others, thousands in all, are stored together.
    """
    values = [1] * entry["up"] + [-1] * entry["down"]
    strangers = (person for person in raters if person.pk != idea.author_id)
    people = list(islice(strangers, len(values)))
    for value, person in zip(values[:1], people[:1], strict=True):
        rate(idea, value, person=person, now=at)
    others = list(zip(values[1:], people[1:], strict=True))
    Rating.objects.bulk_create(
        Rating(item=idea, person=person, value=value, rated_at=at) for value, person in others
    )
    count(
        idea,
        n_up=sum(value == 1 for value, _person in others),
        n_down=sum(value == -1 for value, _person in others),
    )


def _comment(city: City, course: Course, entries: Iterable[Entry]) -> None:
    written: dict[str, Item] = {}
    for entry in sorted(entries, key=lambda entry: float(entry["hours_after"])):
        idea = course.ideas[entry["idea"]]
        written[entry["key"]] = comment(
            written[entry["reply_to"]] if "reply_to" in entry else idea,
            text=entry["text"].strip(),
            stance=entry["stance"],
            person=city.people[entry["author"]],
            now=idea.created_at + timedelta(hours=entry["hours_after"]),
        )


def give_answers(city: City, course: Course, *, answers: Iterable[Entry]) -> None:
    """Answer ideas as offices of the city do."""
    for entry in answers:
        days_ago = timedelta(days=entry.get("decided_days_ago", 0))
        decided_on = entry.get("decided_on") or timezone.localdate(city.now - days_ago)
        answer(
            course.ideas[entry["idea"]],
            {
                "code": entry["outcome"],
                "reason": entry["reason"],
                "unit": city.units[entry["unit"]],
                "body": entry.get("body") or entry.get("forwarded_to", ""),
                "decided_on": decided_on,
            },
            actor=city.manager,
            now=midnight(decided_on) + timedelta(hours=10),
        )
