"""Asking a colleague for a draft; reading, changing, releasing and dropping drafts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from faden.backbone.people.http import AccountRequest, account_required
from faden.backbone.processes.http import team_process_or_404
from faden.shared.outcomes import actions, queries, rules
from faden.shared.outcomes.forms import AnswerForm, AskForm, DraftForm, LinkForm
from faden.shared.outcomes.http import (
    HAND_IN,
    chosen_or_404,
    team_draft_or_404,
    words_form,
)
from faden.shared.outcomes.staff.answering import (
    draft_page,
    handed_in_words,
    process_page,
    released_words,
)
from faden.web.forms import render_form
from faden.web.pages import see_other
from faden.web.refusals import refusal_as_message, refusal_in


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def ask(request: AccountRequest, process_slug: str, *, numbers: str) -> HttpResponse:
    """Ask a colleague without account for a draft, by mail."""
    now = timezone.now()
    process = team_process_or_404(request, process_slug, now=now)
    items = chosen_or_404(process, numbers)
    form = AskForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusal_in(form):
            draft = actions.ask(items, form.asked(), actor=request.person, now=now)
            messages.success(request, _("The link is on its way. It opens for 30 days."))
            return see_other(draft_page(draft))
    context = {
        "form": form,
        "process": process,
        "items": queries.texts_of(items),
    }
    return render_form(request, "outcomes/ask.html", context=context)


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def draft(request: AccountRequest, pk: int) -> HttpResponse:
    """Show a draft to the team, and let them change it until it is settled."""
    now = timezone.now()
    found = team_draft_or_404(request, pk, now=now)
    items = list(found.items.order_by("pk"))
    form = words_form(request, DraftForm, items=items, now=now, before=found)
    if form.is_bound and form.is_valid():
        with refusal_in(form):
            _keep(request, found, form, now=now)
            return see_other(draft_page(found))
    return _draft_page(request, found, form=form, items=items)


def _keep(request: AccountRequest, found: Any, form: AnswerForm, *, now: Any) -> None:
    given = form.answer(unit=found.unit)
    if HAND_IN in request.POST:
        actions.hand_in(found, given, actor=request.person, now=now)
        messages.success(request, handed_in_words())
        return
    actions.change_draft(found, given, actor=request.person, now=now)
    messages.success(request, _("The draft is kept."))


def _draft_page(
    request: AccountRequest, found: Any, *, form: AnswerForm, items: list[Any]
) -> HttpResponse:
    process = found.process
    link = getattr(found, "link", None)
    refusal = rules.release_refusal(
        found, person_id=request.person.pk, is_by_two=process.is_released_by_two
    )
    context = {
        "draft": found,
        "process": process,
        "items": queries.texts_of(items),
        "form": form,
        "link": link,
        "link_form": LinkForm(initial={"email": link.email if link else ""}, prefix="link"),
        "refusal": refusal,
        "needs_two": process.is_released_by_two,
    }
    return render_form(request, "outcomes/draft.html", context=context)


@require_POST
@account_required
def release(request: AccountRequest, pk: int) -> HttpResponse:
    """Publish a draft that was handed in."""
    now = timezone.now()
    found = team_draft_or_404(request, pk, now=now)
    with refusal_as_message(request):
        answering = actions.release(found, actor=request.person, now=now)
        messages.success(
            request, released_words(answering, list(found.items.select_related("author")))
        )
        return see_other(process_page(found.process))
    return see_other(draft_page(found))


@require_POST
@account_required
def drop(request: AccountRequest, pk: int) -> HttpResponse:
    """Publish nothing of a draft."""
    now = timezone.now()
    found = team_draft_or_404(request, pk, now=now)
    with refusal_as_message(request):
        actions.drop(found, actor=request.person, now=now)
        messages.success(request, _("The draft is dropped. The public saw nothing of it."))
    return see_other(process_page(found.process))


@require_POST
@account_required
def send_link(request: AccountRequest, pk: int) -> HttpResponse:
    """Send a new link; the one before opens nothing any more."""
    now = timezone.now()
    found = team_draft_or_404(request, pk, now=now)
    form = LinkForm(request.POST, prefix="link")
    if not form.is_valid():
        messages.warning(request, _("Please give an e-mail address."))
        return see_other(draft_page(found))
    with refusal_as_message(request):
        actions.send_link(found, form.cleaned_data["email"], actor=request.person, now=now)
        messages.success(request, _("The link is on its way. It opens for 30 days."))
    return see_other(draft_page(found))
