"""Giving the answer of the city."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from faden.backbone.items.queries import text_of
from faden.backbone.people.http import AccountRequest, account_required
from faden.backbone.processes.http import team_item_or_404
from faden.shared.outcomes import actions, queries
from faden.shared.outcomes.forms import AnswerForm
from faden.web.forms import render_form
from faden.web.pages import see_other
from faden.web.refusals import refusal_in


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def answer(request: AccountRequest, pk: int) -> HttpResponse:
    """Take in the answer to an item; it is public at once."""
    now = timezone.now()
    item = team_item_or_404(request, pk, now=now)
    before = queries.current_outcomes([item]).get(item.pk)
    form = AnswerForm(request.POST if request.method == "POST" else None, now=now, before=before)
    if form.is_valid():
        with refusal_in(form):
            actions.answer(item, form.answer(), actor=request.person, now=now)
            messages.success(request, _("The answer is published. The author is told."))
            return see_other(f"{item.get_absolute_url()}#antwort")
    context = {
        "item": item,
        "form": form,
        "text": text_of(item),
        "before": before,
    }
    return render_form(request, "outcomes/answer.html", context=context)
