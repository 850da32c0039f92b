"""Bodies as those see them who may, and organisations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, When

from faden.backbone.items.models import Item
from faden.backbone.people.models import Level, Organisation, Person, Representative
from faden.backbone.processes.models import Process
from faden.backbone.processes.queries import process_id_of, standing
from faden.backbone.processes.rules import Permission
from faden.participation.groups.models import Body, Decision, Meeting, Member


def own_memberships(person: Person | None) -> QuerySet[Member]:
    """Return where the person is a member, known by the confirmed address."""
    if person is None or not person.is_active or person.level == Level.GUEST:
        return Member.objects.none()
    found = Member.objects.filter(email=person.email).exclude(email="")
    return found.select_related("body__process").order_by("body__title", "pk")


def is_member(body_id: int | None, person: Person | None) -> bool:
    """Return whether the person belongs to the body."""
    return own_memberships(person).filter(body=body_id).exists()


def bodies_of(process: Item, person: Person | None, *, now: datetime) -> QuerySet[Body]:
    """Return the bodies of the process that the person may see: two queries at most."""
    bodies = Body.objects.filter(part_of=process.pk).order_by("title", "pk")
    if standing(person, process.pk, now=now).may(Permission.SEE_DRAFTS):
        return bodies
    public = Q(visibility=Item.Visibility.PUBLIC)
    if person is None or person.level == Level.GUEST:
        return bodies.filter(public)
    return bodies.filter(public | Q(pk__in=own_memberships(person).values("body")))


def has_public_bodies(process: Item) -> bool:
    """Return whether everybody who sees the process sees a body of it."""
    return Body.objects.filter(part_of=process.pk).public().exists()


def body_by_id(pk: int) -> Body | None:
    """Return the body with its process."""
    return Body.objects.select_related("process__as_process").filter(pk=pk).first()


def meeting_by_id(pk: int) -> Meeting | None:
    """Return the meeting with its body."""
    found = Meeting.objects.select_related("body", "process__as_process", "part_of__part_of")
    return found.filter(pk=pk).first()


def decision_by_id(pk: int) -> Decision | None:
    """Return the decision with its body and meeting."""
    found = Decision.objects.select_related(
        "body", "meeting", "process__as_process", "part_of__part_of"
    )
    return found.filter(pk=pk).first()


def process_of(item: Item) -> Process:
    """Return the process to which a body or a part of it belongs."""
    return Process.objects.get(pk=process_id_of(item))


def members_of(body: Body) -> QuerySet[Member]:
    """Return who belongs to the body."""
    return body.members.all()


def meetings_of(body: Body, *, sees_all: bool) -> QuerySet[Meeting]:
    """Return the meetings, the latest first; those that are closed only for members and team."""
    meetings = body.meetings.order_by("-starts_at", "-pk")
    return meetings if sees_all else meetings.filter(visibility=Item.Visibility.PUBLIC)


def decisions_of(body: Body, *, sees_all: bool) -> QuerySet[Decision]:
    """Return the decisions, the latest first; those that are closed only for members and team."""
    decisions = body.decisions.select_related("meeting").order_by("-decided_on", "-pk")
    return decisions if sees_all else decisions.filter(visibility=Item.Visibility.PUBLIC)


def sees_all_of(body: Body, person: Person | None, *, now: datetime) -> bool:
    """Return whether the person reads what the public does not: as a member or of the team."""
    asking = standing(person, body.process_id, now=now)
    return asking.may(Permission.SEE_DRAFTS) or is_member(body.pk, person)


def accounts_of_members(body: Body) -> QuerySet[Person]:
    """Return the accounts of those who belong to the body, known by their addresses."""
    addresses = body.members.exclude(email="").values("email")
    return Person.objects.filter(email__in=addresses, is_active=True).order_by("pk")


def organisations() -> QuerySet[Organisation]:
    """Return all organisations, with `waits` for those that are to be checked: 0 before 1."""
    applied = When(state=Organisation.State.APPLIED, then=0)
    waits = Case(applied, default=1, output_field=IntegerField())
    return Organisation.objects.select_related("person", "applied_by").annotate(waits=waits)


def organisation_by_id(pk: int) -> Organisation | None:
    """Return the organisation of this person row."""
    return Organisation.objects.select_related("person", "applied_by").filter(pk=pk).first()


def is_name_taken(name: str) -> bool:
    """Return whether an organisation has the name that was not turned down."""
    found = Organisation.objects.filter(person__display_name__iexact=name.strip())
    return found.exclude(state=Organisation.State.REFUSED).exists()


def representatives_of(organisation: Organisation) -> QuerySet[Representative]:
    """Return who may act for the organisation."""
    return organisation.representatives.select_related("person").order_by("pk")


def own_organisations(person: Person) -> QuerySet[Organisation]:
    """Return what the person acts for, and what they applied for."""
    mine = Q(representatives__person=person) | Q(applied_by=person)
    return Organisation.objects.filter(mine).select_related("person").distinct()


def exported_memberships(person: Person) -> Iterable[Mapping[str, Any]]:
    """Return what is kept about somebody as a member of bodies."""
    columns = ("body__title", "name", "email", "role", "organisation", "is_named")
    found = Member.objects.filter(email=person.email or "-").order_by("pk")
    return list(found.values(*columns))
