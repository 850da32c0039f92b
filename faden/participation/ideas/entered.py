"""What the team has entered for others."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from faden.backbone.items.models import Item, Origin
from faden.participation.ideas.models import Idea


def ideas_by_key(keys: Iterable[UUID]) -> dict[UUID, Item]:
    """Return `{key: item}` of what is stored under these keys already."""
    return {item.uuid: item for item in Item.objects.filter(uuid__in=list(keys))}


def entered_numbers(
    process: Item, channel: str, *, place: str, numbers: Iterable[str]
) -> dict[str, Item]:
    """Return `{number in small letters: idea}` of those cards of this source that are entered.

    A source is a channel and a place; how the place is capitalised does not matter. What was taken
    back can be entered again.
    """
    spellings = {way(number) for number in numbers if number for way in (str, str.lower, str.upper)}
    if not spellings:
        return {}
    origins = Origin.objects.filter(
        item__part_of=process.pk,
        item__idea__withdrawn_at=None,
        channel=channel,
        card_number__in=spellings,
    )
    rows = origins.select_related("item")
    return {row.card_number.casefold(): row.item for row in rows if _is_same(row.place, place)}


def last_entered(process: Item, *, most: int = 10) -> QuerySet[Idea]:
    """Return the ideas that were entered last, the newest first."""
    ideas = Idea.objects.filter(part_of=process.pk, kind=Idea.kind_name)
    on_paper = ideas.exclude(origin__channel=Origin.Channel.ONLINE)
    shown = on_paper.filter(withdrawn_at=None)
    return shown.select_related("origin").order_by("-id")[:most]


def entered_of(process: Item, numbers: Iterable[int]) -> list[Idea]:
    """Return those of the ideas with these numbers that were entered and not taken back."""
    ideas = Idea.objects.filter(part_of=process.pk, kind=Idea.kind_name, pk__in=list(numbers))
    on_paper = ideas.exclude(origin__channel=Origin.Channel.ONLINE)
    return list(on_paper.public().filter(withdrawn_at=None).order_by("pk"))


def _is_same(place: str, other: str) -> bool:
    return " ".join(place.split()).casefold() == " ".join(other.split()).casefold()
