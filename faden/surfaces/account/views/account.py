"""Forms about the own account. Whoever asks about another's learns nothing."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.account.views import PasswordResetFromKeyView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.hashers import make_password
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from faden.backbone.people import limits
from faden.backbone.people.actions import erase, keep_from_search_engines, rename, set_language
from faden.backbone.people.http import (
    AccountRequest,
    PersonRequest,
    account_required,
    entered_by_city,
)
from faden.backbone.people.queries import export
from faden.surfaces.account import http
from faden.surfaces.account.actions import set_password
from faden.surfaces.account.city import the_city
from faden.surfaces.account.forms.entrance import (
    CodeForm,
    NewPasswordForm,
    ResetForm,
    SignInForm,
    SignUpForm,
)
from faden.surfaces.account.forms.own import ChangePasswordForm, CurrentPasswordForm, OwnDetailsForm
from faden.surfaces.account.rules import CODE_MINUTES, SignUp
from faden.web.forms import form_status, render_form
from faden.web.pages import see_other
from faden.web.refusals import refusal_as_message, refusal_in

TRAP = "website"  # a field that people do not see and programs fill
a_form = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@require_GET
@account_required
def overview(request: AccountRequest) -> HttpResponse:
    person = request.person
    facts = [
        (_("Name (everybody can see it)"), person.public_name),
        (_("E-mail address (nobody can see it)"), person.email),
        (_("Status"), person.level.label),
        (_("Language of our mails to you"), dict(settings.LANGUAGES)[person.language]),
    ]
    context = {"facts": facts, "is_by_city": entered_by_city(request)}
    return render(request, "account/overview.html", context)


@sensitive_post_parameters()
@never_cache
@a_form
def sign_up(request: PersonRequest) -> HttpResponse:
    if http.has_account(request):
        return see_other(http.next_url(request) or "account_overview")
    form = SignUpForm(http.posted(request))
    if form.is_valid():
        with refusal_in(form):
            _begin_sign_up(request, form)
            return see_other("account_confirm")
    return render_form(request, "account/sign_up.html", context=_entrance(request, form))


def _begin_sign_up(request: PersonRequest, form: SignUpForm) -> None:
    if request.POST.get(TRAP):
        http.pretend_sign_up(request, email=form.cleaned_data["email"], now=timezone.now())
    else:
        http.begin_sign_up(request, **form.cleaned_data, now=timezone.now())


@never_cache
@a_form
def confirm(request: PersonRequest) -> HttpResponse:
    sign_up = http.waiting_sign_up(request, now=timezone.now())
    if sign_up is None:
        return see_other("account_overview" if http.has_account(request) else "account_signup")
    form = CodeForm(http.posted(request))
    if form.is_valid():
        person = None
        with refusal_in(form):
            code = form.cleaned_data["code"]
            person = http.confirmed_account(sign_up, code=code, now=timezone.now())
        if person is not None:
            return _welcome(request, person, sign_up)
        if form.refusal is None:
            form.add_error("code", _("This is not the code from our last mail to you."))
    context = {"form": form, "sign_up": sign_up, "minutes": CODE_MINUTES}
    return render_form(request, "account/confirm.html", context=context)


def _welcome(request: PersonRequest, person: Any, sign_up: SignUp) -> HttpResponse:
    get_adapter().login(request, person)
    messages.success(request, _("Welcome! Your account is ready, and you are signed in."))
    return see_other(sign_up.next_url or "account_overview")


@require_POST
def new_code(request: PersonRequest) -> HttpResponse:
    now = timezone.now()
    sign_up = http.waiting_sign_up(request, now=now)
    if sign_up is None:
        return see_other("account_signup")
    with refusal_as_message(request):
        http.send_code(request, sign_up, now=now)
        messages.success(request, _("We sent you a new code. The earlier one is no longer valid."))
    return see_other("account_confirm")


@sensitive_post_parameters()
@never_cache
@a_form
def sign_in(request: PersonRequest) -> HttpResponse:
    target = http.next_url(request) or reverse("account_overview")
    if http.has_account(request):
        return see_other(target)
    form = SignInForm(http.posted(request), request=request)
    if form.is_valid():
        return cast("HttpResponse", form.login(request, redirect_url=target))
    return render_form(request, "account/sign_in.html", context=_entrance(request, form))


@never_cache
@a_form
def sign_out(request: PersonRequest) -> HttpResponse:
    """End the session of an account, also at the city, or part the browser from its guest."""
    if request.method == "POST":
        address = http.city_sign_out(request)
        get_adapter().logout(request)
        return see_other(address or "account_logout")
    return render(request, "account/sign_out.html")


@never_cache
@a_form
@account_required
def own_details(request: AccountRequest) -> HttpResponse:
    person = request.person
    names = ("display_name", "language", "keeps_from_search_engines")
    known = {name: getattr(person, name) for name in names}
    form = OwnDetailsForm(http.posted(request), initial=known)
    if form.is_valid():
        with refusal_in(form):
            _store_details(person, **form.cleaned_data)
            messages.success(request, _("Your details are saved."))
            return see_other("account_overview")
    return render_form(request, "account/own_details.html", context={"form": form})


def _store_details(
    person: Any, *, display_name: str, language: str, keeps_from_search_engines: bool
) -> None:
    if display_name != person.display_name:
        limits.take("rename", person=person, now=timezone.now())
        rename(person, display_name)
    set_language(person, language)
    keep_from_search_engines(person, keeps=keeps_from_search_engines)


@sensitive_post_parameters()
@never_cache
@a_form
@account_required
def change_password(request: AccountRequest) -> HttpResponse:
    form = ChangePasswordForm(http.posted(request), request=request)
    if form.is_valid():
        password_hash = make_password(form.cleaned_data["new_password"])
        set_password(request.person, password_hash, now=timezone.now())
        update_session_auth_hash(request, request.person)
        messages.success(request, _("Your password is changed. Other devices are signed out."))
        return see_other("account_overview")
    return render_form(request, "account/change_password.html", context={"form": form})


@never_cache
@a_form
def forgotten(request: PersonRequest) -> HttpResponse:
    form = ResetForm(http.posted(request))
    if form.is_valid():
        with refusal_in(form):
            http.begin_reset(request, form.cleaned_data["email"], now=timezone.now())
            form.save(request)
            return see_other("account_reset_password_done")
    return render_form(request, "account/forgotten.html", context={"form": form})


@require_GET
def link_sent(request: PersonRequest) -> HttpResponse:
    return render(request, "account/link_sent.html")


class NewPasswordView(PasswordResetFromKeyView):
    """The form behind the link from the mail. The key leaves the address at once."""

    template_name = "account/new_password.html"
    form_class = NewPasswordForm
    success_url = reverse_lazy("account_login")
    reset_url_key = "eingeben"

    def form_valid(self, form: NewPasswordForm) -> HttpResponse:
        messages.success(self.request, _("Your new password is set. You can sign in now."))
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        del context["site"]  # the frame of our pages has this name
        return context

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        status = 410 if context.get("token_fail") else form_status(context["form"])
        return super().render_to_response(context, status=status, **kwargs)


new_password = sensitive_post_parameters()(never_cache(NewPasswordView.as_view()))


@never_cache
@require_GET
@account_required
def download(request: AccountRequest) -> HttpResponse:
    """Everything that is kept about the person, for people and programs."""
    response = JsonResponse(
        export(request.person),
        encoder=DjangoJSONEncoder,
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )
    response["Content-Disposition"] = 'attachment; filename="meine-daten.json"'
    return response


@sensitive_post_parameters()
@never_cache
@a_form
@account_required
def delete(request: AccountRequest) -> HttpResponse:
    form = CurrentPasswordForm(http.posted(request), request=request)
    if form.is_valid():
        with refusal_in(form):
            erase(request.person, now=timezone.now())
            get_adapter().logout(request)
            return see_other("account_deleted")
    return render_form(request, "account/delete.html", context={"form": form})


@require_GET
def deleted(request: PersonRequest) -> HttpResponse:
    return render(request, "account/deleted.html")


def _entrance(request: PersonRequest, form: Any) -> dict[str, Any]:
    target = http.next_url(request)
    way = reverse("account_city") + (f"?{urlencode({http.NEXT: target})}" if target else "")
    context = {"form": form, "next_url": target, "trap": TRAP}
    return context | {"city": the_city(), "city_url": way}
