"""Bodies, meetings and decisions as kinds of items."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.kinds import Kind
from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.processes.queries import may_see
from faden.participation.groups.models import Body, Decision, Meeting
from faden.participation.groups.queries import is_member
from faden.participation.groups.rules import nothing_refused


def _body_path(item: Item) -> str:
    return reverse("groups:body", args=[item.pk, item.slug or "gruppe"])


def _meeting_path(item: Item) -> str:
    return reverse("groups:meeting", args=[item.pk, item.slug or "sitzung"])


def _decision_path(item: Item) -> str:
    return reverse("groups:decision", args=[item.pk, item.slug or "beschluss"])


def _is_read_by_member(item: Item, person: Person, now: datetime) -> bool:
    """Return whether a member reads what is closed to others; never more than the process."""
    body = item.pk if item.kind == Body.kind_name else item.part_of_id
    process = item.process
    return process is not None and may_see(process, person, now=now) and is_member(body, person)


def _table_path(process: Item) -> str:
    return reverse("groups:manage", args=[process.slug])


def _body_text(body: Body) -> str:
    return body.task


def _meeting_text(meeting: Meeting) -> str:
    return f"{meeting.place}\n{meeting.agenda}\n{meeting.minutes}"


def _decision_text(decision: Decision) -> str:
    return decision.text


BODY = Kind(
    name=Body.kind_name,
    label=_("Body"),
    label_plural=_("Bodies"),
    icon="account-circle",
    segment="gruppen",
    verbs=(),
    path=_body_path,
    item_refusal=nothing_refused,
    search_text=_body_text,
    table_path=_table_path,
    is_read_by=_is_read_by_member,
)
MEETING = Kind(
    name=Meeting.kind_name,
    label=_("Meeting"),
    label_plural=_("Meetings"),
    icon="calendar-today",
    segment="sitzungen",
    verbs=(),
    path=_meeting_path,
    item_refusal=nothing_refused,
    search_text=_meeting_text,
    is_read_by=_is_read_by_member,
)
DECISION = Kind(
    name=Decision.kind_name,
    label=_("Decision"),
    label_plural=_("Decisions"),
    icon="check",
    segment="beschluesse",
    verbs=(),
    path=_decision_path,
    item_refusal=nothing_refused,
    search_text=_decision_text,
    is_read_by=_is_read_by_member,
)
