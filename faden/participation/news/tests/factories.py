from datetime import datetime
from typing import Any

from faden.backbone.people.models import Person
from faden.backbone.people.tests.factories import NOON
from faden.backbone.processes.models import Process
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_role
from faden.participation.news.actions import Draft, create, publish
from faden.participation.news.models import News


def a_news_draft(
    process: Process | None = None,
    *,
    actor: Person | None = None,
    now: datetime = NOON,
    **overrides: Any,
) -> News:
    """News that only the team sees."""
    facts: dict[str, Any] = {"title": "Der Brunnen läuft", "lead": "Seit heute plätschert er."}
    actor = actor or a_role(Role.ADMINISTRATOR)
    return create(Draft(**(facts | overrides)), process=process, actor=actor, now=now)


def some_news(process: Process | None = None, *, now: datetime = NOON, **overrides: Any) -> News:
    """News that is published, of the process or of the whole city."""
    actor = overrides.pop("actor", None) or a_role(Role.ADMINISTRATOR)
    news = a_news_draft(process, actor=actor, now=now, **overrides)
    publish(news, actor=actor, now=now)
    return News.objects.get(pk=news.pk)
