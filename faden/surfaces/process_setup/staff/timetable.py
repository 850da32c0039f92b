"""The timetable: its entries, one of them, what became of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from faden.backbone.people.http import AccountRequest, account_required
from faden.backbone.processes import actions
from faden.backbone.processes.rules import is_overdue, shown_state, when_it_happens
from faden.lib.dates import city_day
from faden.surfaces.process_setup.forms.milestone import CancelForm, MilestoneForm, PostponeForm
from faden.surfaces.process_setup.http import milestone_or_404, set_up_or_404
from faden.surfaces.process_setup.queries import SetUp
from faden.surfaces.process_setup.staff.frame import (
    frame_page,
    posted,
    saved_part,
    section_page,
    tell_saved,
)
from faden.web.forms import Form
from faden.web.pages import see_other
from faden.web.refusals import refusal_as_message, refusal_in


@require_safe
@account_required
def timetable(request: AccountRequest, slug: str) -> HttpResponse:
    """Show all entries by date, and which of them need a word from the team."""
    set_up = set_up_or_404(request, slug, now=timezone.now())
    today = city_day(set_up.now)
    rows = [
        (entry, shown_state(entry, today=today), is_overdue(entry, today=today))
        for entry in set_up.milestones
    ]
    return section_page(request, set_up, name="timetable", rows=rows)


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def add(request: AccountRequest, slug: str) -> HttpResponse:
    """Take in a new entry."""
    now = timezone.now()
    set_up = set_up_or_404(request, slug, now=now)
    form = MilestoneForm(posted(request), milestone=None)
    if form.is_valid():
        with refusal_in(form):
            actions.add_milestone(set_up.process, actor=request.person, now=now, **form.facts())
            return saved_part(request, set_up, name="timetable")
    return _page(request, set_up, form, heading=_("New entry"))


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def edit(request: AccountRequest, slug: str, *, pk: int) -> HttpResponse:
    """Take in a change of an entry."""
    now = timezone.now()
    set_up = set_up_or_404(request, slug, now=now)
    entry = milestone_or_404(set_up, pk)
    form = MilestoneForm(posted(request), milestone=entry)
    if form.is_valid():
        with refusal_in(form):
            actions.change_milestone(entry, actor=request.person, now=now, **form.facts())
            return saved_part(request, set_up, name="timetable")
    return _page(request, set_up, form, heading=_("Change the entry"), entry=entry)


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def postpone(request: AccountRequest, slug: str, *, pk: int) -> HttpResponse:
    """Take in another date with the reason; the old one stays visible."""
    now = timezone.now()
    set_up = set_up_or_404(request, slug, now=now)
    entry = milestone_or_404(set_up, pk)
    form = PostponeForm(posted(request), milestone=entry)
    if form.is_valid():
        with refusal_in(form):
            reason = form.cleaned_data["reason"]
            actions.postpone(entry, form.when(), reason=reason, actor=request.person, now=now)
            return saved_part(request, set_up, name="timetable")
    told = _("The old date stays on the public page, with the reason.")
    heading = button = _("Postpone")
    return _ask(
        request, set_up, form, entry=entry, heading=heading, button=button, consequence=told
    )


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def cancel(request: AccountRequest, slug: str, *, pk: int) -> HttpResponse:
    """Take in why it does not take place; date and reason stay visible."""
    now = timezone.now()
    set_up = set_up_or_404(request, slug, now=now)
    entry = milestone_or_404(set_up, pk)
    form = CancelForm(posted(request))
    if form.is_valid():
        with refusal_in(form):
            reason = form.cleaned_data["reason"]
            actions.cancel(entry, reason=reason, actor=request.person, now=now)
            return saved_part(request, set_up, name="timetable")
    told = _("The entry stays on the public page as cancelled, with its date and the reason.")
    heading = button = _("Call off")
    return _ask(
        request, set_up, form, entry=entry, heading=heading, button=button, consequence=told
    )


@require_POST
@account_required
def set_state(request: AccountRequest, slug: str, *, pk: int) -> HttpResponse:
    """Note that an entry is done, or that it is planned after all."""
    now = timezone.now()
    set_up = set_up_or_404(request, slug, now=now)
    entry = milestone_or_404(set_up, pk)
    state = "planned" if request.POST.get("stand") == "planned" else "done"
    with refusal_as_message(request):
        actions.change_milestone(entry, state=state, actor=request.person, now=now)
        tell_saved(request, set_up)
    return see_other("process_setup:timetable", slug)


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def remove(request: AccountRequest, slug: str, *, pk: int) -> HttpResponse:
    """Ask, then remove an entry."""
    now = timezone.now()
    set_up = set_up_or_404(request, slug, now=now)
    entry = milestone_or_404(set_up, pk)
    form = Form(posted(request))
    if form.is_valid():
        with refusal_in(form):
            actions.remove_milestone(entry, actor=request.person, now=now)
            messages.success(request, _("The entry is removed."))
            return see_other("process_setup:timetable", slug)
    told = _("The entry vanishes from the public page. The history keeps what it said.")
    heading = button = _("Remove")
    return _ask(
        request, set_up, form, entry=entry, heading=heading, button=button, consequence=told
    )


def _page(request: AccountRequest, set_up: SetUp, form: Form, **context: Any) -> HttpResponse:
    template = "process_setup/milestone.html"
    return frame_page(request, set_up, template=template, name="timetable", form=form, **context)


def _ask(
    request: AccountRequest, set_up: SetUp, form: Form, *, entry: Any, **words: str
) -> HttpResponse:
    """Show the page of one step; `words`: heading, button and what it leads to."""
    context = {"entry": entry, "when": when_it_happens(entry), "form": form, **words}
    template = "process_setup/milestone_ask.html"
    return frame_page(request, set_up, template=template, name="timetable", **context)
