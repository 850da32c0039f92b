"""Answering one contribution or many at once, and taking an answer back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from faden.backbone.people.http import AccountRequest, account_required
from faden.backbone.processes.http import team_item_or_404, team_process_or_404
from faden.shared.notifications.queries import n_reached
from faden.shared.outcomes import actions, queries, rules
from faden.shared.outcomes.forms import AnswerForm
from faden.shared.outcomes.http import (
    HAND_IN,
    SAVE,
    address_for,
    chosen_or_404,
    team_answering_or_404,
    words_form,
)
from faden.web.forms import render_form
from faden.web.pages import see_other
from faden.web.refusals import refusal_as_message, refusal_in


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def answer(request: AccountRequest, pk: int) -> HttpResponse:
    """Take in the answer to an item."""
    item = team_item_or_404(request, pk, now=timezone.now())
    way_back = f"{item.get_absolute_url()}#antwort"
    return _answer_page(request, [item], process=item.process, way_back=way_back)


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def answer_many(request: AccountRequest, process_slug: str, *, numbers: str) -> HttpResponse:
    """Take in one answer to all chosen contributions of a process."""
    process = team_process_or_404(request, process_slug, now=timezone.now())
    items = chosen_or_404(process, numbers)
    return _answer_page(request, items, process=process, way_back="")


def _answer_page(
    request: AccountRequest, items: Sequence[Any], *, process: Any, way_back: str
) -> HttpResponse:
    """Publish the answer, or keep it as a draft; it is public at once if one may do it alone."""
    now = timezone.now()
    before = queries.current_outcomes(items)
    only = before.get(items[0].pk) if len(items) == 1 else None
    form = words_form(request, AnswerForm, items=items, now=now, before=only)
    if form.is_bound and form.is_valid():
        with refusal_in(form):
            done = _done(request, items, form, now=now)
            return see_other(way_back if way_back and not done else done or process_page(process))
    context = {
        "items": queries.texts_of(items),
        "process": process,
        "form": form,
        "before": only,
        "n_before": len(before),
        "n_told": n_reached(item.author for item in items),
        "needs_two": process.as_process.is_released_by_two,
        "ask_url": address_for(items, "ask", slug=process.slug),
    }
    return render_form(request, "outcomes/answer.html", context=context)


def _done(request: AccountRequest, items: Sequence[Any], form: AnswerForm, *, now: datetime) -> str:
    """Return where the draft is, or nothing if the answer is published."""
    given, person = form.answer(), request.person
    if SAVE in request.POST or HAND_IN in request.POST:
        is_handed_in = HAND_IN in request.POST
        draft = actions.begin_draft(items, given, actor=person, now=now, is_handed_in=is_handed_in)
        messages.success(request, handed_in_words() if is_handed_in else _("The draft is kept."))
        return draft_page(draft)
    answering = actions.answer_all(items, given, actor=person, now=now)
    messages.success(request, released_words(answering, items))
    return ""


@require_POST
@account_required
def take_back(request: AccountRequest, pk: int) -> HttpResponse:
    """Take an answer back while nobody was told of it."""
    now = timezone.now()
    answering = team_answering_or_404(request, pk, now=now)
    with refusal_as_message(request):
        n = actions.take_back(answering, actor=request.person, now=now)
        text = ngettext(
            "The answer to %(n)s contribution is taken back. Nobody was told of it.",
            "The answer to %(n)s contributions is taken back. Nobody was told of it.",
            n,
        )
        messages.success(request, text % {"n": n})
    return see_other("outcomes:answers", answering.process.slug)


def released_words(answering: Any, items: Sequence[Any]) -> str:
    """Say that the answer is public, until when it can be taken back, and who is told then."""
    said = ngettext(
        "The answer to %(n)s contribution is published. Until %(time)s you can take it back.",
        "The answer to %(n)s contributions is published. Until %(time)s you can take it back.",
        len(items),
    )
    time = date_format(localtime(rules.tell_at(answering)), "TIME_FORMAT")
    text = said % {"n": len(items), "time": time}
    n = n_reached(item.author for item in items)
    if not n:
        return text
    told = ngettext("Then %(n)s author gets a mail.", "Then %(n)s authors get a mail each.", n)
    return f"{text} {told % {'n': n}}"


def handed_in_words() -> str:
    """Say what happens with a draft that was handed in."""
    return _("The draft is handed in. Somebody else of the team releases it.")


def process_page(process: Any) -> str:
    """Return the page of the answers in the process."""
    return resolve_url("outcomes:answers", process.slug)


def draft_page(draft: Any) -> str:
    """Return the page of the draft."""
    return resolve_url("outcomes:draft", draft.pk)
