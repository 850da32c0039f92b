"""Walls, series of cards, and the numbers of what comes in on paper or by telephone."""

from datetime import datetime

from django.db.models import Max

from faden.backbone.audit.actions import action, record, touch
from faden.backbone.items.actions import appear
from faden.backbone.items.models import Item, Origin
from faden.backbone.jobs.actions import enqueue
from faden.backbone.people.models import Person
from faden.backbone.places.models import Place
from faden.backbone.processes.models import Process
from faden.backbone.processes.queries import require
from faden.backbone.processes.rules import Permission
from faden.lib.refused import Refusal, Refused
from faden.participation.ideas.links import ideas_like
from faden.participation.ideas.models import Idea
from faden.participation.paper import rules
from faden.participation.paper.codes import code_of, letter_of, read
from faden.participation.paper.models import Card, Likeness, Series, Wall
from faden.shared.media.actions import Arranged, DescribedImage, arrange


@action
def open_wall(process: Process, *, title: str, channel: str, actor: Person, now: datetime) -> Wall:
    """Return a new place where cards of the process are collected; it is as public as the process.

    :raises Refused: without the permission
    """
    require(actor, Permission.ENTER_ON_BEHALF, process_id=process.pk, now=now)
    wall = Wall.objects.create(
        part_of=process,
        process=process,
        title=title,
        channel=channel,
        author=process.unit,
        language=process.language,
        visibility=Item.Visibility.PUBLIC,
        created_at=now,
        published_at=now,
    )
    appear(wall)
    record("paper.open_wall", wall, actor=actor, channel=channel)
    return wall


@action
def hang_photos(
    wall: Wall, photos: Arranged[DescribedImage], *, actor: Person, now: datetime
) -> bool:
    """Show these photos of the wall; return whether anything changed.

    :raises Refused: without the permission, or as pictures are refused
    """
    require(actor, Permission.ENTER_ON_BEHALF, process_id=wall.process_id, now=now)
    return arrange(wall, photos, actor=actor, now=now)


@action
def print_series(  # noqa: PLR0913 - what is printed on a card
    process: Process,
    *,
    size: str,
    n_cards: int,
    question: str = "",
    wall: Wall | None = None,
    actor: Person,
    now: datetime,
) -> Series:
    """Return a new series of cards; their numbers follow the last one that was given out anywhere.

    :raises Refused: without the permission
    """
    require(actor, Permission.ENTER_ON_BEHALF, process_id=process.pk, now=now)
    first = _next_number()
    series = Series.objects.create(
        process=process,
        wall=wall,
        size=size,
        question=question,
        first_number=first,
        n_cards=n_cards,
        made_by=actor,
        made_at=now,
    )
    cards = [
        Card(number=number, process=process, series=series)
        for number in range(first, series.last_number + 1)
    ]
    Card.objects.bulk_create(cards)
    record("paper.print_series", series, actor=actor, size=size, n_cards=n_cards)
    return series


def read_number(process: Process, typed: str) -> str | Refusal:
    """Return the number of a card as it is kept, or why the team cannot enter it.

    The caller has locked the process: nobody else enters cards of it meanwhile.
    """
    known = read(typed)
    if known is None:
        return typed
    card = Card.objects.filter(number=known[0]).first()
    is_of_process = card is not None and card.process_id == process.pk
    refusal = rules.entry_refusal(
        typed,
        is_given_out=card is not None,
        is_of_process=is_of_process,
        is_taken=card is not None and _is_taken(card),
    )
    return refusal or (code_of(known[0]) if is_of_process else typed)


def _is_taken(card: Card) -> bool:
    """Return whether something came in under the number; what was entered by mistake frees it."""
    if card.entered_at is None or card.item_id is None:
        return card.entered_at is not None
    return not Idea.objects.filter(pk=card.item_id, withdrawn_at__isnull=False).exists()


@action
def keep_number(idea: Idea, now: datetime) -> None:
    """Note that the idea is what stood on the card of its number, and look for duplicates later.

    What comes by telephone, by letter, at an event or a mobile office gets a number if it has
    none. Cards of a wall keep what stands on them, and nothing if that is nothing: whoever wrote
    them is gone.

    :raises Refused: if the number is that of another contribution
    """
    enqueue("paper.compare", idea=idea.pk)
    origin = idea.origin
    if not origin.card_number:
        if origin.channel != Origin.Channel.IDEA_WALL:
            _give_number(idea, origin, now=now)
        return
    known = read(origin.card_number)
    if known is None or known[1] != letter_of(known[0]):
        return
    number = known[0]
    card = Card.objects.select_for_update().filter(number=number, process=idea.process_id).first()
    if card is None:
        return
    if _is_taken(card):
        raise Refused(rules.taken_refusal(number))
    card.item, card.entered_at = idea, now
    card.save(update_fields=["item", "entered_at"])
    touch(idea)


@action
def compare(idea_id: int, *, now: datetime) -> None:
    """Note which ideas may say the same as this one; none for an idea that is gone."""
    idea = Idea.objects.select_related("process").filter(id=idea_id).first()
    if idea is None or idea.process is None:
        return
    alike = ideas_like(
        idea.title, idea.text, process=idea.process, language=idea.language, exclude=idea
    )
    pairs = [Likeness(idea=idea, other_id=other.pk, found_at=now) for other in alike]
    Likeness.objects.bulk_create(pairs, ignore_conflicts=True)
    record("paper.compare", idea, actor=None, n_alike=len(pairs))


@action
def settle(likeness: Likeness, *, actor: Person, now: datetime) -> None:
    """Note that somebody looked at the two, so that nobody looks again.

    :raises Refused: without the permission
    """
    require(actor, Permission.ENTER_ON_BEHALF, process_id=likeness.idea.process_id, now=now)
    likeness.settled_at = now
    likeness.save(update_fields=["settled_at"])
    record("paper.settle", likeness, actor=actor)


def _give_number(idea: Idea, origin: Origin, *, now: datetime) -> None:
    assert idea.process is not None  # noqa: S101 - ideas are part of one
    number, process = _next_number(), idea.process.as_process
    Card.objects.create(number=number, process=process, item=idea, entered_at=now)
    origin.card_number = code_of(number)
    origin.save(update_fields=["card_number"])
    touch(idea)


def _next_number() -> int:
    """Return the next number; until the action ends nobody else gets one."""
    list(Place.objects.select_for_update().values_list("pk"))
    return (Card.objects.aggregate(last=Max("number"))["last"] or 0) + 1
