"""Drafts: by the team, or by a colleague without account who has a link. Release is the team's."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from faden.backbone.audit.actions import action, record
from faden.backbone.items.models import Item
from faden.backbone.people.models import Person, normal_email
from faden.backbone.processes.models import Process
from faden.backbone.processes.queries import process_id_of, require
from faden.backbone.processes.rules import Permission, stored_key
from faden.lib.dates import city_day, day
from faden.lib.refused import Refused
from faden.shared.notifications.actions import enqueue_mail
from faden.shared.outcomes import rules
from faden.shared.outcomes.actions.answering import (
    Answer,
    complete_refusal,
    contributions,
    publish,
)
from faden.shared.outcomes.models import Answering, Draft, DraftLink

KEY_BYTES = 32
COLUMNS = ("code", "reason", "body", "until", "unit")
State = Draft.State


@dataclass(frozen=True)
class Asked:
    """What a colleague is asked for."""

    email: str
    unit: Person  # in whose name the answer will be given
    question: str = ""
    due_on: date | None = None


@action
def ask(items: Iterable[Item], asked: Asked, *, actor: Person, now: datetime) -> Draft:
    """Ask a colleague without account to write the answer, by a link that expires.

    :raises Refused: without the permission to answer, or for what cannot be answered together
    """
    found = contributions(items)
    process_id = process_id_of(found[0])
    require(actor, Permission.ANSWER, process_id=process_id, now=now)
    draft = Draft.objects.create(
        process_id=process_id,
        unit=asked.unit,
        question=asked.question,
        due_on=asked.due_on,
        created_at=now,
    )
    draft.items.set(found)
    record("outcomes.ask", draft, actor=actor, n=len(found))
    _link(draft, asked.email, now=now)
    return draft


@action
def send_link(draft: Draft, email: str, *, actor: Person, now: datetime) -> None:
    """Send a new link for the draft; the one before opens nothing any more.

    :raises Refused: without the permission to answer, or if the draft is settled
    """
    draft = _open_draft(draft, actor=actor, now=now)
    record("outcomes.send_link", draft, actor=actor)
    _link(draft, email, now=now)


def _link(draft: Draft, email: str, *, now: datetime) -> None:
    key, expires_at = secrets.token_urlsafe(KEY_BYTES), now + rules.LINK_LIVES
    DraftLink.objects.update_or_create(
        draft=draft,
        defaults={
            "key": stored_key(key),
            "email": normal_email(email),
            "expires_at": expires_at,
        },
    )
    language = draft.unit.language
    with translation.override(language):
        facts = {
            "process": draft.process.title,
            "n": draft.items.count(),
            "question": draft.question,
            "due": day(draft.due_on) if draft.due_on else "",
            "expires": day(expires_at),
            "url": settings.FADEN_BASE_URL + reverse("outcomes:by_link", args=[key]),
        }
    enqueue_mail(
        address=normal_email(email), template="outcomes/mail/asked", language=language, facts=facts
    )


@action
def begin_draft(
    items: Iterable[Item], given: Answer, *, actor: Person, now: datetime, is_handed_in: bool
) -> Draft:
    """Keep what somebody of the team wrote as a draft, handed in for release or not.

    :raises Refused: without the permission to answer; handed in, if it is not complete
    """
    found = contributions(items)
    process_id = process_id_of(found[0])
    require(actor, Permission.ANSWER, process_id=process_id, now=now)
    if is_handed_in and (refusal := complete_refusal(found, given, now=now)):
        raise Refused(refusal)
    draft = Draft(process_id=process_id, created_at=now)
    _write(draft, given, by=actor)
    draft.items.set(found)
    record("outcomes.begin_draft", draft, actor=actor, n=len(found))
    if is_handed_in:
        _hand_in(draft, actor=actor, now=now)
    return draft


@action
def change_draft(draft: Draft, given: Answer, *, actor: Person, now: datetime) -> None:
    """Write the draft anew; who does so wrote it last.

    :raises Refused: without the permission to answer, or if the draft is settled
    """
    draft = _open_draft(draft, actor=actor, now=now)
    _write(draft, given, by=actor)
    record("outcomes.change_draft", draft, actor=actor)


@action
def hand_in(draft: Draft, given: Answer, *, actor: Person, now: datetime) -> None:
    """Write the draft and hand it in for release.

    :raises Refused: without the permission to answer, or if it is settled or not complete
    """
    draft = _open_draft(draft, actor=actor, now=now)
    if refusal := complete_refusal(draft.items.all(), given, now=now):
        raise Refused(refusal)
    _write(draft, given, by=actor)
    _hand_in(draft, actor=actor, now=now)


@action
def save_by_link(draft: Draft, given: Answer, *, now: datetime) -> None:
    """Keep what the colleague with the link wrote so far.

    :raises Refused: if the link expired or the draft is settled
    """
    _write(_linked_draft(draft, now=now), given, by=None)
    record("outcomes.save_by_link", draft, actor=None)


@action
def hand_in_by_link(draft: Draft, given: Answer, *, now: datetime) -> None:
    """Hand in what the colleague with the link wrote; the team releases it, or not.

    :raises Refused: if the link expired, or if the draft is settled or not complete
    """
    draft = _linked_draft(draft, now=now)
    if refusal := complete_refusal(draft.items.all(), given, now=now):
        raise Refused(refusal)
    _write(draft, given, by=None)
    _hand_in(draft, actor=None, now=now)


@action
def release(draft: Draft, *, actor: Person, now: datetime) -> Answering:
    """Publish the draft as the city's answer.

    :raises Refused: without the permission to answer; where a second person releases, for whoever
        wrote it last
    """
    draft = _open_draft(draft, actor=actor, now=now)
    process = Process.objects.get(pk=draft.process_id)
    refusal = rules.release_refusal(draft, person_id=actor.pk, is_by_two=process.is_released_by_two)
    if refusal:
        raise Refused(refusal)
    given: Answer = {
        "code": draft.code,
        "reason": draft.reason,
        "unit": draft.unit,
        "body": draft.body,
        "until": draft.until,
        "decided_on": city_day(now),
    }
    items = contributions(draft.items.all())
    answering = publish(process, items, given=given, actor=actor, now=now, draft=draft)
    draft.answering = answering
    _settle(draft, State.RELEASED, now=now)
    return answering


@action
def drop(draft: Draft, *, actor: Person, now: datetime) -> None:
    """Publish nothing of the draft.

    :raises Refused: without the permission to answer, or if the draft is settled
    """
    draft = _open_draft(draft, actor=actor, now=now)
    _settle(draft, State.DROPPED, now=now)
    record("outcomes.drop_draft", draft, actor=actor)


@action
def forget_links(*, now: datetime) -> None:
    """Forget the addresses of colleagues whose links have expired."""
    DraftLink.objects.filter(expires_at__lt=now).delete()


def _open_draft(draft: Draft, *, actor: Person, now: datetime) -> Draft:
    require(actor, Permission.ANSWER, process_id=draft.process_id, now=now)
    return _locked(draft)


def _linked_draft(draft: Draft, *, now: datetime) -> Draft:
    locked = _locked(draft)
    link = DraftLink.objects.get(draft=locked)
    if refusal := rules.link_refusal(expires_at=link.expires_at, now=now):
        raise Refused(refusal)
    return locked


def _locked(draft: Draft) -> Draft:
    locked = Draft.objects.select_for_update(of=("self",)).select_related("unit", "process")
    found = locked.get(pk=draft.pk)
    if found.settled_at is not None:
        raise Refused(rules.SETTLED)
    return found


def _write(draft: Draft, given: Answer, *, by: Person | None) -> None:
    for name in COLUMNS:
        setattr(draft, name, given.get(name))
    draft.written_by = by
    draft.state = State.OPEN
    draft.handed_in_at = None
    draft.save()


def _hand_in(draft: Draft, *, actor: Person | None, now: datetime) -> None:
    draft.state, draft.handed_in_at = State.HANDED_IN, now
    draft.save(update_fields=["state", "handed_in_at"])
    record("outcomes.hand_in", draft, actor=actor)


def _settle(draft: Draft, state: Draft.State, *, now: datetime) -> None:
    draft.state, draft.settled_at = state, now
    draft.save(update_fields=["state", "settled_at", "answering"])
    DraftLink.objects.filter(draft=draft).delete()
