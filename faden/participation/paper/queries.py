"""Cards by their numbers, and what became of them; walls and what hangs on them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Func, IntegerField, OuterRef, QuerySet, Subquery

from faden.backbone.items.models import Item, Origin
from faden.backbone.people.models import Unit
from faden.backbone.processes.models import Process
from faden.participation.ideas.links import merger_of
from faden.participation.ideas.models import Idea
from faden.participation.ideas.states import unlisted_ids
from faden.participation.paper.codes import read
from faden.participation.paper.models import Card, Likeness, Series, Wall
from faden.participation.paper.rules import Facts, Stage, stage_of
from faden.shared.media.models import Image
from faden.shared.media.queries import images_of
from faden.shared.moderation.models import Hiding
from faden.shared.moderation.queries import open_hiding
from faden.shared.outcomes.models import Outcome
from faden.shared.outcomes.queries import current_outcomes

MOST_BY_HAND = 20  # ideas of one number that was written by hand


@dataclass(frozen=True)
class Found:
    """What is known of a card: where its contribution stands, and what everybody may see of it."""

    card: Card
    stage: Stage
    idea: Idea | None = None  # public, and what became of it is its own or that of `merged_into`
    outcome: Outcome | None = None
    merged_into: Item | None = None
    hiding: Hiding | None = None

    @property
    def process(self) -> Process | None:
        """The process, where everybody may know of it."""
        return None if self.stage == Stage.CLOSED else _process_of(self.card)


def card_of(typed: str) -> Card | None:
    """Return the card of the number, whatever letter was typed with it."""
    known = read(typed)
    item = ("item__process__as_process__unit",)  # it may have been moved to another process
    cards = Card.objects.select_related("process", "process__unit", "series__wall", *item)
    return cards.filter(number=known[0]).first() if known else None


def found(card: Card) -> Found:
    """Return where the contribution of the card stands; four queries at most."""
    if not _process_of(card).is_public:
        return Found(card, Stage.CLOSED)
    if card.item is None:
        return Found(card, stage_of(Facts(is_entered=False)))
    idea = Idea.objects.select_related("origin", "process__as_process").get(pk=card.item.pk)
    hiding = open_hiding(idea)
    merger = merger_of(idea)
    target = merger.target if merger and merger.target.is_public else None
    outcomes = current_outcomes([item for item in (idea, target) if item is not None])
    outcome = outcomes.get(target.pk if target else idea.pk)
    stage = stage_of(
        Facts(
            is_public=idea.is_public,
            is_hidden=hiding is not None,
            is_withdrawn=idea.withdrawn_at is not None,
            is_merged=target is not None,
            is_answered=outcome is not None and outcome.is_answer,
        )
    )
    shown = idea if idea.is_public else None
    return Found(card, stage, shown, outcome if shown else None, target if shown else None, hiding)


def _process_of(card: Card) -> Process:
    """Return the process in which the contribution of the card is now, else that of the card."""
    item = card.item
    return item.process.as_process if item and item.process else card.process


def ideas_numbered_by_hand(typed: str) -> QuerySet[Idea]:
    """Return the ideas everybody may see from cards that people numbered themselves."""
    known = read(typed)
    number = str(known[0]) if known and not known[1] else typed.strip()
    numbered = (
        Idea.objects.seen_by_all()
        .filter(origin__card_number=number)
        .exclude(origin__channel=Origin.Channel.ONLINE)
    )
    return numbered.select_related("origin", "process__as_process").order_by("-pk")[:MOST_BY_HAND]


def wall_of(pk: int) -> Wall | None:
    """Return the wall with its process."""
    return Wall.objects.select_related("process__as_process").filter(id=pk).first()


def process_of(wall: Wall) -> Process:
    """Return the process whose wall it is."""
    assert wall.process is not None  # noqa: S101 - a wall is always part of one
    return wall.process.as_process


def walls_of(process: Item) -> QuerySet[Wall]:
    """Return the walls of the process by their names."""
    return Wall.objects.filter(part_of=process.pk).order_by("title", "pk")


def ideas_of(wall: Wall) -> QuerySet[Idea]:
    """Return what hangs on the wall and lists show, in the order in which it was entered."""
    ideas = Idea.objects.filter(part_of=wall.part_of_id, kind=Idea.kind_name).public()
    from_here = ideas.filter(origin__channel=wall.channel, origin__place__iexact=wall.title)
    listed = from_here.exclude(pk__in=unlisted_ids())
    return listed.select_related("origin", "action_field").order_by("pk")


def with_answers(ideas: Iterable[Idea]) -> list[tuple[Idea, Outcome | None]]:
    """Return each idea with the city's answer to it: one query."""
    known = list(ideas)
    outcomes = current_outcomes(known)
    return [(idea, outcomes.get(idea.pk)) for idea in known]


def n_ideas_by_wall(process: Item) -> Mapping[tuple[str, str], int]:
    """Return `{(channel, place in small letters): number of public ideas}`: one query."""
    ideas = Idea.objects.filter(part_of=process.pk, kind=Idea.kind_name).public()
    origins = Origin.objects.filter(item__in=ideas.exclude(pk__in=unlisted_ids()).values("pk"))
    groups = origins.order_by().values("channel", "place").annotate(n=Count("pk"))
    counts: dict[tuple[str, str], int] = {}
    for group in groups:
        key = (group["channel"], group["place"].casefold())
        counts[key] = counts.get(key, 0) + group["n"]
    return counts


def photos_of(wall: Wall) -> list[Image]:
    """Return the photos of the wall in order."""
    return images_of([wall]).get(wall.pk, [])


def series_of(process: Item) -> QuerySet[Series]:
    """Return the series of the process, the newest first, with how many cards came back."""
    back = Card.objects.filter(series=OuterRef("pk"), entered_at__isnull=False).order_by()
    counted = back.annotate(n=Func("pk", function="COUNT")).values("n")
    found = Series.objects.filter(process=process.pk).select_related("wall")
    return found.annotate(n_back=Subquery(counted, output_field=IntegerField()))


def series_by_id(process: Item, pk: int) -> Series | None:
    """Return the series of the process with its wall, if it is one of its own."""
    return series_of(process).filter(pk=pk).first()


def cards_of(process: Item) -> QuerySet[Card]:
    """Return all numbers of the process for the team's table."""
    return Card.objects.filter(process=process.pk).select_related(
        "series__wall", "item__origin", "process"
    )


def with_number(cards: QuerySet[Card], typed: str) -> QuerySet[Card]:
    """Return the card of this number; others for words of its contribution's title."""
    known = read(typed)
    if known is not None:
        return cards.filter(number=known[0])
    return cards.filter(item__title__icontains=typed)


def entered(cards: QuerySet[Card], is_entered: bool) -> QuerySet[Card]:  # noqa: FBT001 - of a filter
    """Return the cards that are entered, or those that are not."""
    return cards.filter(entered_at__isnull=not is_entered)


def telephone_of(process: Process) -> str:
    """Return the number under which the responsible office is reached, if it gives one."""
    return Unit.objects.filter(pk=process.unit_id).values_list("telephone", flat=True).first() or ""


def likenesses_in(process: Item) -> QuerySet[Likeness]:
    """Return the pairs that nobody looked at yet and that lists still show, the newest first."""
    shown = Idea.objects.filter(part_of=process.pk).public().exclude(pk__in=unlisted_ids())
    pairs = Likeness.objects.filter(idea__in=shown.values("pk"), other__in=shown.values("pk"))
    return pairs.filter(settled_at=None).select_related("idea__origin", "other__origin")
