"""The second factor: an app or a passkey, recovery codes, and the step after the password."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from allauth.account.internal.decorators import login_stage_required
from allauth.mfa.adapter import get_adapter
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.totp.internal.auth import clear_totp_secret
from allauth.mfa.webauthn.internal import auth as webauthn
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from faden.backbone.people.http import (
    AccountRequest,
    PersonRequest,
    account_required,
    forget_second_factor,
    has_second_factor,
    remember_second_factor,
)
from faden.surfaces.account import actions, http, queries
from faden.surfaces.account.forms.own import CurrentPasswordForm
from faden.surfaces.account.forms.second_factor import (
    AddAppForm,
    AddPasskeyForm,
    PasskeyForm,
    SecondCodeForm,
)
from faden.web.forms import render_form
from faden.web.pages import see_other

P = ParamSpec("P")
NEW_CODES = "new_recovery_codes"  # in the session: whether they may be shown, once
a_form = require_http_methods(["GET", "HEAD", "POST"])


def own_factor_required(
    view: Callable[Concatenate[AccountRequest, P], HttpResponse],
) -> Callable[Concatenate[AccountRequest, P], HttpResponse]:
    """Let those who have a factor change their factors only after they gave it in this session."""

    @wraps(view)
    def wrapper(request: AccountRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if queries.factors_of(request.person).exists() and not has_second_factor(request):
            messages.warning(request, _("Please sign out and sign in again with it."))
            return see_other("account_factors")
        return view(request, *args, **kwargs)

    return wrapper  # type: ignore[return-value]  # `wraps` keeps the names


@sensitive_post_parameters()
@a_form
@login_stage_required(stage=AuthenticateStage.key, redirect_urlname="account_login")  # type: ignore[untyped-decorator]  # of allauth
def authenticate(request: PersonRequest) -> HttpResponse:
    """Ask for the second factor, after the password."""
    stage: Any = request._login_stage  # type: ignore[attr-defined]  # noqa: SLF001 - of allauth
    person = stage.login.user
    form_class = PasskeyForm if "credential" in request.POST else SecondCodeForm
    form = form_class(http.posted(request), person=person, now=timezone.now())
    if form.is_valid():
        response = stage.exit()
        remember_second_factor(request)
        return cast("HttpResponse", response)
    options = webauthn.begin_authentication(person) if queries.has_passkey(person) else {}
    context = {
        "form": form,
        "options": options and json.dumps(options),
        "has_app": queries.has_app(person),
    }
    return render_form(request, "account/authenticate.html", context=context)


@never_cache
@require_safe
@account_required
def overview(request: AccountRequest) -> HttpResponse:
    """Show the factors of the account, and how to add one."""
    person = request.person
    context = {
        "factors": [(factor, http.factor_name(factor)) for factor in queries.factors_of(person)],
        "has_app": queries.has_app(person),
        "n_codes": len(queries.recovery_codes_of(person)),
        "next_url": http.next_url(request),
        "is_needed": person.lacks_second_factor,
    }
    return render(request, "account/factors.html", context)


@sensitive_post_parameters()
@never_cache
@a_form
@account_required
@own_factor_required
def add_app(request: AccountRequest) -> HttpResponse:
    """Connect an app that makes codes."""
    if queries.has_app(request.person):
        return see_other("account_factors")
    form = AddAppForm(http.posted(request), request=request)
    if form.is_valid():
        is_first = actions.add_app(request.person, form.secret)
        clear_totp_secret(request)
        return _added(request, is_first=is_first)
    url = get_adapter().build_totp_url(request.person, form.secret)
    drawing = mark_safe(get_adapter().build_totp_svg(url).partition("?>")[2])  # noqa: S308 - drawn here
    context = {"form": form, "drawing": drawing, "url": url, "secret": http.in_fours(form.secret)}
    return render_form(request, "account/add_app.html", context=context)


@sensitive_post_parameters()
@never_cache
@a_form
@account_required
@own_factor_required
def add_passkey(request: AccountRequest) -> HttpResponse:
    """Connect a device or a key."""
    form = AddPasskeyForm(http.posted(request), request=request)
    if form.is_valid():
        name, credential = form.cleaned_data["name"], form.cleaned_data["credential"]
        is_first = actions.add_passkey(request.person, name, credential=credential)
        return _added(request, is_first=is_first)
    options = webauthn.begin_registration(request.person, passwordless=False)
    context = {"form": form, "options": json.dumps(options)}
    return render_form(request, "account/add_passkey.html", context=context)


def _added(request: AccountRequest, *, is_first: bool) -> HttpResponse:
    update_session_auth_hash(request, request.person)
    remember_second_factor(request)
    messages.success(request, _("Your second factor is set up."))
    if not is_first:
        return see_other("account_factors")
    request.session[NEW_CODES] = True
    return see_other("account_codes")


@sensitive_post_parameters()
@never_cache
@a_form
@account_required
@own_factor_required
def new_codes(request: AccountRequest) -> HttpResponse:
    """Replace the recovery codes, after the password."""
    if not queries.factors_of(request.person).exists():
        return see_other("account_factors")
    form = CurrentPasswordForm(http.posted(request), request=request)
    if form.is_valid():
        actions.renew_recovery_codes(request.person)
        request.session[NEW_CODES] = True
        return see_other("account_codes")
    return render_form(request, "account/new_codes.html", context={"form": form})


@never_cache
@require_safe
@account_required
def codes(request: AccountRequest) -> HttpResponse:
    """Show new recovery codes, this once."""
    if not request.session.pop(NEW_CODES, False):
        return see_other("account_factors")
    context = {"codes": queries.recovery_codes_of(request.person)}
    return render(request, "account/codes.html", context)


@sensitive_post_parameters()
@never_cache
@a_form
@account_required
@own_factor_required
def remove(request: AccountRequest, pk: int) -> HttpResponse:
    """Forget a factor, after the password."""
    factor = queries.factor_of(request.person, pk)
    if factor is None:
        raise Http404
    form = CurrentPasswordForm(http.posted(request), request=request)
    if form.is_valid():
        actions.remove_factor(request.person, factor)
        update_session_auth_hash(request, request.person)
        if not queries.factors_of(request.person).exists():
            forget_second_factor(request)
        messages.success(request, _("The second factor is removed."))
        return see_other("account_factors")
    context = {"form": form, "name": http.factor_name(factor)}
    return render_form(request, "account/remove_factor.html", context=context)
