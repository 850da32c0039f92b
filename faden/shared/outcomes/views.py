"""The page of a colleague without account, who drafts an answer by a personal link."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from faden.shared.outcomes import actions, queries, rules
from faden.shared.outcomes.forms import WordsForm
from faden.shared.outcomes.http import SAVE, words_form
from faden.web.forms import render_form
from faden.web.pages import see_other
from faden.web.refusals import refusal_in


@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, key: str) -> HttpResponse:
    """Show the contributions and take in the draft; the team releases it, or not."""
    now = timezone.now()
    draft = queries.draft_by_key(key)
    if draft is None or rules.link_refusal(expires_at=draft.link.expires_at, now=now):
        return _closed(render(request, "outcomes/link_over.html", status=404))
    items = list(draft.items.order_by("pk"))
    form = words_form(request, WordsForm, items=items, now=now, before=draft)
    if form.is_bound and form.is_valid():
        with refusal_in(form):
            _keep(request, draft, form, now=now)
            return _closed(see_other(request.path))
    context = {"draft": draft, "form": form, "items": queries.texts_of(items)}
    return _closed(render_form(request, "outcomes/by_link.html", context=context))


def _keep(request: HttpRequest, draft: Any, form: WordsForm, *, now: Any) -> None:
    given = form.answer(unit=draft.unit)
    if SAVE in request.POST:
        actions.save_by_link(draft, given, now=now)
        messages.success(request, _("Your draft is kept. You can go on writing by the same link."))
        return
    actions.hand_in_by_link(draft, given, now=now)
    messages.success(request, _("Thank you. Your draft is with the team, who release it."))


def _closed(response: HttpResponse) -> HttpResponse:
    """Keep the page out of caches, search engines and other sites' logs: its address is the key."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "private, no-store"
    return response
