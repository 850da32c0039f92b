"""The team draws a result up, sees what is missing, and publishes it."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from faden.backbone.people.http import AccountRequest, account_required
from faden.participation.results import actions, http, queries, rules
from faden.web.pages import see_other
from faden.web.refusals import refusal_in

a_form = require_http_methods(["GET", "HEAD", "POST"])


@a_form
@account_required
def manage(request: AccountRequest, process_slug: str) -> HttpResponse:
    """Show the draft of the result, or what was published; begin a new one."""
    now = timezone.now()
    process = http.manager_process_or_404(request, process_slug, now=now)
    if queries.hidden_until(process, now=now):
        refusal = rules.time_refusal(queries.rating_ends(process, now=now), now=now)
        return render(request, "results/hidden.html", {"process": process, "refusal": refusal})
    draft = queries.draft_of(process)
    if draft is None and request.method == "POST":
        title = _("Result: %(process)s") % {"process": process.title}
        actions.begin(process, title=title[:200], actor=request.person, now=now)
        return see_other("results:manage", process.slug)
    if draft is None:
        context = {"process": process, "results": list(queries.results_of(process))}
        return render(request, "results/begin.html", context)
    drawn = http.drawing(request, process, draft=draft)
    if request.method == "POST" and drawn.is_valid() and (answer := _take_in(request, drawn, now)):
        return answer
    context = {
        "process": process,
        "drawn": drawn,
        "form": drawn.form,
        "too_early": rules.time_refusal(queries.rating_ends(process, now=now), now=now),
        "counted": queries.ratings_counted(process),
        "n_left_out": queries.n_left_out(process),
    }
    return render(request, "results/draw.html", context, status=drawn.status)


def _take_in(request: AccountRequest, drawn: http.Drawing, now: datetime) -> HttpResponse | None:
    """Keep what was typed, and publish it if that was asked; None: the form says why not."""
    with refusal_in(drawn.form):
        http.keep(request, drawn, now=now)
        is_publishing = "publish" in request.POST
        if is_publishing and drawn.has_problems():
            return None
        if is_publishing:
            actions.freeze(drawn.draft, actor=request.person, now=now)
            messages.success(request, _("The result is published."))
            return see_other(drawn.draft.get_absolute_url())
        messages.success(request, _("What you chose is kept. Nothing is published yet."))
        more = ",".join(map(str, drawn.form.cleaned_data["more"]))
        return see_other(f"{request.path}?weitere={more}" if more else request.path)
    return None
