"""Giving the answer of the city."""

from datetime import date, datetime
from typing import TypedDict

from faden.backbone.audit.actions import action, record
from faden.backbone.items.actions import lock
from faden.backbone.items.kinds import kind
from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.processes.queries import process_id_of, require
from faden.backbone.processes.rules import Permission
from faden.lib.refused import Refused
from faden.shared.notifications.actions import notify
from faden.shared.outcomes import rules
from faden.shared.outcomes.models import Outcome


class Answer(TypedDict):
    """What the city says."""

    code: str
    reason: str
    unit: Person
    body: str
    decided_on: date


@action
def answer(item: Item, given: Answer, *, actor: Person, now: datetime) -> Outcome:
    """Publish the city's answer to the item; it replaces an older one visibly.

    :raises Refused: without the permission to answer, or if the answer is not complete
    """
    item = lock(item)
    if not kind(item.kind).is_contribution:
        raise Refused(rules.NOT_A_CONTRIBUTION)
    require(actor, Permission.ANSWER, process_id=process_id_of(item), now=now)
    refusal = rules.outcome_refusal(
        code=given["code"],
        reason=given["reason"],
        body=given["body"],
        is_unit=given["unit"].kind == Person.Kind.UNIT,
    )
    if refusal := refusal or rules.date_refusal(given["decided_on"], now=now):
        raise Refused(refusal)
    before = Outcome.objects.filter(item_id=item.pk, is_current=True).first()
    if before is not None:
        before.is_current = False
        before.save(update_fields=["is_current"])
    outcome = Outcome.objects.create(item=item, replaces=before, created_at=now, **given)
    record("outcomes.answer", outcome, actor=actor, item=item.pk, code=outcome.code)
    if item.author:
        notify(item.author, "outcomes/mail/answered", item=item, outcome=str(outcome.code))
    return outcome
