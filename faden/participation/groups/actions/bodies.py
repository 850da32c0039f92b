"""Founding bodies, and opening or closing them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from faden.backbone.audit.actions import action, record
from faden.backbone.items.actions import appear, lock, revise, set_visibility
from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.processes.models import Process
from faden.backbone.processes.queries import require
from faden.backbone.processes.rules import Permission
from faden.participation.groups.models import Body
from faden.shared.search.actions import index

Visibility = Item.Visibility


@dataclass(frozen=True)
class BodyFacts:
    """What is known of a body."""

    title: str
    sort: str = Body.Sort.PROJECT_GROUP
    task: str = ""  # Markdown
    is_closed: bool = False  # only members and the team see it


def require_set_up(process_id: int | None, *, actor: Person | None, now: datetime) -> None:
    """Let those pass who set the process up, and commands (None).

    :raises Refused: for everybody else
    """
    if actor is not None:
        require(actor, Permission.CONFIGURE, process_id=process_id, now=now)


def open_or_close(item: Item, *, is_closed: bool, actor: Person | None) -> None:
    """Show the item to all who see what it is part of, or only to members and the team."""
    wanted = Visibility.STAFF if is_closed else Visibility.PUBLIC
    if item.visibility != wanted:
        set_visibility(item, wanted, actor=actor)


@action
def found_body(process: Process, facts: BodyFacts, *, actor: Person | None, now: datetime) -> Body:
    """Return a new body of the process.

    :raises Refused: without the permission to set the process up
    """
    require_set_up(process.pk, actor=actor, now=now)
    body = Body.objects.create(
        part_of=process,
        process=process,
        title=facts.title,
        sort=facts.sort,
        task=facts.task,
        language=process.language,
        visibility=Visibility.STAFF if facts.is_closed else Visibility.PUBLIC,
        created_at=now,
        published_at=now,
    )
    _keep(body, actor=actor, now=now)
    appear(body)
    record("groups.found", body, actor=actor)
    return body


@action
def change_body(body: Body, facts: BodyFacts, *, actor: Person, now: datetime) -> None:
    """Change what is known of a body; open or close it.

    :raises Refused: without the permission to set the process up
    """
    require_set_up(body.process_id, actor=actor, now=now)
    lock(body)
    body = Body.objects.select_related("process").get(pk=body.pk)
    body.title, body.sort, body.task = facts.title, facts.sort, facts.task
    body.save(update_fields=["title", "sort", "task"])
    open_or_close(body, is_closed=facts.is_closed, actor=actor)
    _keep(body, actor=actor, now=now)
    record("groups.change", body, actor=actor)


def _keep(body: Body, *, actor: Person | None, now: datetime) -> None:
    revise(body, text=body.task, author=actor, now=now)
    index(body, title=body.title, text=body.task, language=body.language)
