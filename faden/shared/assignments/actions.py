"""Giving work to offices and taking it off them, and the one mail a day."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from faden.backbone.audit.actions import action, record
from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.places.queries import calendar_of_city
from faden.backbone.processes.queries import process_id_of, require, roles_of
from faden.backbone.processes.rules import Permission
from faden.lib.dates import city_day, day
from faden.lib.refused import Refused
from faden.shared.assignments import queries, rules
from faden.shared.assignments.models import (
    Absence,
    Assignment,
    Digest,
    MailHours,
    Membership,
)
from faden.shared.notifications.actions import enqueue_mail

Topic = Assignment.Topic
NEEDED = {
    Topic.ANSWER: Permission.ANSWER,
    Topic.QUESTION: Permission.ANSWER,
    Topic.REPORT: Permission.MODERATE,
    Topic.SUGGESTION: Permission.CONFIGURE,
}


@dataclass(frozen=True)
class Order:
    """Who shall do what by when."""

    unit: Person
    due_on: date
    topic: str = Topic.ANSWER
    note: str = ""


@action
def assign(items: Iterable[Item], order: Order, *, actor: Person, now: datetime) -> int:
    """Give the items to an office; who had one before is released. Return how many changed.

    The office hears of it in its mail of the day.

    :raises Refused: without the permission, or if it cannot be assigned like this
    """
    changed = 0
    for item in sorted(items, key=lambda item: item.pk):
        permission = NEEDED[Topic(order.topic)]
        require(actor, permission, process_id=process_id_of(item), now=now)
        if refusal := rules.assigning_refusal(item, order.unit, due_on=order.due_on, now=now):
            raise Refused(refusal)
        changed += _assigned(item, order, actor=actor, now=now)
    return changed


@action
def pass_on(item: Item, order: Order, *, actor: Person, now: datetime) -> None:
    """Let an office know of what somebody sent about an item; what it has already stays its work.

    Who may send it is asked before.
    """
    if queries.open_assignment(item, order.topic) is None:
        _assigned(item, order, actor=actor, now=now)


def _assigned(item: Item, order: Order, *, actor: Person, now: datetime) -> bool:
    Item.objects.select_for_update(of=("self",), no_key=True).get(pk=item.pk)
    before = queries.open_assignment(item, order.topic)
    wanted = {"unit": order.unit, "due_on": order.due_on, "note": order.note}
    if before is None:
        made = Assignment.objects.create(item=item, topic=order.topic, created_at=now, **wanted)
    elif all(getattr(before, name) == value for name, value in wanted.items()):
        return False
    else:
        made = before
        made.created_at = now if before.unit_id != order.unit.pk else before.created_at
        for name, value in wanted.items():
            setattr(made, name, value)
        made.save()
    record("assignments.assign", made, actor=actor, item=item.pk, unit=order.unit.pk)
    return True


@action
def close(assignment: Assignment, *, actor: Person, now: datetime) -> None:
    """Note that the office has done it, or that nobody needs to any more.

    :raises Refused: without the permission, or if it is done already
    """
    permission = NEEDED[Topic(assignment.topic)]
    require(actor, permission, process_id=process_id_of(assignment.item), now=now)
    found = Assignment.objects.select_for_update().filter(pk=assignment.pk, closed_at=None)
    if not found.exists():
        raise Refused(rules.NOT_OPEN)
    found.update(closed_at=now)
    record("assignments.close", assignment, actor=actor, item=assignment.item_id)


@action
def close_for(item_ids: Collection[int], topic: str, *, now: datetime) -> None:
    """Close what was assigned of these items, because it is done; the caller has recorded it."""
    found = Assignment.objects.filter(item_id__in=item_ids, topic=topic, closed_at=None)
    found.update(closed_at=now)


@action
def open_again(item_ids: Collection[int], topic: str, *, closed_at: datetime) -> None:
    """Undo `close_for` of that moment, where nobody was given the item since."""
    found = Assignment.objects.filter(item_id__in=item_ids, topic=topic)
    taken = found.filter(closed_at=None).values("item_id")
    found.filter(closed_at=closed_at).exclude(item_id__in=taken).update(closed_at=None)


@action
def add_absence(
    unit: Person, *, starts_on: date, ends_on: date, actor: Person, now: datetime
) -> Absence:
    """Note that an office is away; until then its deputy's list shows its work as well.

    :raises Refused: for those who hold no role, or if the days do not do
    """
    _require_team(actor, now=now)
    if refusal := rules.absence_refusal(starts_on=starts_on, ends_on=ends_on, now=now):
        raise Refused(refusal)
    if unit.kind != Person.Kind.UNIT:
        raise Refused(rules.NO_UNIT)
    absence = Absence.objects.create(unit=unit, starts_on=starts_on, ends_on=ends_on)
    record("assignments.add_absence", absence, actor=actor, unit=unit.pk)
    return absence


@action
def remove_absence(absence: Absence, *, actor: Person, now: datetime) -> None:
    """Note that an office is there after all.

    :raises Refused: for those who hold no role
    """
    _require_team(actor, now=now)
    record("assignments.remove_absence", absence, actor=actor, unit=absence.unit_id)
    absence.delete()


@action
def choose_offices(person: Person, units: Iterable[Person], *, now: datetime) -> None:
    """Keep in which offices somebody of the team works; their list begins with these.

    :raises Refused: for those who hold no role
    """
    _require_team(person, now=now)
    Membership.objects.filter(person=person).delete()
    Membership.objects.bulk_create(Membership(person=person, unit=unit) for unit in units)
    record("assignments.choose_offices", person, actor=person)


@action
def set_mail_hours(*, starts_at: int, ends_at: int, actor: Person | None, now: datetime) -> None:
    """Set between which hours of a working day offices get their mail.

    :raises Refused: for everybody but the administration, or if the hours do not do
    """
    if actor is not None:
        require(actor, Permission.ADMINISTER, process_id=None, now=now)
    if refusal := rules.hours_refusal(starts_at=starts_at, ends_at=ends_at):
        raise Refused(refusal)
    hours, _is_new = MailHours.objects.update_or_create(
        pk=1, defaults={"starts_at": starts_at, "ends_at": ends_at}
    )
    record("assignments.set_mail_hours", hours, actor=actor, starts_at=starts_at, ends_at=ends_at)


@action
def tell_offices(*, now: datetime) -> int:
    """Send each office what is new or due, once a working day at most; return how many mails."""
    today = city_day(now)
    if not rules.may_mail(queries.mail_hours(), calendar_of_city(), now=now):
        return 0
    told, work = queries.told_today(today), queries.to_tell(now=now)
    offices = Person.objects.select_related("unit").filter(pk__in=set(work) - told)
    with_address = [office for office in offices if _address_of(office)]
    return sum(_tell(office, work[office.pk], now=now) for office in with_address)


def _tell(office: Person, work: list[Assignment], *, now: datetime) -> bool:
    """Send the mail unless another worker has sent it at the same moment."""
    _digest, is_new = Digest.objects.get_or_create(
        unit=office, day=city_day(now), defaults={"sent_at": now}
    )
    if is_new:
        enqueue_mail(
            address=_address_of(office),
            template="assignments/mail/today",
            language=office.language,
            facts=_facts(office, work, now=now),
        )
    return is_new


def _facts(office: Person, work: list[Assignment], *, now: datetime) -> dict[str, object]:
    today = city_day(now)
    with translation.override(office.language):
        lines = [
            {
                "title": str(one.item),
                "due": day(one.due_on),
                "is_late": one.due_on < today,
                "topic": str(one.get_topic_display()),
                "instead_of": "" if one.unit_id == office.pk else one.unit.display_name,
                "url": settings.FADEN_BASE_URL + one.item.get_absolute_url(),
            }
            for one in work
        ]
        table_url = settings.FADEN_BASE_URL + reverse("assignments:table")
    return {"office": office.display_name, "lines": lines, "table_url": table_url}


def _address_of(office: Person) -> str:
    unit = getattr(office, "unit", None)
    return unit.email if unit else ""


def _require_team(actor: Person, *, now: datetime) -> None:
    if not roles_of(actor, None, now=now):
        raise Refused(rules.NOT_YOURS)
