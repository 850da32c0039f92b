"""Entering what came on paper, by telephone or at an event, one by one or a whole wall at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from faden.backbone.audit.actions import action
from faden.backbone.items.actions import lock
from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.processes.models import Process
from faden.backbone.processes.queries import require
from faden.backbone.processes.rules import Permission
from faden.lib.refused import Refusal
from faden.participation.ideas import numbers, rules
from faden.participation.ideas.actions.editing import withdraw
from faden.participation.ideas.actions.submitting import Draft, HandedIn, publish
from faden.participation.ideas.entered import entered_numbers, ideas_by_key
from faden.participation.ideas.models import Idea
from faden.shared.media.actions import (
    DescribedDocument,
    DescribedImage,
    attach,
    attach_documents,
)


@dataclass(frozen=True)
class Card:
    """One contribution that somebody else wrote."""

    key: UUID  # of the row in which it is entered: sent again, it is stored once
    draft: Draft
    number: str = ""  # on the card
    author_name: str = ""  # on the card
    images: Sequence[DescribedImage] = ()  # of the card itself, for example
    documents: Sequence[DescribedDocument] = ()


@action
def enter_on_behalf(
    process: Process,
    draft: Draft,
    *,
    handed_in: HandedIn,
    author: Person | None = None,
    actor: Person,
    now: datetime,
) -> Idea:
    """Publish an idea that came on paper or by telephone; phases do not bind the team.

    :param author: a guest of the name on the card, or an account
    :raises Refused: without the permission to enter contributions for others
    """
    require(actor, Permission.ENTER_ON_BEHALF, process_id=process.pk, now=now)
    return publish(process, draft, handed_in=handed_in, author=author, actor=actor, now=now)


@action
def enter_cards(
    process: Process,
    cards: Sequence[Card],
    *,
    source: HandedIn,
    actor: Person,
    now: datetime,
) -> list[Item | Refusal]:
    """Publish the contributions on cards of one source; return for each its idea, or why not.

    One transaction for all: who sends a page of cards again stores none of them twice, and a card
    that is refused keeps no other from being stored. Phases do not bind the team.

    :param source: channel, place and date, for all of them
    :raises Refused: without the permission to enter contributions for others
    """
    require(actor, Permission.ENTER_ON_BEHALF, process_id=process.pk, now=now)
    lock(process)  # the same page sent twice at once takes turns
    stored = ideas_by_key(card.key for card in cards)
    typed = [card.number for card in cards]
    taken = entered_numbers(process, source.channel, place=source.place, numbers=typed)
    results: list[Item | Refusal] = []
    for card in cards:
        result = _stored_before(process, card, stored=stored) or _number_refusal(card, taken)
        number = numbers.read(process, card.number)
        if result is None and isinstance(number, Refusal):
            result = number
        if result is None:
            numbered = replace(card, number=str(number))
            result = _publish(process, numbered, source=source, actor=actor, now=now)
            stored[card.key] = result
            taken[card.number.casefold()] = result
        results.append(result)
    return results


@action
def take_back(ideas: Iterable[Idea], *, reason: str, actor: Person, now: datetime) -> None:
    """Withdraw ideas that were entered by mistake; all of them or none.

    :raises Refused: where one of them cannot be withdrawn by this person
    """
    for idea in ideas:
        withdraw(idea, reason=reason, actor=actor, now=now)


def _stored_before(
    process: Process, card: Card, *, stored: Mapping[UUID, Item]
) -> Item | Refusal | None:
    """Return the idea if this very row was sent before, or why it is not taken any more."""
    before = stored.get(card.key)
    if before is None:
        return None
    is_same = (before.part_of_id, before.title) == (process.pk, card.draft.title)
    return before if is_same else rules.changed_card_refusal(before)


def _number_refusal(card: Card, taken: Mapping[str, Item]) -> Refusal | None:
    return rules.card_number_refusal(card.number, taken.get(card.number.casefold()))


def _publish(
    process: Process, card: Card, *, source: HandedIn, actor: Person, now: datetime
) -> Idea:
    handed_in = replace(source, card_number=card.number, author_name=card.author_name, key=card.key)
    idea = publish(process, card.draft, handed_in=handed_in, author=None, actor=actor, now=now)
    attach(idea, card.images, actor=actor, now=now)
    attach_documents(idea, card.documents, actor=actor, now=now)
    return idea
