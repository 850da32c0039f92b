"""Handing in an idea."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from faden.backbone.audit.actions import action, record
from faden.backbone.items.actions import appear, lock, revise
from faden.backbone.items.models import Item, Origin, Tag
from faden.backbone.people.models import Person
from faden.backbone.places.models import District
from faden.backbone.processes.models import ActionField, Process
from faden.backbone.processes.queries import refusal_in
from faden.lib.refused import Refused
from faden.participation.ideas import queries
from faden.participation.ideas.actions.drafts import discard_draft
from faden.participation.ideas.models import Idea
from faden.shared.media.actions import (
    DescribedDocument,
    DescribedImage,
    attach,
    attach_documents,
)
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
    address: str = ""  # as the city's list writes it
    language: str = "de"
    tags: Sequence[Tag] = ()

    @property
    def columns(self) -> dict[str, Any]:
        """The values of the idea's row."""
        return {name: value for name, value in vars(self).items() if name != "tags"}


@dataclass(frozen=True)
class HandedIn:
    """How an idea came in."""

    channel: Origin.Channel = Origin.Channel.ONLINE
    place: str = ""  # where the wall or stand was
    card_number: str = ""
    author_name: str = ""  # as it stands on the card
    written_at: datetime | None = None  # if that was before it was handed in
    key: UUID | None = (
        None  # of the idea, where whoever sends it chose one so as not to do it twice
    )

    @property
    def columns(self) -> dict[str, str]:
        """The values of the row of Origin."""
        names = ("channel", "place", "card_number", "author_name")
        return {name: getattr(self, name) for name in names}


ONLINE = HandedIn()


@action
def submit(
    process: Process,
    draft: Draft,
    *,
    person: Person,
    images: Sequence[DescribedImage] = (),
    documents: Sequence[DescribedDocument] = (),
    now: datetime,
) -> Idea:
    """Publish the person's idea in the process; a form that is sent again publishes nothing more.

    What the person has kept as a draft there is gone.

    :raises Refused: if the process does not take ideas from this person now
    """
    lock(process)
    if refusal := refusal_in(process, "idea", verb="submit", person=person, now=now):
        raise Refused(refusal)
    discard_draft(process, person=person)
    if before := queries.idea_in_these_words(process, draft.title, text=draft.text, author=person):
        return before
    idea = publish(process, draft, handed_in=ONLINE, author=person, actor=person, now=now)
    attach(idea, images, actor=person, now=now)
    attach_documents(idea, documents, actor=person, now=now)
    return idea


@action
def publish(
    process: Process,
    draft: Draft,
    *,
    handed_in: HandedIn,
    author: Person | None,
    actor: Person,
    now: datetime,
) -> Idea:
    """Show the idea to everybody; the caller has asked its own rule."""
    idea = Idea.objects.create(
        part_of=process,
        process=process,
        uuid=handed_in.key or uuid4(),
        author=author,
        visibility=Item.Visibility.PUBLIC,
        created_at=handed_in.written_at or now,
        published_at=now,
        **draft.columns,
    )
    Origin.objects.create(item=idea, **handed_in.columns)
    if draft.tags:
        idea.tags.set(draft.tags)
    revise(idea, text=idea.text, author=author, now=now)
    index(idea, title=idea.title, text=idea.text, language=idea.language)
    appear(idea)
    record("ideas.submit", idea, actor=actor, channel=handed_in.channel)
    return idea
