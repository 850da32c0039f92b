"""Hiding one item, and showing it again."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from faden.backbone.items.queries import text_of
from faden.backbone.people.http import AccountRequest, account_required
from faden.backbone.processes.http import team_item_or_404, team_process_or_404
from faden.backbone.processes.queries import require
from faden.backbone.processes.rules import Permission
from faden.shared.moderation import actions, queries
from faden.shared.moderation.forms import HideForm
from faden.shared.moderation.http import told
from faden.shared.moderation.listings import HIDDEN
from faden.shared.notifications.queries import is_reached
from faden.web.forms import render_form
from faden.web.pages import page_of, see_other
from faden.web.refusals import refusal_in


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def hide(request: AccountRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then hide the item."""
    now = timezone.now()
    item = team_item_or_404(request, pk, now=now)
    form = HideForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusal_in(form):
            actions.hide(item, reason=form.cleaned_data["reason"], actor=request.person, now=now)
            messages.success(request, told(item, _("It is hidden.")))
            return see_other(item)
    context = {
        "item": item,
        "process": item.process,
        "text": text_of(item),
        "form": form,
        "hiding": queries.open_hiding(item),
        "is_told": is_reached(item.author),
    }
    return render_form(request, "moderation/hide.html", context=context)


@require_POST
@account_required
def show_again(request: AccountRequest, pk: int) -> HttpResponse:
    """Undo hiding."""
    now = timezone.now()
    item = team_item_or_404(request, pk, now=now)
    actions.show_again(item, actor=request.person, now=now)
    messages.success(request, _("It is shown to the public again."))
    return see_other(item)


@require_safe
@account_required
def hidden(request: AccountRequest, process_slug: str) -> HttpResponseBase:
    """Show what is hidden in a process, and why."""
    now = timezone.now()
    process = team_process_or_404(request, process_slug, now=now)
    hidings = queries.open_hidings(process)
    if "export" in request.GET:
        require(request.person, Permission.EXPORT, process_id=process.pk, now=now)
    if file := HIDDEN.file(request, hidings, now=now):
        return file
    page = page_of(request, hidings)
    return render(request, "moderation/hidden.html", {"process": process, "page": page})
