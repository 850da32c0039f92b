"""One contribution under the eyes of the team: released, refused, decided, hidden."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from faden.backbone.people.http import AccountRequest, account_required
from faden.shared.moderation import actions, queries
from faden.shared.moderation.forms import DecideForm, RefuseForm
from faden.shared.moderation.http import Review, told
from faden.web.forms import render_form
from faden.web.pages import see_other
from faden.web.refusals import refusal_as_message

PAGE = "moderation/review.html"


@require_safe
@account_required
def review(request: AccountRequest, pk: int) -> HttpResponse:
    """Show the contribution, why it is here, and what can be done."""
    context = Review(request, pk, now=timezone.now()).context()
    return render_form(request, PAGE, context=context, form_name="decide_form")


@require_POST
@account_required
def release(request: AccountRequest, pk: int) -> HttpResponse:
    """Publish what waits, and go on to the next."""
    desk = Review(request, pk, now=timezone.now())
    with refusal_as_message(request):
        desk.release()
        messages.success(request, _("It is published."))
        return _on(desk)
    return see_other("moderation:review", pk)


@require_POST
@account_required
def refuse(request: AccountRequest, pk: int) -> HttpResponse:
    """Do not publish what waits, and go on to the next."""
    desk = Review(request, pk, now=timezone.now())
    form = RefuseForm(request.POST, prefix="ablehnen")
    if desk.refuse(form):
        messages.success(request, told(desk.item, _("It stays unpublished.")))
        return _on(desk)
    context = desk.context(refuse_form=form)
    return render_form(request, PAGE, context=context, form_name="refuse_form")


@require_POST
@account_required
def decide(request: AccountRequest, pk: int) -> HttpResponse:
    """Decide what becomes of the reports."""
    desk = Review(request, pk, now=timezone.now())
    form = DecideForm(request.POST, prefix="meldung")
    if done := desk.decide(form):
        messages.success(request, done)
        return see_other("moderation:reports")
    context = desk.context(decide_form=form)
    return render_form(request, PAGE, context=context, form_name="decide_form")


@require_POST
@account_required
def hide_threat(request: AccountRequest, pk: int) -> HttpResponse:
    """Hide a threat at once, then say how to keep the evidence."""
    now = timezone.now()
    desk = Review(request, pk, now=now)
    with refusal_as_message(request):
        actions.hide_threat(desk.item, actor=request.person, now=now)
        messages.success(request, _("It is hidden. Please keep the evidence now."))
    return see_other("moderation:review", pk)


def _on(desk: Review) -> HttpResponse:
    """Go on to what has waited longest, or to the empty list."""
    following = queries.next_to_review(desk.request.person, now=desk.now)
    if following is None:
        return see_other("moderation:waiting")
    return see_other("moderation:review", following.pk)
