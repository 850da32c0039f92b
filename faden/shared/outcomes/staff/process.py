"""All about the answers in one process: what was promised, drafts, what was released."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from faden.backbone.people.http import AccountRequest, account_required
from faden.backbone.processes.http import team_process_or_404
from faden.backbone.processes.queries import standing
from faden.shared.outcomes import actions, queries, rules
from faden.shared.outcomes.forms import PromiseForm
from faden.web.forms import render_form
from faden.web.pages import page_of, see_other
from faden.web.refusals import refusal_in


@require_safe
@account_required
def answers(request: AccountRequest, process_slug: str) -> HttpResponse:
    """Show what was promised, which drafts are open, what was released and can be taken back."""
    now = timezone.now()
    process = team_process_or_404(request, process_slug, now=now)
    page = page_of(request, queries.answerings_of(process))
    context = {
        "process": process,
        "standing": standing(request.person, process.pk, now=now),
        "promised": queries.promised_in(process, now=now),
        "n_all": queries.n_contributions([process]).get(process.pk, 0),
        "n_answered": queries.n_answered([process]).get(process.pk, 0),
        "tables": queries.tables_of(process),
        "drafts": list(queries.open_drafts(process)),
        "page": page,
        "rows": [(one, rules.take_back_refusal(one, now=now) is None) for one in page],
    }
    return render(request, "outcomes/answers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def promise(request: AccountRequest, process_slug: str) -> HttpResponse:
    """Take in the day by which all contributions are answered."""
    now = timezone.now()
    process = team_process_or_404(request, process_slug, now=now)
    promised = queries.promised_in(process, now=now)
    sent = request.POST if request.method == "POST" else None
    form = PromiseForm(sent, on=promised.day if promised else None, now=now)
    if form.is_valid():
        values = form.cleaned_data
        with refusal_in(form):
            reason = values.get("reason", "")
            actions.promise(process, values["on"], reason=reason, actor=request.person, now=now)
            messages.success(request, _("The day stands in the public timetable."))
            return see_other("outcomes:answers", process.slug)
    context = {"form": form, "process": process, "promised": promised}
    return render_form(request, "outcomes/promise.html", context=context)
