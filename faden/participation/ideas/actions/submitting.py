"""Handing in an idea."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from faden.backbone.audit.actions import action, record
from faden.backbone.items.actions import appear, lock, revise
from faden.backbone.items.models import Item, Origin, Tag
from faden.backbone.people.models import Person
from faden.backbone.people.voices import voice_for
from faden.backbone.places.models import District
from faden.backbone.places.queries import district_at
from faden.backbone.processes.models import ActionField, Process
from faden.backbone.processes.queries import refusal_in
from faden.lib.refused import Refused
from faden.participation.ideas import numbers, queries
from faden.participation.ideas.actions.drafts import discard_draft
from faden.participation.ideas.models import Idea
from faden.shared.media.actions import (
    DescribedDocument,
    DescribedImage,
    attach,
    attach_documents,
)
from faden.shared.moderation.actions import hold
from faden.shared.moderation.queries import must_wait
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
    shows_author: bool = True  # else it stands without a name

    @property
    def placed(self) -> "Draft":
        """The same with the district in which its point lies, where it names none."""
        if self.district is not None or self.latitude is None or self.longitude is None:
            return self
        return replace(self, district=district_at(self.latitude, self.longitude))

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
    acting_as: str = ""  # beside the author's own name
    waits: bool = False  # for a look of the team
    written_at: datetime | None = None  # if that was before it was handed in
    key: UUID | None = (
        None  # of the idea, where whoever sends it chose one so as not to do it twice
    )

    @property
    def columns(self) -> dict[str, str]:
        """The values of the row of Origin."""
        names = ("channel", "place", "card_number", "author_name", "acting_as")
        return {name: getattr(self, name) for name in names}


ONLINE = HandedIn()


@action
def submit(  # noqa: PLR0913 - each is part of what is handed in
    process: Process,
    draft: Draft,
    *,
    person: Person,
    images: Sequence[DescribedImage] = (),
    documents: Sequence[DescribedDocument] = (),
    voice_key: str = "",
    now: datetime,
) -> Idea:
    """Publish the person's idea in the process; a form that is sent again publishes nothing more.

    Where the team looks at it first, it waits until then. What the person has kept as a draft
    there is gone.

    :param voice_key: in whose name, by `people.voices`; empty: in the own
    :raises Refused: if the process does not take ideas from this person now
    """
    lock(process)
    if refusal := refusal_in(process, "idea", verb="submit", person=person, now=now):
        raise Refused(refusal)
    discard_draft(process, person=person)
    voice = voice_for(person, voice_key)
    author = voice.author
    if before := queries.idea_in_these_words(process, draft.title, text=draft.text, author=author):
        return before
    waits = must_wait(process, "idea", verb="submit", person=person, now=now)
    handed_in = replace(ONLINE, waits=waits, acting_as=voice.acting_as)
    idea = publish(process, draft, handed_in=handed_in, author=author, actor=person, now=now)
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
    """Show the idea to everybody, unless it waits; the caller has asked its own rule."""
    idea = Idea.objects.create(
        part_of=process,
        process=process,
        uuid=handed_in.key or uuid4(),
        author=author,
        visibility=Item.Visibility.STAFF if handed_in.waits else Item.Visibility.PUBLIC,
        created_at=handed_in.written_at or now,
        published_at=None if handed_in.waits else now,
        **draft.placed.columns,
    )
    Origin.objects.create(item=idea, **handed_in.columns)
    if handed_in.channel != Origin.Channel.ONLINE:
        numbers.keep(idea, now=now)
    if draft.tags:
        idea.tags.set(draft.tags)
    revise(idea, text=idea.text, author=author, now=now)
    index(idea, title=idea.title, text=idea.text, language=idea.language)
    appear(idea)
    if handed_in.waits:
        hold(idea, now=now)
    record("ideas.submit", idea, actor=actor, channel=handed_in.channel)
    return idea
