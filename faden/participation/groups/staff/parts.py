"""Meetings with agenda and minutes, and decisions."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from faden.backbone.people.http import AccountRequest, account_required
from faden.participation.groups import actions, http, queries
from faden.participation.groups.forms import DecisionForm
from faden.shared.media.http import is_valid_with_files
from faden.web.forms import Form, render_form
from faden.web.pages import see_other
from faden.web.refusals import refusal_in

a_form = require_http_methods(["GET", "HEAD", "POST"])


@a_form
@account_required
def call_meeting(request: AccountRequest, pk: int) -> HttpResponse:
    """Set a meeting."""
    now = timezone.now()
    body = http.body_to_write_or_404(request, pk, now=now)
    form = http.meeting_form(request, None, now=now)
    if request.method == "POST" and is_valid_with_files(request, form, now=now):
        with refusal_in(form):
            documents = form.documents_arranged()
            made = actions.call_meeting(
                body, form.facts(), documents=documents, actor=request.person, now=now
            )
            is_told = made.starts_at > now and queries.accounts_of_members(body).exists()
            messages.success(request, _set_words(is_told=is_told))
            return see_other("groups:change", pk)
    return _page(request, body, form=form, title=_("New meeting"), template="meeting_form")


@a_form
@account_required
def change_meeting(request: AccountRequest, pk: int, *, meeting: int) -> HttpResponse:
    """Change a meeting, or add its minutes."""
    now = timezone.now()
    body = http.body_to_write_or_404(request, pk, now=now)
    found = http.meeting_or_404(request, meeting, now=now)
    http.part_or_404(body, found)
    form = http.meeting_form(request, found, now=now)
    if request.method == "POST" and is_valid_with_files(request, form, now=now):
        with refusal_in(form):
            documents = form.documents_arranged()
            actions.change_meeting(
                found, form.facts(), documents=documents, actor=request.person, now=now
            )
            messages.success(request, _("Saved."))
            return see_other("groups:change", pk)
    return _page(request, body, form=form, title=found.title, template="meeting_form")


@a_form
@account_required
def decide(request: AccountRequest, pk: int) -> HttpResponse:
    """Set down a decision."""
    now = timezone.now()
    body = http.body_to_write_or_404(request, pk, now=now)
    form = DecisionForm(request.POST if request.method == "POST" else None, body=body)
    if form.is_bound and form.is_valid():
        with refusal_in(form):
            actions.decide(body, form.facts(), actor=request.person, now=now)
            messages.success(request, _("The decision is set down."))
            return see_other("groups:change", pk)
    return _page(request, body, form=form, title=_("New decision"), template="decision_form")


@a_form
@account_required
def change_decision(request: AccountRequest, pk: int, *, decision: int) -> HttpResponse:
    """Correct a decision."""
    now = timezone.now()
    body = http.body_to_write_or_404(request, pk, now=now)
    found = http.decision_or_404(request, decision, now=now)
    http.part_or_404(body, found)
    sent = request.POST if request.method == "POST" else None
    form = DecisionForm(sent, body=body, decision=found)
    if form.is_bound and form.is_valid():
        with refusal_in(form):
            actions.change_decision(found, form.facts(), actor=request.person, now=now)
            messages.success(request, _("Saved."))
            return see_other("groups:change", pk)
    return _page(request, body, form=form, title=found.title, template="decision_form")


def _set_words(*, is_told: bool) -> str:
    if is_told:
        return _("The meeting is set. Members with an account are told.")
    return _("The meeting is set.")


def _page(
    request: AccountRequest, body: Any, *, form: Form, title: str, template: str
) -> HttpResponse:
    context = {"body": body, "process": queries.process_of(body), "form": form, "title": title}
    return render_form(request, f"groups/{template}.html", context=context)
