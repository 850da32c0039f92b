"""The team links an item with what it came from and what it led to."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from faden.backbone.people.http import AccountRequest, account_required
from faden.shared.thread.http import Knotter
from faden.web.forms import render_form
from faden.web.pages import see_other
from faden.web.refusals import refusal_as_message


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def knots(request: AccountRequest, pk: int) -> HttpResponse:
    """Show the links of an item, look for others, and link them."""
    knotter = Knotter(request, pk, now=timezone.now())
    form = knotter.form()
    if request.method == "POST":
        n_new = knotter.tie(form)
        if n_new is not None:
            said = ngettext("%(n)s link is new.", "%(n)s links are new.", n_new)
            messages.success(request, said % {"n": n_new})
            return see_other("thread:knots", pk)
    return render_form(request, "thread/knots.html", context=knotter.context(form))


@require_POST
@account_required
def untie(request: AccountRequest, pk: int) -> HttpResponse:
    """Take back a link of the item."""
    knotter = Knotter(request, pk, now=timezone.now())
    with refusal_as_message(request):
        knotter.untie()
        messages.success(request, _("The link is taken back."))
    return see_other("thread:knots", pk)
