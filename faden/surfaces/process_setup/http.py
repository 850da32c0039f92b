"""From an address to the process that whoever asks may set up."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404
from django.shortcuts import get_object_or_404

from faden.backbone.people.http import AccountRequest
from faden.backbone.processes.http import team_process_or_404
from faden.backbone.processes.models import Invitation, Milestone, Phase, PreviewLink, Process
from faden.backbone.processes.queries import (
    invitations_in,
    preview_links_of,
    require,
    roles_of,
)
from faden.backbone.processes.rules import Permission
from faden.surfaces.process_setup.queries import SetUp, set_up_of


def set_up_or_404(request: AccountRequest, slug: str, *, now: datetime) -> SetUp:
    """Return the process with its parts; who does not work for it finds no such page.

    :raises Refused: for those of the team who may not set it up
    """
    return set_up_of(process_or_404(request, slug, now=now), now=now)


def process_or_404(request: AccountRequest, slug: str, *, now: datetime) -> Process:
    """Return the process alone; who does not work for it finds no such page.

    :raises Refused: for those of the team who may not set it up
    """
    process = team_process_or_404(request, slug, now=now)
    require(request.person, Permission.CONFIGURE, process_id=process.pk, now=now)
    return process


def phase_or_404(set_up: SetUp, pk: int) -> Phase:
    """Return this phase of the process."""
    phase = next((phase for phase in set_up.phases if phase.pk == pk), None)
    if phase is None:
        raise Http404
    return phase


def milestone_or_404(set_up: SetUp, pk: int) -> Milestone:
    """Return this entry of the process's timetable."""
    milestone = next((entry for entry in set_up.milestones if entry.pk == pk), None)
    if milestone is None:
        raise Http404
    return milestone


def require_setting_up(request: AccountRequest, *, now: datetime) -> None:
    """Let those pass who may set up some process; who is not of the team finds no such page.

    :raises Refused: for the others of the team
    """
    if not roles_of(request.person, None, now=now):
        raise Http404
    require(request.person, Permission.CONFIGURE, process_id=None, now=now)


def invitation_or_404(process: Process, pk: int) -> Invitation:
    """Return this invitation to the process."""
    return get_object_or_404(invitations_in(process), pk=pk)


def preview_link_or_404(process: Process, pk: int, *, now: datetime) -> PreviewLink:
    """Return this preview link of the process, if it is still open."""
    return get_object_or_404(preview_links_of(process, now=now), pk=pk)
