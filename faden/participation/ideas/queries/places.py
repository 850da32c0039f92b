"""Where the ideas of a selection are, for maps."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.db.models import Q
from django.urls import reverse

from faden.participation.ideas.models import Idea
from faden.participation.ideas.queries.lists import Found
from faden.participation.ideas.rules import NO_SLUG

MOST_POINTS = 20_000  # 3 MB before packing; more would not help anybody


class Point(NamedTuple):
    """An idea on a map. Without coordinates of its own it stands where its district's name does."""

    pk: int
    title: str
    url: str
    latitude: float  # WGS84 degrees
    longitude: float
    district: str = ""  # only where the idea stands for all of it


def points(found: Found) -> Iterator[Point]:
    """Yield the ideas of the selection that have a place: one query."""
    has_point = Q(latitude__isnull=False) | Q(district__latitude__isnull=False)
    ideas = Idea.objects.filter(has_point, pk__in=found.items.order_by().values("pk"))
    before, after = reverse("ideas:detail", args=[0, "-"]).split("0--")
    names = ("pk", "slug", "title", "latitude", "longitude")
    of_district = ("district__name", "district__latitude", "district__longitude")
    rows: Iterable[Any] = ideas.order_by("pk").values_list(*names, *of_district)[:MOST_POINTS]
    for pk, slug, title, latitude, longitude, *district in rows:
        url = f"{before}{pk}-{slug or NO_SLUG}{after}"
        if latitude is None:
            yield Point(pk, title, url, district[1], district[2], district[0])
        else:
            yield Point(pk, title, url, latitude, longitude)
