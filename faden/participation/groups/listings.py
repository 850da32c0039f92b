"""What files say of bodies, who belongs to them by role, their meetings and decisions."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from faden.web.tables import Column, Listing
from faden.web.tables.columns import LINK

BODY_COLUMNS: Sequence[Column[Any]] = (
    Column("title", _("Body"), lambda body: body.title, width=45),
    Column("kind", _("Kind"), lambda body: body.get_sort_display(), width=24),
    Column("task", _("What it does"), lambda body: body.task, width=60),
    LINK,
)
BODIES: Listing[Any] = Listing("gruppen", _("Bodies"), BODY_COLUMNS)
MEMBER_COLUMNS: Sequence[Column[Any]] = (
    Column("role", _("Role"), lambda member: member.role, width=30),
    Column("organisation", _("Organisation"), lambda member: member.organisation, width=40),
    Column("name", _("Name"), lambda member: member.public_name, width=30),
)
MEMBERS: Listing[Any] = Listing("mitwirkende", _("Members"), MEMBER_COLUMNS)
MEETING_COLUMNS: Sequence[Column[Any]] = (
    Column("starts_at", _("Date"), lambda meeting: meeting.starts_at),
    Column("title", _("Meeting"), lambda meeting: meeting.title, width=40),
    Column("place", _("Place"), lambda meeting: meeting.place, width=30),
    Column("agenda", _("Agenda"), lambda meeting: meeting.agenda, width=60),
    Column("minutes", _("Minutes"), lambda meeting: meeting.minutes, width=60),
    LINK,
)
MEETINGS: Listing[Any] = Listing("sitzungen", _("Meetings"), MEETING_COLUMNS)
DECISION_COLUMNS: Sequence[Column[Any]] = (
    Column("decided_on", _("Date"), lambda decision: decision.decided_on),
    Column("title", _("Decision"), lambda decision: decision.title, width=40),
    Column("text", _("What was decided"), lambda decision: decision.text, width=60),
    Column("n_for", _("In favour"), lambda decision: decision.n_for),
    Column("n_against", _("Against"), lambda decision: decision.n_against),
    Column("n_abstained", _("Abstentions"), lambda decision: decision.n_abstained),
    LINK,
)
DECISIONS: Listing[Any] = Listing("beschluesse", _("Decisions"), DECISION_COLUMNS)
