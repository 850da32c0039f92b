"""A new e-mail address, confirmed by a code before it counts."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from faden.backbone.people.http import AccountRequest, account_required
from faden.surfaces.account import http
from faden.surfaces.account.forms.entrance import CodeForm
from faden.surfaces.account.forms.own import NewAddressForm
from faden.surfaces.account.rules import CODE_MINUTES
from faden.web.forms import render_form
from faden.web.pages import see_other
from faden.web.refusals import refusal_in

a_form = require_http_methods(["GET", "HEAD", "POST"])


@sensitive_post_parameters()
@never_cache
@a_form
@account_required
def change(request: AccountRequest) -> HttpResponse:
    """Ask for the new address."""
    form = NewAddressForm(http.posted(request), request=request)
    if form.is_valid():
        with refusal_in(form):
            http.begin_new_address(request, form.cleaned_data["email"], now=timezone.now())
            return see_other("account_confirm_address")
    return render_form(request, "account/new_address.html", context={"form": form})


@never_cache
@a_form
@account_required
def confirm(request: AccountRequest) -> HttpResponse:
    """Take the code from the mail to the new address."""
    now = timezone.now()
    wish = http.waiting_address(request, now=now)
    if wish is None:
        return see_other("account_change_address")
    form = CodeForm(http.posted(request))
    if form.is_valid():
        is_confirmed = False
        with refusal_in(form):
            code = form.cleaned_data["code"]
            is_confirmed = http.confirm_address(request, wish, code=code, now=now)
        if is_confirmed:
            messages.success(request, _("Your new e-mail address is in use now."))
            return see_other("account_overview")
        if form.refusal is None:
            form.add_error("code", _("This is not the code from our last mail to you."))
    context = {"form": form, "email": wish.email, "minutes": CODE_MINUTES}
    return render_form(request, "account/confirm_address.html", context=context)
