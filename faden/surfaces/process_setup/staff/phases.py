"""Phases: all of them, one of them, removing one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from faden.backbone.people.http import AccountRequest, account_required
from faden.backbone.places.queries import districts
from faden.backbone.processes.actions import add_phase, change_phase, remove_phase
from faden.backbone.processes.rules import phase_state
from faden.surfaces.process_setup.forms.phase import PhaseForm
from faden.surfaces.process_setup.http import phase_or_404, set_up_or_404
from faden.surfaces.process_setup.queries import SetUp
from faden.surfaces.process_setup.staff.frame import (
    frame_page,
    posted,
    saved_part,
    section_page,
)
from faden.surfaces.process_setup.words import openings_of_phase
from faden.web.forms import Form
from faden.web.pages import see_other
from faden.web.refusals import refusal_in


@require_safe
@account_required
def phases(request: AccountRequest, slug: str) -> HttpResponse:
    """Show all phases by date with what each opens."""
    set_up = set_up_or_404(request, slug, now=timezone.now())
    rows = [
        (phase, phase_state(phase, now=set_up.now), openings_of_phase(phase.openings.all()))
        for phase in set_up.phases
    ]
    return section_page(request, set_up, name="phases", rows=rows)


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def add(request: AccountRequest, slug: str) -> HttpResponse:
    """Take in a new phase."""
    now = timezone.now()
    set_up = set_up_or_404(request, slug, now=now)
    form = PhaseForm(posted(request), phase=None, districts=districts())
    if form.is_valid():
        with refusal_in(form):
            values, opens = form.facts(), form.opens()
            add_phase(set_up.process, opens=opens, actor=request.person, now=now, **values)
            return saved_part(request, set_up, name="phases")
    return _page(request, set_up, form, heading=_("New phase"))


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def edit(request: AccountRequest, slug: str, *, pk: int) -> HttpResponse:
    """Take in a change of a phase."""
    now = timezone.now()
    set_up = set_up_or_404(request, slug, now=now)
    phase = phase_or_404(set_up, pk)
    form = PhaseForm(posted(request), phase=phase, districts=districts())
    if form.is_valid():
        with refusal_in(form):
            values, opens = form.facts(), form.opens()
            change_phase(phase, opens=opens, actor=request.person, now=now, **values)
            return saved_part(request, set_up, name="phases")
    return _page(request, set_up, form, heading=_("Change the phase"), phase=phase)


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def remove(request: AccountRequest, slug: str, *, pk: int) -> HttpResponse:
    """Ask, then remove a phase."""
    now = timezone.now()
    set_up = set_up_or_404(request, slug, now=now)
    phase = phase_or_404(set_up, pk)
    form = Form(posted(request))
    if form.is_valid():
        with refusal_in(form):
            remove_phase(phase, actor=request.person, now=now)
            messages.success(request, _("The phase is removed."))
            return see_other("process_setup:phases", set_up.process.slug)
    template = "process_setup/phase_remove.html"
    context = {"phase": phase, "opens": openings_of_phase(phase.openings.all())}
    return frame_page(request, set_up, template=template, name="phases", form=form, **context)


def _page(request: AccountRequest, set_up: SetUp, form: Form, **context: Any) -> HttpResponse:
    template = "process_setup/phase.html"
    return frame_page(request, set_up, template=template, name="phases", form=form, **context)
