"""Meetings with agenda and minutes, and decisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from faden.backbone.audit.actions import action, record
from faden.backbone.items.actions import appear, lock, revise
from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.lib.refused import Refused
from faden.participation.groups import queries, rules
from faden.participation.groups.actions.bodies import open_or_close, require_set_up
from faden.participation.groups.models import Body, Decision, Meeting
from faden.shared.media.actions import Arranged, DescribedDocument, arrange_documents
from faden.shared.notifications.actions import notify
from faden.shared.search.actions import index


@dataclass(frozen=True)
class MeetingFacts:
    """When and where a body meets, on what, and what came of it."""

    title: str
    starts_at: datetime
    place: str = ""
    agenda: str = ""  # Markdown
    minutes: str = ""  # Markdown
    is_closed: bool = False


@dataclass(frozen=True)
class DecisionFacts:
    """What was decided; votes are all known or none."""

    title: str
    text: str  # Markdown
    decided_on: date
    meeting: Meeting | None = None
    n_for: int | None = None
    n_against: int | None = None
    n_abstained: int | None = None
    is_closed: bool = False


@action
def call_meeting(
    body: Body,
    facts: MeetingFacts,
    *,
    documents: Arranged[DescribedDocument] | None = None,
    actor: Person | None,
    now: datetime,
) -> Meeting:
    """Set a meeting of the body; members with an account are told of one that is ahead.

    :raises Refused: without the permission to set the process up
    """
    require_set_up(body.process_id, actor=actor, now=now)
    lock(body)
    meeting = Meeting.objects.create(body=body, **_first(body, now=now), **_columns(facts))
    _keep(meeting, _text_of(meeting), actor=actor, now=now)
    appear(meeting)
    record("groups.call_meeting", meeting, actor=actor)
    if documents is not None and actor is not None:
        arrange_documents(meeting, documents, actor=actor, now=now)
    if meeting.starts_at > now:
        _tell(meeting)
    return meeting


@action
def change_meeting(
    meeting: Meeting,
    facts: MeetingFacts,
    *,
    documents: Arranged[DescribedDocument] | None = None,
    actor: Person,
    now: datetime,
) -> None:
    """Change a meeting, or add its minutes.

    :raises Refused: without the permission to set the process up
    """
    require_set_up(meeting.process_id, actor=actor, now=now)
    lock(meeting)
    meeting = Meeting.objects.select_related("process", "part_of", "body").get(pk=meeting.pk)
    is_moved = meeting.starts_at != facts.starts_at or meeting.place != facts.place
    columns = _columns(facts)
    del columns["visibility"]
    for name, value in columns.items():
        setattr(meeting, name, value)
    meeting.save(update_fields=list(columns))
    open_or_close(meeting, is_closed=facts.is_closed, actor=actor)
    _keep(meeting, _text_of(meeting), actor=actor, now=now)
    record("groups.change_meeting", meeting, actor=actor)
    if documents is not None:
        arrange_documents(meeting, documents, actor=actor, now=now)
    if is_moved and meeting.starts_at > now:
        _tell(meeting)


@action
def decide(body: Body, facts: DecisionFacts, *, actor: Person | None, now: datetime) -> Decision:
    """Set down what the body has decided.

    :raises Refused: without the permission to set the process up, or for a day to come
    """
    require_set_up(body.process_id, actor=actor, now=now)
    if refusal := rules.decision_refusal(facts.decided_on, now=now):
        raise Refused(refusal)
    lock(body)
    decision = Decision.objects.create(body=body, **_first(body, now=now), **_columns(facts))
    _keep(decision, decision.text, actor=actor, now=now)
    appear(decision)
    record("groups.decide", decision, actor=actor)
    return decision


@action
def change_decision(
    decision: Decision, facts: DecisionFacts, *, actor: Person, now: datetime
) -> None:
    """Correct what was set down of a decision; how it stood before stays as a revision.

    :raises Refused: as `decide`
    """
    require_set_up(decision.process_id, actor=actor, now=now)
    if refusal := rules.decision_refusal(facts.decided_on, now=now):
        raise Refused(refusal)
    lock(decision)
    decision = Decision.objects.select_related("process", "part_of").get(pk=decision.pk)
    columns = _columns(facts)
    del columns["visibility"]
    for name, value in columns.items():
        setattr(decision, name, value)
    decision.save(update_fields=list(columns))
    open_or_close(decision, is_closed=facts.is_closed, actor=actor)
    _keep(decision, decision.text, actor=actor, now=now)
    record("groups.change_decision", decision, actor=actor)


def _first(body: Body, *, now: datetime) -> dict[str, Any]:
    """Return what a part of a body has from the beginning."""
    return {
        "part_of": body,
        "process_id": body.process_id,
        "language": body.language,
        "created_at": now,
        "published_at": now,
    }


def _columns(facts: MeetingFacts | DecisionFacts) -> dict[str, Any]:
    columns = dict(vars(facts))
    is_closed = columns.pop("is_closed")
    visibility = Item.Visibility.STAFF if is_closed else Item.Visibility.PUBLIC
    return columns | {"visibility": visibility}


def _text_of(meeting: Meeting) -> str:
    return f"{meeting.place}\n{meeting.agenda}\n{meeting.minutes}"


def _keep(item: Item, text: str, *, actor: Person | None, now: datetime) -> None:
    revise(item, text=text, author=actor, now=now)
    index(item, title=item.title, text=text, language=item.language)


def _tell(meeting: Meeting) -> None:
    for member in queries.accounts_of_members(meeting.body):
        notify(member, "groups/mail/meeting", item=meeting)
