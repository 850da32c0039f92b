"""Writing news, publishing it now or at a set time, taking it back."""

from dataclasses import dataclass
from datetime import datetime

from faden.backbone.audit.actions import action, record
from faden.backbone.items.actions import lock, revise, set_visibility
from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.places.models import District
from faden.backbone.processes.models import Process
from faden.backbone.processes.queries import require
from faden.lib.refused import Refusal, Refused
from faden.participation.news import queries, rules
from faden.participation.news.models import News
from faden.shared.media.actions import (
    Arranged,
    DescribedDocument,
    DescribedImage,
    arrange,
    arrange_documents,
)
from faden.shared.search.actions import index

IN_ENGLISH = ("title_en", "lead_en", "text_en")
COLUMNS = (
    "title",
    "lead",
    "text",
    *IN_ENGLISH,
    "link_url",
    "link_label",
    "district",
    "planned_for",
)
TEXTS = {"title", "lead", "text"}
Visibility = Item.Visibility


@dataclass(frozen=True)
class Draft:
    """What the team typed."""

    title: str
    lead: str
    text: str = ""
    title_en: str = ""
    lead_en: str = ""
    text_en: str = ""
    link_url: str = ""
    link_label: str = ""
    district: District | None = None
    planned_for: datetime | None = None


@dataclass(frozen=True)
class Files:
    """What is to hang on the news."""

    images: Arranged[DescribedImage]
    documents: Arranged[DescribedDocument]


@action
def create(draft: Draft, *, process: Process | None, actor: Person, now: datetime) -> News:
    """Keep news as a draft, for the process or (None) for the whole city.

    It speaks for the office in charge of the process, else for the city.

    :raises Refused: without the permission, or if the time it is planned for has passed
    """
    process_id = process.pk if process else None
    require(actor, rules.needed(process), process_id=process_id, now=now)
    _ensure(rules.planning_refusal(draft.planned_for, now=now))
    news = News.objects.create(
        process=process,
        part_of=process,
        author=process.unit if process else None,
        language=process.language if process else "de",
        created_at=now,
        changed_at=now,
        **{name: getattr(draft, name) for name in COLUMNS},
    )
    record("news.create", news, actor=actor)
    _keep_text(news, actor=actor, now=now)
    return news


@action
def change(news: News, draft: Draft, *, actor: Person, now: datetime) -> list[str]:
    """Change what the news says; return the names of the columns that are new.

    :raises Refused: without the permission, or if the time it is planned for has passed
    """
    news = _begin(news, actor=actor, now=now)
    if draft.planned_for != news.planned_for:
        _ensure(rules.planning_refusal(draft.planned_for, now=now))
        _ensure(rules.published_refusal(is_public=news.is_public))
    changed = [name for name in COLUMNS if getattr(news, name) != getattr(draft, name)]
    for name in changed:
        setattr(news, name, getattr(draft, name))
    if changed:
        _save(news, changed, now=now)
        record("news.change", news, actor=actor, fields=changed)
    if TEXTS & set(changed):
        _keep_text(news, actor=actor, now=now)
    return changed


@action
def arrange_files(news: News, files: Files, *, actor: Person, now: datetime) -> None:
    """Let these pictures and documents hang on the news.

    :raises Refused: without the permission, or as `media.actions.attach`
    """
    news = _begin(news, actor=actor, now=now)
    is_new_picture = arrange(news, files.images, actor=actor, now=now)
    is_new_document = arrange_documents(news, files.documents, actor=actor, now=now)
    if is_new_picture or is_new_document:
        _save(news, [], now=now)


@action
def publish(news: News, *, actor: Person, now: datetime) -> None:
    """Show the news from now on, as publicly as its process; what is public stays as it is.

    :raises Refused: without the permission
    """
    news = _begin(news, actor=actor, now=now)
    if not news.is_public:
        _show(news, at=now, actor=actor)


@action
def publish_planned(news: News, *, now: datetime) -> None:
    """Show the news if its time has come, dated as it was planned; else nothing happens."""
    lock(news)
    news = queries.fresh(news)
    if news.planned_for is not None and news.planned_for <= now:
        _show(news, at=news.planned_for, actor=None)


@action
def take_back(news: News, *, actor: Person, now: datetime) -> None:
    """Make public or planned news a draft of the team again.

    :raises Refused: without the permission
    """
    news = _begin(news, actor=actor, now=now)
    if news.planned_for is not None:
        news.planned_for = None
        _save(news, ["planned_for"], now=now)
    set_visibility(news, Visibility.STAFF, actor=actor)


def _begin(news: News, *, actor: Person, now: datetime) -> News:
    require(actor, rules.needed(news.process), process_id=news.process_id, now=now)
    lock(news)
    return queries.fresh(news)


def _show(news: News, *, at: datetime, actor: Person | None) -> None:
    news.published_at, news.planned_for = at, None
    news.changed_at = max(at, news.created_at)
    news.save(update_fields=["published_at", "planned_for", "changed_at"])
    set_visibility(news, Visibility.PUBLIC, actor=actor)


def _save(news: News, columns: list[str], *, now: datetime) -> None:
    news.changed_at = now
    news.save(update_fields=[*columns, "changed_at"])


def _keep_text(news: News, *, actor: Person, now: datetime) -> None:
    said = queries.said_in(news)
    revise(news, text=said, author=actor, now=now)
    index(news, title=news.title, text=said, language=news.language)


def _ensure(refusal: Refusal | None) -> None:
    if refusal is not None:
        raise Refused(refusal)
