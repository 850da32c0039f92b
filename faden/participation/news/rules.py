"""Who writes news, when it can appear, and how far it is. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import Item
from faden.backbone.processes.rules import Permission
from faden.lib.refused import Refusal
from faden.participation.news.models import News

FURTHEST = timedelta(days=366)  # ahead; a later time is a mistake in the year


class Stage(StrEnum):
    """Where news is on its way to the public."""

    DRAFT = "entwurf"
    PLANNED = "geplant"
    PUBLISHED = "veroeffentlicht"


STAGES = {
    Stage.DRAFT: _("Draft"),
    Stage.PLANNED: _("Planned"),
    Stage.PUBLISHED: _("Published"),
}


def stage_of(news: News) -> Stage:
    """Return how far the news is."""
    if news.is_public:
        return Stage.PUBLISHED
    return Stage.PLANNED if news.planned_for else Stage.DRAFT


def needed(process: Item | None) -> Permission:
    """Return what somebody must be allowed to, to write news of the process; None: of the city."""
    return Permission.CONFIGURE if process else Permission.ADMINISTER


def planning_refusal(planned_for: datetime | None, *, now: datetime) -> Refusal | None:
    """Return why news cannot publish itself at that time, or None."""
    if planned_for is None:
        return None
    if planned_for <= now:
        return Refusal("news.past", _("This time has passed. Publish now, or choose a later time."))
    if planned_for > now + FURTHEST:
        return Refusal("news.too_far", _("News can be planned for the next twelve months."))
    return None


def published_refusal(*, is_public: bool) -> Refusal | None:
    """Return why news cannot be planned any more, or None."""
    if not is_public:
        return None
    return Refusal("news.published", _("This is published already."))


def address_part(slug: str) -> str:
    """Return the words of the address; a title without letters has none."""
    return slug or "aktuelles"
