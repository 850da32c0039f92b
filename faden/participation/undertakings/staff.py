"""The team's table of undertakings; writing, publishing, taking back, what changed."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from faden.backbone.people.http import AccountRequest, account_required
from faden.participation.undertakings import actions, http, queries
from faden.participation.undertakings.columns import SUGGESTIONS, columns
from faden.participation.undertakings.forms import ReplyForm
from faden.web.forms import form_status, render_form
from faden.web.icons import badge
from faden.web.pages import see_other
from faden.web.refusals import refusal_in
from faden.web.tables import Column, Table, YesNoFilter

a_form = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@account_required
def table(request: AccountRequest) -> HttpResponseBase:
    """Show all entries, drafts too; export them."""
    now = timezone.now()
    http.ensure_team(request, now=now)
    rows = queries.undertakings_of_team()
    return _TABLE.respond(request, rows, now=now, template="undertakings/table.html")


@a_form
@account_required
def new(request: AccountRequest) -> HttpResponse:
    """Take in a new entry."""
    now = timezone.now()
    http.ensure_team(request, now=now)
    form = http.form_for(request, None, now=now)
    if made := http.take_in(request, form, undertaking=None, now=now):
        return _kept(request, made.pk)
    return render(request, "undertakings/write.html", {"form": form}, status=form_status(form))


@a_form
@account_required
def edit(request: AccountRequest, pk: int) -> HttpResponse:
    """Take in a change of an entry; show how it changed so far."""
    now = timezone.now()
    undertaking = http.own_undertaking_or_404(request, pk, now=now)
    form = http.form_for(request, undertaking, now=now)
    if http.take_in(request, form, undertaking=undertaking, now=now):
        return _kept(request, pk)
    context = {
        "form": form,
        "undertaking": undertaking,
        "history": queries.history(undertaking),
    }
    return render(request, "undertakings/write.html", context, status=form_status(form))


@require_POST
@account_required
def take_back(request: AccountRequest, pk: int) -> HttpResponse:
    """Make it a draft of the team again."""
    now = timezone.now()
    undertaking = http.own_undertaking_or_404(request, pk, now=now)
    actions.take_back(undertaking, actor=request.person, now=now)
    messages.success(request, _("Only the team sees it now."))
    return see_other("undertakings:edit", pk)


@a_form
@account_required
def suggestions(request: AccountRequest, pk: int) -> HttpResponseBase:
    """Show who wants to take part in an undertaking, and take in the answer to all of them."""
    now = timezone.now()
    undertaking = http.own_undertaking_or_404(request, pk, now=now)
    waiting = queries.open_suggestions(undertaking)
    if file := SUGGESTIONS.file(request, waiting, now=now):
        return file
    form = ReplyForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refusal_in(form):
            text = form.cleaned_data["text"]
            actions.reply(undertaking, text, actor=request.person, now=now)
            messages.success(request, _("The answer is published. Who has an address is told."))
            return see_other(undertaking)
    context = {
        "undertaking": undertaking,
        "suggestions": list(waiting),
        "replies": queries.replies_to(undertaking),
        "form": form,
    }
    return render_form(request, "undertakings/suggestions.html", context=context)


def _kept(request: AccountRequest, pk: int) -> HttpResponse:
    """Say where it stands now, and lead to the page as everybody will see it."""
    undertaking = http.undertaking_or_404(request, pk, now=timezone.now())
    told = _("Saved and published.") if undertaking.is_public else _("Saved as a draft.")
    messages.success(request, told)
    return see_other(undertaking.get_absolute_url())


def _seen_by(undertaking: Any) -> SafeString:
    if undertaking.is_public:
        return badge("success", _("Public"), icon_name="visibility")
    return badge("neutral", _("Draft"), icon_name="draft")


VISIBILITY: Sequence[Column[Any]] = (
    Column(
        "visibility",
        gettext_lazy("Seen by"),
        lambda one: one.get_visibility_display(),
        sort="visibility",
        cell=_seen_by,
    ),
)
_TABLE: Table[Any] = Table(
    name="vorhaben",
    title=gettext_lazy("List of undertakings"),
    columns=(*columns(lambda one: reverse("undertakings:edit", args=[one.pk])), *VISIBILITY),
    row_label=lambda one: str(one.title),
    order=("-changed_at",),
    filters=(
        *http.FILTERS,
        YesNoFilter(
            "entwurf",
            gettext_lazy("Draft"),
            lambda rows, is_draft: (
                rows.exclude(visibility="public") if is_draft else rows.filter(visibility="public")
            ),
        ),
    ),
    empty_title=gettext_lazy("No undertaking here"),
    empty_text=gettext_lazy("Enter the first, or try fewer filters."),
)
