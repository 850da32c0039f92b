"""Merging ideas that say the same, and linking those that are alike."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from faden.backbone.people.http import AccountRequest, account_required
from faden.participation.ideas.http.merging import Bundler
from faden.web.forms import render_form
from faden.web.pages import see_other


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def merge(request: AccountRequest, pk: int) -> HttpResponse:
    """Look for ideas that say the same; merge into one of them, or link the two."""
    bundler = Bundler(request, pk, now=timezone.now())
    form = bundler.form()
    if request.method == "POST" and bundler.relate(form):
        if form.is_merger:
            messages.success(request, _with_notice(_("The idea is merged."), bundler))
            return see_other(bundler.idea)
        messages.success(request, _("The two ideas are linked."))
        return see_other("ideas:merge", pk)
    return render_form(request, "ideas/merge.html", context=bundler.context(form))


@require_POST
@account_required
def split(request: AccountRequest, pk: int) -> HttpResponse:
    """Undo a merger."""
    bundler = Bundler(request, pk, now=timezone.now())
    bundler.split()
    messages.success(request, _with_notice(_("The idea stands for itself again."), bundler))
    return see_other(bundler.idea)


@require_POST
@account_required
def forget_likeness(request: AccountRequest, pk: int) -> HttpResponse:
    """Undo a link between two ideas that are alike."""
    bundler = Bundler(request, pk, now=timezone.now())
    bundler.forget_likeness()
    messages.success(request, _("The two ideas are no longer linked."))
    return see_other("ideas:merge", pk)


def _with_notice(what: str, bundler: Bundler) -> str:
    notice = _("Its author is told.")
    return f"{what} {notice}" if bundler.tells_author else what
