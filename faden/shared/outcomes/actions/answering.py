"""Answering one contribution or many at once, taking it back, telling the authors once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import NotRequired, TypedDict

from django.conf import settings
from django.utils import translation

from faden.backbone.audit.actions import action, record
from faden.backbone.items.kinds import kind
from faden.backbone.items.models import Item
from faden.backbone.jobs.actions import enqueue
from faden.backbone.people.models import Person
from faden.backbone.processes.models import Process
from faden.backbone.processes.queries import may_see, process_id_of, require
from faden.backbone.processes.rules import Permission
from faden.lib.refused import Refusal, Refused
from faden.shared.assignments.actions import Topic, close_for, open_again
from faden.shared.notifications.actions import notify
from faden.shared.outcomes import rules
from faden.shared.outcomes.models import Answering, Draft, Outcome


class Answer(TypedDict):
    """What the city says."""

    code: str
    reason: str
    unit: Person
    body: str
    decided_on: date
    until: NotRequired[date | None]  # of an interim notice


@action
def answer(item: Item, given: Answer, *, actor: Person, now: datetime) -> Outcome:
    """Publish the city's answer to the item; it replaces an older one visibly.

    :raises Refused: as `answer_all` does
    """
    return answer_all([item], given, actor=actor, now=now).outcomes.get()


@action
def answer_all(items: Iterable[Item], given: Answer, *, actor: Person, now: datetime) -> Answering:
    """Publish one answer to all these contributions of a process, replacing older ones visibly.

    Each author is told once, when it cannot be taken back any more.

    :raises Refused: without the permission to answer, if the answer is not complete, or if the
        process asks for a second person
    """
    found = contributions(items)
    process_id = process_id_of(found[0])
    require(actor, Permission.ANSWER, process_id=process_id, now=now)
    process = Process.objects.get(pk=process_id)
    if process.is_released_by_two:
        raise Refused(rules.NEEDS_TWO)
    return publish(process, found, given=given, actor=actor, now=now)


def contributions(items: Iterable[Item]) -> list[Item]:
    """Return the items fresh and locked, all contributions of one process.

    :raises Refused: for what cannot be answered together
    """
    ids = {item.pk for item in items}
    if not ids:
        raise Refused(rules.NOTHING)
    if len(ids) > rules.MOST_AT_ONCE:
        raise Refused(rules.TOO_MANY)
    found = _locked(ids)
    if not all(kind(item.kind).is_contribution for item in found):
        raise Refused(rules.NOT_A_CONTRIBUTION)
    if len({item.process_id for item in found}) > 1:
        raise Refused(rules.SEVERAL)
    return found


def _locked(ids: Collection[int]) -> list[Item]:
    """Return the items fresh and locked, in one order so that locks never cross."""
    locked = Item.objects.select_for_update(of=("self",), no_key=True)
    return list(locked.filter(pk__in=ids).order_by("pk"))


def complete_refusal(items: Iterable[Item], given: Answer, *, now: datetime) -> Refusal | None:
    """Return what is missing before this answer to these items can be published, or None."""
    if given["code"] not in rules.codes_for(kind(item.kind) for item in items):
        return rules.OTHER_WORDS
    refusal = rules.outcome_refusal(
        code=given["code"],
        reason=given["reason"],
        body=given["body"],
        is_unit=given["unit"].kind == Person.Kind.UNIT,
    )
    refusal = refusal or rules.date_refusal(given["decided_on"], now=now)
    return refusal or rules.until_refusal(given["code"], given.get("until"), now=now)


def publish(
    process: Process,
    items: Sequence[Item],
    *,
    given: Answer,
    actor: Person,
    now: datetime,
    draft: Draft | None = None,
) -> Answering:
    """Publish the answer; the caller has locked the items and asked who may do it.

    :raises Refused: if the answer is not complete
    """
    if refusal := complete_refusal(items, given, now=now):
        raise Refused(refusal)
    is_by_two = draft is not None and draft.written_by_id != actor.pk
    answering = Answering.objects.create(process=process, is_by_two=is_by_two, released_at=now)
    ids = [item.pk for item in items]
    before = {one.item_id: one for one in Outcome.objects.filter(item__in=ids, is_current=True)}
    Outcome.objects.filter(pk__in=[one.pk for one in before.values()]).update(is_current=False)
    words = {**given, "until": given.get("until") if given["code"] == Outcome.INTERIM else None}
    for item in items:
        outcome = Outcome.objects.create(
            item=item,
            replaces=before.get(item.pk),
            created_at=now,
            answering=answering,
            **words,
        )
        record("outcomes.answer", outcome, actor=actor, item=item.pk, code=outcome.code)
    how = "by_two" if is_by_two else "alone"
    record("outcomes.release", answering, actor=actor, n=len(ids), released=how)
    if given["code"] != Outcome.INTERIM:
        close_for(ids, Topic.ANSWER, now=now)
    enqueue("outcomes.tell", run_at=rules.tell_at(answering), answering=answering.pk)
    return answering


@action
def take_back(answering: Answering, *, actor: Person, now: datetime) -> int:
    """Take an answer back: what held before holds again. Return for how many contributions.

    The pages keep the fact that there was one, without its words. Nobody was told of it yet.

    :raises Refused: without the permission to answer, or if it is too late
    """
    require(actor, Permission.ANSWER, process_id=answering.process_id, now=now)
    answering = Answering.objects.select_for_update().get(pk=answering.pk)
    if refusal := rules.take_back_refusal(answering, now=now):
        raise Refused(refusal)
    held = list(answering.outcomes.filter(is_current=True))
    _locked([one.item_id for one in held])  # one of them may be in another process by now
    before = [one.replaces_id for one in held if one.replaces_id]
    taken_back = {"is_current": False, "replaces": None, "taken_back_at": now}
    answering.outcomes.filter(pk__in=[one.pk for one in held]).update(**taken_back)
    Outcome.objects.filter(pk__in=before).update(is_current=True)
    answering.taken_back_at = now
    answering.save(update_fields=["taken_back_at"])
    closed_at = answering.released_at
    open_again([one.item_id for one in held], Topic.ANSWER, closed_at=closed_at)
    record("outcomes.take_back", answering, actor=actor, n=len(held))
    return len(held)


@action
def tell(answering_id: int, *, now: datetime) -> int:
    """Send each author one mail with all that concerns them; return how many mails.

    Nothing was taken back, and what a newer answer replaced meanwhile is told with that one.
    """
    found = Answering.objects.select_for_update().filter(pk=answering_id)
    answering = found.filter(told_at=None, taken_back_at=None).first()
    if answering is None:
        return 0
    answering.told_at = now
    answering.save(update_fields=["told_at"])
    holding = answering.outcomes.filter(is_current=True, item__author__isnull=False)
    by_author: dict[Person, list[Outcome]] = {}
    for outcome in holding.select_related("item__author", "item__process").order_by("item_id"):
        author = outcome.item.author
        if author is not None and may_see(outcome.item, author, now=now):
            by_author.setdefault(author, []).append(outcome)
    mails = [_tell(author, outcomes) for author, outcomes in by_author.items()]
    return sum(mail is not None for mail in mails)


def _tell(author: Person, outcomes: Collection[Outcome]) -> object:
    with translation.override(author.language):
        entries = [
            {
                "title": str(one.item),
                "code": one.code,
                "until": one.until.isoformat() if one.until else "",
                "url": f"{settings.FADEN_BASE_URL}{one.item.get_absolute_url()}#antwort",
            }
            for one in outcomes
        ]
    return notify(author, "outcomes/mail/answered", entries=entries)
