"""Reporting contributions, and deciding what becomes of it; who reported hears of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from faden.backbone.audit.actions import action, record
from faden.backbone.items.actions import lock, set_visibility
from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.processes.queries import process_id_of, require
from faden.backbone.processes.rules import Permission
from faden.lib.refused import Refused
from faden.shared.assignments.actions import Topic, close_for
from faden.shared.moderation import queries, rules
from faden.shared.moderation.actions.hiding import hide, show_again
from faden.shared.moderation.models import Hiding, Report
from faden.shared.notifications.actions import enqueue_mail, notify

Decision = Report.Decision


@dataclass(frozen=True)
class Complaint:
    """What somebody says about a contribution."""

    reason: str
    text: str = ""
    email: str = ""  # of somebody without an account who wants to hear the decision
    language: str = "de"


@action
def report(item: Item, complaint: Complaint, *, reporter: Person | None, now: datetime) -> Report:
    """Report a contribution; a threat is hidden at once, until the team has looked.

    Whoever reports the same again before that changes nothing.

    :raises Refused: if it is not public, or one's own
    """
    item = lock(item)
    if reporter and (before := queries.open_reports(item).filter(reporter=reporter).first()):
        return before
    if refusal := rules.report_refusal(item, person=reporter):
        raise Refused(refusal)
    hides = rules.hides_at_once(complaint.reason, was_reviewed=queries.was_reviewed(item))
    reported = Report.objects.create(
        item=item,
        reason=complaint.reason,
        text=complaint.text.strip(),
        reporter=reporter,
        email="" if reporter and reporter.email else complaint.email.lower(),
        language=complaint.language,
        created_at=now,
    )
    record("moderation.report", reported, actor=None, item=item.pk, reason=complaint.reason)
    if hides:
        _hide_until_reviewed(item, now=now)
    _tell(reported, "moderation/mail/reported", title=item.title)
    return reported


@action
def decide(
    item: Item,
    decision: str,
    *,
    reason: str = "",
    explanation: str = "",
    actor: Person,
    now: datetime,
) -> int:
    """Decide all open reports on the item at once; return how many there were.

    :param reason: what the author reads, where something is done
    :param explanation: what those who reported read besides the decision
    :raises Refused: without the permission to moderate, a report, or a reason where one is needed
    """
    item = lock(item)
    require(actor, Permission.MODERATE, process_id=process_id_of(item), now=now)
    waiting = list(queries.open_reports(item).select_for_update(of=("self",)))
    if refusal := rules.decision_refusal(decision, n_open=len(waiting), reason=reason):
        raise Refused(refusal)
    _carry_out(item, decision, reason=reason, actor=actor, now=now)
    for reported in waiting:
        _close(reported, decision, explanation=explanation, actor=actor, now=now)
    close_for([item.pk], Topic.REPORT, now=now)
    return len(waiting)


def _carry_out(item: Item, decision: str, *, reason: str, actor: Person, now: datetime) -> None:
    """Do with the item what was decided."""
    pending = queries.open_hiding(item)
    if decision == Decision.HIDDEN:
        _hide(item, pending, reason=reason, actor=actor, now=now)
        return
    if pending is not None and pending.hidden_by_id is None:
        show_again(item, actor=actor, now=now)
    if decision == Decision.WARNED and item.author:
        notify(item.author, "moderation/mail/warned", item=item, reason=reason)


def _hide(item: Item, pending: Hiding | None, *, reason: str, actor: Person, now: datetime) -> None:
    """Hide the item for good; what a report has hidden for now stays hidden for this reason."""
    if pending is None:
        hide(item, reason=reason, actor=actor, now=now)
        return
    if pending.hidden_by_id is not None:
        return
    pending.reason, pending.hidden_by = reason.strip(), actor
    pending.save(update_fields=["reason", "hidden_by"])
    record("moderation.hide", pending, actor=actor, item=item.pk)
    if item.author:
        notify(item.author, "moderation/mail/hidden", item=item, reason=reason)


def _close(
    reported: Report, decision: str, *, explanation: str, actor: Person, now: datetime
) -> None:
    _tell(
        reported,
        "moderation/mail/decided",
        title=reported.item.title,
        decision=decision,
        explanation=explanation.strip(),
    )
    reported.decision, reported.explanation = decision, explanation.strip()
    reported.decided_by, reported.decided_at, reported.email = actor, now, ""
    reported.save()
    record("moderation.decide", reported, actor=actor, item=reported.item_id, decision=decision)


def _hide_until_reviewed(item: Item, *, now: datetime) -> None:
    with override(item.language):
        reason = _("It was reported as a threat. The team looks at it.")
    hiding = Hiding.objects.create(
        item=item, reason=reason, visibility_before=item.visibility, hidden_at=now
    )
    set_visibility(item, Item.Visibility.STAFF, actor=None)
    record("moderation.hide", hiding, actor=None, item=item.pk)


def _tell(reported: Report, template: str, **facts: Any) -> None:
    """Write to whoever reported, where they can be reached; the item itself is not attached.

    What is hidden by then would keep the mail back, and it is about exactly that.
    """
    person = reported.reporter
    address = (person.email if person else "") or reported.email
    if not address:
        return
    language = person.language if person and person.email else reported.language
    said = {"reason": reported.reason, **facts}
    enqueue_mail(
        address=address, template=template, language=language, facts=said, recipient=person
    )


@action
def merge_reports(guest: Person, account: Person) -> None:
    """Give the guest's reports to the account; of two open ones on an item one is enough."""
    same = Report.objects.filter(reporter=account, decided_at=None).values_list("item", flat=True)
    Report.objects.filter(reporter=guest, decided_at=None, item__in=list(same)).delete()
    Report.objects.filter(reporter=guest).update(reporter=account)
