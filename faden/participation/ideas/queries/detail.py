"""Reading one idea."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.processes.models import Process
from faden.backbone.processes.queries import may_see
from faden.participation.ideas.keywords import Keywords
from faden.participation.ideas.models import Idea
from faden.participation.ideas.states import with_state
from faden.shared.moderation.models import Hold

WAITING = Hold.objects.filter(item=OuterRef("pk"), decided_at=None)


def idea_seen_by(person: Person | None, pk: int, *, now: datetime) -> Idea | None:
    """Return the idea with process, author and place, if this person may see it."""
    of_item = ("part_of", "process__as_process", "author", "origin", "guest_tally")
    # By id: unlike pk, a relation to the item, it finds nothing by a number too large for a row.
    ideas = Idea.objects.select_related(*of_item, "action_field", "district")
    idea = with_state(ideas).annotate(keywords=Keywords()).filter(id=pk).first()
    return idea if idea and may_see(idea, person, now=now) else None


def idea_in_these_words(process: Item, title: str, *, text: str, author: Person) -> Idea | None:
    """Return the idea that this author has handed in word for word, public or waiting, or None."""
    is_there = Q(visibility=Item.Visibility.PUBLIC) | Q(Exists(WAITING))
    ideas = Idea.objects.filter(is_there, part_of=process.pk, kind=Idea.kind_name, author=author)
    return ideas.filter(title=title, text=text).first()


def process_of(idea: Idea) -> Process:
    """Return the process in which the idea was handed in."""
    assert idea.process is not None  # noqa: S101 - an idea is always part of one
    return idea.process.as_process
