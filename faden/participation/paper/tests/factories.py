from typing import Any
from uuid import uuid4

from faden.backbone.items.models import Origin
from faden.backbone.people.models import Person
from faden.backbone.people.tests.factories import NOON
from faden.backbone.processes.models import Process
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_role
from faden.lib.refused import Refusal
from faden.participation.ideas.actions import Card, Draft, HandedIn, enter_cards
from faden.participation.ideas.models import Idea
from faden.participation.paper.actions import open_wall, print_series
from faden.participation.paper.models import Series, Wall

LIBRARY = "Ideenwand in der Stadtbibliothek"


def a_helper(process: Process) -> Person:
    """Somebody who enters cards in the process."""
    return a_role(Role.ON_SITE_TEAM, process)


def a_wall(process: Process, *, title: str = LIBRARY, channel: str = "idea_wall") -> Wall:
    return open_wall(process, title=title, channel=channel, actor=a_helper(process), now=NOON)


def a_series(process: Process, *, n_cards: int = 5, size: str = "a6", **facts: Any) -> Series:
    helper = a_helper(process)
    return print_series(process, size=size, n_cards=n_cards, actor=helper, now=NOON, **facts)


def entered(
    process: Process,
    number: str,
    *,
    helper: Person,
    title: str = "Mehr Bänke",
    channel: Origin.Channel = Origin.Channel.IDEA_WALL,
    place: str = LIBRARY,
) -> Idea | Refusal:
    """What comes of entering one card."""
    card = Card(key=uuid4(), draft=Draft(title=title, text=f"{title}!"), number=number)
    source = HandedIn(channel, place=place)
    (result,) = enter_cards(process, [card], source=source, actor=helper, now=NOON)
    return Idea.objects.get(pk=result.pk) if not isinstance(result, Refusal) else result
