"""Handing in an idea."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from faden.backbone.audit.actions import action, record
from faden.backbone.items.actions import appear, lock, revise
from faden.backbone.items.models import Item, Origin
from faden.backbone.people.models import Person
from faden.backbone.places.models import District
from faden.backbone.processes.models import ActionField, Process
from faden.backbone.processes.queries import openings_of, require
from faden.backbone.processes.rules import Permission, level_of, verb_refusal
from faden.lib.refused import Refused
from faden.participation.ideas import queries
from faden.participation.ideas.models import Idea
from faden.shared.media.actions import DescribedImage, attach
from faden.shared.search.actions import index


@dataclass(frozen=True)
class Draft:
    """What somebody hands in."""

    title: str
    text: str
    action_field: ActionField | None = None
    district: District | None = None
    latitude: float | None = None  # WGS84 degrees, with longitude or not at all
    longitude: float | None = None
    language: str = "de"


@dataclass(frozen=True)
class HandedIn:
    """How an idea came in; the fields are those of Origin."""

    channel: Origin.Channel = Origin.Channel.ONLINE
    place: str = ""  # where the wall or stand was
    card_number: str = ""


ONLINE = HandedIn()


@action
def submit(
    process: Process,
    draft: Draft,
    *,
    person: Person,
    images: Sequence[DescribedImage] = (),
    now: datetime,
) -> Idea:
    """Publish the person's idea in the process; a form that is sent again publishes nothing more.

    :raises Refused: if the process does not take ideas from this person now
    """
    lock(process)
    refusal = verb_refusal(
        openings_of(process), kind="idea", verb="submit", level=level_of(person), now=now
    )
    if refusal:
        raise Refused(refusal)
    if before := queries.idea_in_these_words(process, draft.title, text=draft.text, author=person):
        return before
    idea = _publish(process, draft, ONLINE, author=person, actor=person, now=now)
    attach(idea, images, actor=person, now=now)
    return idea


@action
def enter_on_behalf(
    process: Process,
    draft: Draft,
    *,
    handed_in: HandedIn,
    author: Person,
    actor: Person,
    now: datetime,
) -> Idea:
    """Publish an idea that came on paper or by telephone; phases do not bind the team.

    :param author: a guest of the name on the card, or an account
    :raises Refused: without the permission to enter contributions for others
    """
    require(actor, Permission.ENTER_ON_BEHALF, process_id=process.pk, now=now)
    return _publish(process, draft, handed_in, author=author, actor=actor, now=now)


def _publish(
    process: Process,
    draft: Draft,
    handed_in: HandedIn,
    *,
    author: Person,
    actor: Person,
    now: datetime,
) -> Idea:
    idea = Idea.objects.create(
        part_of=process,
        process=process,
        author=author,
        visibility=Item.Visibility.PUBLIC,
        created_at=now,
        published_at=now,
        **vars(draft),
    )
    Origin.objects.create(item=idea, **vars(handed_in))
    revise(idea, text=idea.text, author=author, now=now)
    index(idea, title=idea.title, text=idea.text, language=idea.language)
    appear(idea)
    record("ideas.submit", idea, actor=actor, channel=handed_in.channel)
    return idea
