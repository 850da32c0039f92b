"""Whole steps of setting up, made of the actions on a process and its parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings

from faden.backbone.audit.actions import action
from faden.backbone.people.models import Level, Person
from faden.backbone.people.queries import account_by_email
from faden.backbone.processes import actions as processes
from faden.backbone.processes.models import (
    ActionField,
    Invitation,
    Milestone,
    Process,
)
from faden.backbone.processes.queries import invitations_in, require
from faden.backbone.processes.rules import Opens, Permission
from faden.lib.dates import city_day
from faden.lib.moments import end_of, moment
from faden.shared.media import actions as media
from faden.shared.media.actions import Arranged, DescribedDocument, DescribedImage
from faden.shared.notifications.actions import enqueue_mail, notify
from faden.surfaces.process_setup.plans import (
    DatedMilestone,
    DatedPhase,
    Plan,
    PlannedPhase,
)

MAIL = "process_setup/mail/invited"
State = Milestone.State
Visibility = Process.Visibility


@dataclass(frozen=True)
class NewProcess:
    """What is typed on the page that makes a whole process."""

    texts: Mapping[str, Any]  # columns of Process, the title among them
    phases: Iterable[DatedPhase]
    milestones: Iterable[DatedMilestone]


@action
def create_from_plan(plan: Plan, new: NewProcess, *, actor: Person, now: datetime) -> Process:
    """Create a process with all that the template holds, as a draft.

    :raises Refused: without the permission to set up processes
    """
    texts = _texts_of(plan) | dict(new.texts)
    process = processes.create_process(actor=actor, template=plan.slug, now=now, **texts)
    for name in plan.action_fields:
        processes.add_action_field(process, name=name, actor=actor, now=now)
    for phase in new.phases:
        processes.add_phase(
            process, opens=_opens(phase.plan), actor=actor, now=now, **_phase_facts(phase)
        )
    for entry in new.milestones:
        facts = _milestone_facts(entry, today=city_day(now))
        processes.add_milestone(process, actor=actor, now=now, **facts)
    return process


def _texts_of(plan: Plan) -> dict[str, Any]:
    names = (
        "title",
        "language",
        "summary",
        "description",
        "participation",
        "decided_by",
        "is_binding",
        "minimum_age",
        "rating_mode",
        "edit_minutes",
        "progress_basis",
        "progress_meaning",
        "requires_concept",
        "can_influence",
        "is_fixed",
        "who_decides",
        "answer_by",
        "with_results",
    )
    texts = {name: getattr(plan, name) for name in names}
    return texts | {"groups_involved": list(plan.groups_involved)}


def _opens(plan: PlannedPhase) -> list[Opens]:
    return [
        Opens(opening.kind, opening.verb, Level[opening.level.upper()], opening.minimum_age)
        for opening in plan.openings
    ]


def _phase_facts(phase: DatedPhase) -> dict[str, Any]:
    names = ("kind", "name", "description", "visibility", "moderation", "hides_ratings")
    own = {name: getattr(phase.plan, name) for name in names}
    ends_at = end_of(phase.last_day) if phase.last_day else None
    return own | {"starts_at": moment(phase.first_day), "ends_at": ends_at}


def _milestone_facts(entry: DatedMilestone, *, today: date) -> dict[str, Any]:
    names = ("title", "text", "place", "precision", "visibility")
    own = {name: getattr(entry.plan, name) for name in names}
    days = ("starts_on", "ends_on", "event_starts_on", "event_ends_on")
    last_day = entry.event_ends_on or entry.event_starts_on or entry.when.last_day
    return (
        own
        | {name: getattr(entry, name) for name in days}
        | {
            "links": [dict(link) for link in entry.plan.links],
            "state": State.DONE if last_day < today else State.PLANNED,
        }
    )


@action
def arrange_fields(
    process: Process,
    names: Mapping[ActionField, str],
    *,
    removed: Iterable[ActionField],
    new: Iterable[str],
    actor: Person,
    now: datetime,
) -> None:
    """Remove, rename, order and add action fields in one step; `names` come in the new order.

    :raises Refused: without the permission, for a name twice, or while contributions use a field
    """
    for field in removed:
        processes.remove_action_field(field, actor=actor, now=now)
    for field, name in names.items():
        if name != field.name:
            processes.rename_action_field(field, name, actor=actor, now=now)
    _order(process, list(names), actor=actor, now=now)
    for name in new:
        processes.add_action_field(process, name=name, actor=actor, now=now)


def _order(process: Process, wanted: list[ActionField], *, actor: Person, now: datetime) -> None:
    known = [field for field in process.action_fields.all() if field in wanted]
    if known == wanted:
        return
    for place, field in enumerate(wanted):
        processes.move_action_field(field, place, actor=actor, now=now)


@action
def set_concept(
    process: Process,
    columns: Mapping[str, Any],
    *,
    parts: Mapping[str, str],
    actor: Person,
    now: datetime,
) -> None:
    """Write the concept and what the process says of its results.

    :raises Refused: without the permission to set the process up
    """
    processes.change_process(process, actor=actor, now=now, **columns)
    processes.set_concept(process, actor=actor, now=now, **parts)


@action
def arrange_files(
    target: Process | Milestone,
    images: Arranged[DescribedImage],
    *,
    documents: Arranged[DescribedDocument],
    actor: Person,
    now: datetime,
) -> None:
    """Add, describe, order and remove pictures and documents of a process or of an entry.

    :raises Refused: without the permission to set the process up, or as `media` refuses
    """
    process_id = target.process_id if isinstance(target, Milestone) else target.pk
    require(actor, Permission.CONFIGURE, process_id=process_id, now=now)
    media.arrange(target, images, actor=actor, now=now)
    media.arrange_documents(target, documents, actor=actor, now=now)


@action
def show_to(
    process: Process, visibility: str, *, tells_invited: bool, actor: Person, now: datetime
) -> int:
    """Show the process to everybody, to invited people or to its team only.

    Return how many invited people get a mail.

    :raises Refused: without the permission, or while something is missing
    """
    seen_by = Visibility(visibility)
    processes.set_visibility(process, seen_by, actor=actor, now=now)
    tells = tells_invited and seen_by != Visibility.STAFF
    return _tell(process, invitations_in(process)) if tells else 0


@action
def invite(
    process: Process, addresses: Iterable[str], *, actor: Person, now: datetime
) -> tuple[int, int]:
    """Invite people; return how many are new, and how many of these get a mail now.

    While the process is a draft nobody is told: there is nothing to see for them yet.

    :raises Refused: without the permission to set the process up
    """
    new = processes.invite(process, addresses, actor=actor, now=now)
    is_shown = process.visibility != Visibility.STAFF
    return len(new), _tell(process, new) if is_shown else 0


def _tell(process: Process, invitations: Iterable[Invitation]) -> int:
    addresses = [invitation.email for invitation in invitations]
    for address in addresses:
        _tell_one(process, address)
    return len(addresses)


def _tell_one(process: Process, address: str) -> None:
    facts: dict[str, Any] = {
        "title": process.title,
        "summary": process.summary,
        "office": process.unit.display_name if process.unit else "",
        "slug": process.slug,
    }
    account = account_by_email(address)
    if account is not None:
        notify(account, MAIL, item=process, has_account=True, **facts)
        return
    language = settings.LANGUAGE_CODE
    enqueue_mail(address=address, template=MAIL, language=language, facts=facts)
