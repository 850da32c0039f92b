"""News in lists, in feeds, and one of them."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from faden.backbone.items.models import Item, seen_by_all
from faden.backbone.people.models import Person
from faden.backbone.places.models import District
from faden.backbone.processes.models import Process
from faden.backbone.processes.queries import (
    invited_to,
    may_see,
    processes_worked_on,
    standing,
)
from faden.backbone.processes.rules import Permission
from faden.participation.news.models import News
from faden.participation.news.rules import Stage
from faden.shared.media.models import Image
from faden.shared.media.queries import images_of
from faden.shared.search.queries import matching_ids

MOST_ENTRIES = 50  # of a feed
PER_PAGE = 12  # cards


def for_everybody() -> QuerySet[News]:
    """Return what everybody may see, the newest first, with process and district."""
    return _newest(News.objects.filter(seen_by_all()))


def seen_by(person: Person | None) -> QuerySet[News]:
    """Return what everybody may see, and what is for the person as invited, the newest first."""
    seen = seen_by_all()
    if invited := invited_to(person):
        closed = Q(process__visibility=Item.Visibility.INVITED, process__in=invited)
        seen |= closed & Q(visibility=Item.Visibility.PUBLIC)
    return _newest(News.objects.filter(seen))


def news_of(process: Item) -> QuerySet[News]:
    """Return the published news of a process that whoever asks may see, the newest first."""
    found = News.objects.filter(part_of=process.pk, kind=News.kind_name)  # as the index asks
    return _newest(found.public())


def news_in(district: District) -> QuerySet[News]:
    """Return what everybody may see of the news about the district, the newest first."""
    return for_everybody().filter(district=district)


def _newest(found: QuerySet[News]) -> QuerySet[News]:
    return found.select_related("process", "district").order_by("-published_at", "-pk")


def with_pictures(found: Iterable[News]) -> list[tuple[News, Image | None]]:
    """Return each with the picture that is ready to be shown: one query besides their own."""
    shown = list(found)
    pictures = images_of(shown) if shown else {}
    return [
        (news, next((one for one in pictures.get(news.pk, []) if one.is_ready), None))
        for news in shown
    ]


def news_seen_by(person: Person | None, pk: int, *, now: datetime) -> News | None:
    """Return the news with its process, if this person may see it."""
    found = News.objects.select_related("process", "author", "district").filter(id=pk).first()
    return found if found and may_see(found, person, now=now) else None


def fresh(news: News) -> News:
    """Return the row as it is stored now."""
    return News.objects.select_related("process", "district").get(pk=news.pk)


def said_in(news: News) -> str:
    """Return the words of the news without its title."""
    return f"{news.lead}\n\n{news.text}".strip()


def due(*, now: datetime) -> list[News]:
    """Return the news whose planned time has come, the earliest first."""
    return list(News.objects.filter(planned_for__lte=now).order_by("planned_for", "pk"))


def writes_for_city(person: Person, *, now: datetime) -> bool:
    """Return whether the person may write news of the whole city."""
    return standing(person, None, now=now).may(Permission.ADMINISTER)


def written_for(person: Person, *, now: datetime) -> QuerySet[Process]:
    """Return the processes whose news the person may write, the newest first."""
    return processes_worked_on(person, now=now, permission=Permission.CONFIGURE)


def news_of_team(person: Person, *, now: datetime) -> QuerySet[News]:
    """Return all news of the processes the person works for, drafts too; and the city's."""
    theirs = Q(process__in=processes_worked_on(person, now=now).order_by().values("pk"))
    if writes_for_city(person, now=now):
        theirs |= Q(process=None)
    return News.objects.filter(theirs).select_related("process", "district", "author")


def with_words(rows: QuerySet[News], text: str) -> QuerySet[News]:
    """Narrow to what holds the words."""
    among = Item.objects.filter(kind=News.kind_name)
    return rows.filter(pk__in=matching_ids(text, language="de", among=among))


def on_stage(rows: QuerySet[News], stage: str) -> QuerySet[News]:
    """Narrow to what is as far as that."""
    public = Q(visibility=Item.Visibility.PUBLIC)
    conditions = {
        Stage.PUBLISHED: public,
        Stage.PLANNED: ~public & Q(planned_for__isnull=False),
        Stage.DRAFT: ~public & Q(planned_for=None),
    }
    return rows.filter(conditions[Stage(stage)])


def about(rows: QuerySet[News], slug: str) -> QuerySet[News]:
    """Narrow to the news of the process with this address; "-" stands for the whole city."""
    return rows.filter(process=None) if slug == "-" else rows.filter(process__slug=slug)


def is_team(person: Person | None, *, now: datetime) -> bool:
    """Return whether the person may write news of some process, or of the city."""
    return standing(person, None, now=now).may(Permission.CONFIGURE)
