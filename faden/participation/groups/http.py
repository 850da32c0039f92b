"""From a request to a body and its parts, for those who may see or write them."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, StreamingHttpResponse

from faden.backbone.items.models import Item
from faden.backbone.people.http import AccountRequest, PersonRequest
from faden.backbone.people.models import Organisation
from faden.backbone.processes.http import team_process_or_404
from faden.backbone.processes.models import Process
from faden.backbone.processes.queries import may_see, require, roles_of, standing
from faden.backbone.processes.rules import Permission
from faden.participation.groups import queries
from faden.participation.groups.forms import MeetingForm
from faden.participation.groups.listings import DECISIONS, MEETINGS, MEMBERS
from faden.participation.groups.models import Body, Decision, Meeting, Member
from faden.shared.media.queries import documents_of


def body_or_404(request: PersonRequest, pk: int, *, now: datetime) -> Body:
    """Return the body if whoever asks may see it."""
    return _seen(queries.body_by_id(pk), request, now=now)  # type: ignore[return-value]  # a Body


def meeting_or_404(request: PersonRequest, pk: int, *, now: datetime) -> Meeting:
    """Return the meeting if whoever asks may see it."""
    found = queries.meeting_by_id(pk)
    return _seen(found, request, now=now)  # type: ignore[return-value]  # a Meeting


def decision_or_404(request: PersonRequest, pk: int, *, now: datetime) -> Decision:
    """Return the decision if whoever asks may see it."""
    found = queries.decision_by_id(pk)
    return _seen(found, request, now=now)  # type: ignore[return-value]  # a Decision


def _seen(item: Item | None, request: PersonRequest, *, now: datetime) -> Item:
    if item is None or not may_see(item, request.person, now=now):
        raise Http404
    return item


def process_to_write_or_404(request: AccountRequest, slug: str, *, now: datetime) -> Process:
    """Return the process; who does not work for it finds no such page.

    :raises Refused: for those of the team who may not set it up
    """
    process = team_process_or_404(request, slug, now=now)
    require(request.person, Permission.CONFIGURE, process_id=process.pk, now=now)
    return process


def body_to_write_or_404(request: AccountRequest, pk: int, *, now: datetime) -> Body:
    """Return the body; who does not work for its process finds no such page.

    :raises Refused: for those of the team who may not set the process up
    """
    body = body_or_404(request, pk, now=now)
    if not roles_of(request.person, body.process_id, now=now):
        raise Http404
    require(request.person, Permission.CONFIGURE, process_id=body.process_id, now=now)
    return body


def member_or_404(body: Body, pk: int) -> Member:
    """Return this member of the body."""
    member = queries.members_of(body).select_related("body").filter(pk=pk).first()
    if member is None:
        raise Http404
    return member


def part_or_404(body: Body, item: Meeting | Decision) -> None:
    """Go on if the meeting or decision is one of this body."""
    if item.body_id != body.pk:
        raise Http404


def meeting_form(request: AccountRequest, meeting: Meeting | None, *, now: datetime) -> MeetingForm:
    """Return the form of a meeting with its documents, with what was sent."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    attached = documents_of([meeting]).get(meeting.pk, []) if meeting else []
    return MeetingForm(
        *sent, meeting=meeting, owner=request.person, attached_documents=attached, now=now
    )


def administration_or_404(request: AccountRequest, *, now: datetime) -> None:
    """Go on for the administration; others find no such page."""
    if not standing(request.person, None, now=now).may(Permission.ADMINISTER):
        raise Http404


def organisation_or_404(pk: int) -> Organisation:
    """Return this organisation."""
    found = queries.organisation_by_id(pk)
    if found is None:
        raise Http404
    return found


def file_asked_for(
    request: PersonRequest, body: Body, *, sees_all: bool, now: datetime
) -> StreamingHttpResponse | None:
    """Return members, meetings or decisions as a file, if the address asks for one.

    Names stand in it only of members who agreed, whoever asks.
    """
    meetings = queries.meetings_of(body, sees_all=sees_all)
    decisions = queries.decisions_of(body, sees_all=sees_all)
    return (
        MEMBERS.file(request, queries.members_of(body), now=now)
        or MEETINGS.file(request, meetings, now=now)
        or DECISIONS.file(request, decisions, now=now)
    )
