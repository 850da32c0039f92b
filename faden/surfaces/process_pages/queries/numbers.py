"""How many took part, how, and where."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Subquery, Sum, Value

from faden.backbone.items.kinds import Kind, kind
from faden.backbone.items.models import Item, Origin, PublicCount
from faden.participation.groups.models import Body
from faden.participation.ideas.models import Idea
from faden.participation.ideas.states import unlisted_ids


@dataclass(frozen=True)
class Numbers:
    """Participation in a process; what the team has hidden is not counted."""

    n_people: int  # who handed something in or wrote a comment
    by_kind: list[
        tuple[Kind, int]
    ]  # contributions before comments; what there is none of is absent
    n_ratings: int  # of ideas, by accounts
    n_bodies: int  # groups that everybody sees
    by_channel: list[tuple[str, int]]  # ideas by the way they came in, the most first
    by_district: list[tuple[str, int]]  # ideas, the most first; "" for those without a district

    @property
    def is_empty(self) -> bool:
        """Whether nothing has come in yet."""
        return not self.by_kind

    @property
    def n_on_site(self) -> int:
        """How many ideas came in on paper, by telephone, at events."""
        online = str(Origin.Channel.ONLINE.label)
        return sum(n for name, n in self.by_channel if name != online)

    @property
    def has_districts(self) -> bool:
        """Whether at least one idea says for which district it is."""
        return any(name for name, _n in self.by_district)


def numbers_of(process: Item) -> Numbers:
    """Return the participation numbers: two queries, whatever has come in."""
    counts, n_people = _counts(process)
    said = [(of, n) for of, n in counts if of.is_contribution or of.is_comment]
    ideas = list(_ideas(process))
    by_district: Counter[str] = Counter()
    by_channel: Counter[str] = Counter()
    for group in ideas:
        by_district[group["place"] or ""] += group["n"]
        by_channel[group["channel"] or Origin.Channel.ONLINE] += group["n"]
    return Numbers(
        n_people=n_people,
        by_kind=sorted(said, key=lambda count: count[0].is_comment),
        n_ratings=sum(group["n_ratings"] for group in ideas),
        n_bodies=next((n for of, n in counts if of.name == Body.kind_name), 0),
        by_channel=[(str(Origin.Channel(name).label), n) for name, n in by_channel.most_common()],
        by_district=by_district.most_common(),
    )


def _counts(process: Item) -> tuple[list[tuple[Kind, int]], int]:
    """Return what has come in by kind, from the stored counts, and from how many people."""
    shown = Item.objects.filter(process=process.pk).exclude(visibility=Item.Visibility.STAFF)
    together = shown.order_by().values(together=Value(1))
    authors = together.annotate(n_people=Count("author", distinct=True)).values("n_people")
    counts = PublicCount.objects.filter(process=process.pk, n__gt=0)
    rows = list(counts.annotate(n_people=Subquery(authors)).values_list("kind", "n", "n_people"))
    n_people = next((n_people for _kind, _n, n_people in rows), 0)
    return [(kind(name), n) for name, n, _n_people in rows], n_people


def _ideas(process: Item) -> Iterable[Mapping[str, Any]]:
    """Return a row for each district and channel: how many ideas, how many ratings of these."""
    ideas = Idea.objects.filter(process=process.pk).exclude(visibility=Item.Visibility.STAFF)
    listed = ideas.exclude(pk__in=unlisted_ids())
    groups = listed.order_by().values(place=F("district__name"), channel=F("origin__channel"))
    return groups.annotate(n=Count("id"), n_ratings=Sum(F("n_up") + F("n_down")))
