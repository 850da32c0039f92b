"""The check of organisations, and who acts for them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from faden.backbone.people.http import AccountRequest, account_required
from faden.participation.groups import actions, http, queries
from faden.participation.groups.forms import ApplicationForm, RepresentativeForm, VerdictForm
from faden.shared.notifications.queries import is_reached
from faden.web.forms import Form, render_form
from faden.web.icons import badge
from faden.web.pages import see_other
from faden.web.refusals import refusal_in
from faden.web.tables import Column, Table, TextFilter

a_form = require_http_methods(["GET", "HEAD", "POST"])
LOOKS = {"applied": "warning", "confirmed": "success", "refused": "neutral"}


def _state(row: Any) -> SafeString:
    return badge(LOOKS[row.state], str(row.get_state_display()))


ORGANISATIONS: Table[Any] = Table(
    name="organisationen",
    title=gettext_lazy("Organisations"),
    row_label=str,
    order=("waits", "person__display_name"),
    columns=(
        Column(
            "name",
            gettext_lazy("Name"),
            str,
            sort="person__display_name",
            link=lambda row: reverse("groups:organisation", args=[row.pk]),
            is_heading=True,
        ),
        Column("sort", gettext_lazy("What it is"), lambda row: row.get_sort_display(), sort="sort"),
        Column(
            "state",
            gettext_lazy("State"),
            lambda row: row.get_state_display(),
            sort="state",
            cell=_state,
        ),
        Column("url", gettext_lazy("Website"), lambda row: row.url),
    ),
    filters=(
        TextFilter(
            "suche",
            gettext_lazy("Search"),
            lambda rows, text: rows.filter(person__display_name__icontains=text),
        ),
    ),
    empty_title=gettext_lazy("No organisation yet"),
    empty_text=gettext_lazy("Who acts for one applies in the own account; the city checks it."),
)


@require_safe
@account_required
def table(request: AccountRequest) -> HttpResponseBase:
    """Show all organisations, those that wait for a check first."""
    now = timezone.now()
    http.administration_or_404(request, now=now)
    rows, template = queries.organisations(), "groups/organisations.html"
    return ORGANISATIONS.respond(request, rows, now=now, template=template)


@a_form
@account_required
def new(request: AccountRequest) -> HttpResponse:
    """Enter an organisation that the city knows."""
    now = timezone.now()
    http.administration_or_404(request, now=now)
    form = ApplicationForm(request.POST if request.method == "POST" else None, is_by_city=True)
    if form.is_bound and form.is_valid():
        with refusal_in(form):
            made = actions.add_organisation(form.facts(), actor=request.person, now=now)
            messages.success(request, _("The organisation is added. Say who acts for it."))
            return see_other("groups:organisation", made.pk)
    return render_form(request, "groups/organisation_form.html", context={"form": form})


@a_form
@account_required
def check(request: AccountRequest, pk: int) -> HttpResponse:
    """Show an organisation; confirm it, or turn it down."""
    now = timezone.now()
    http.administration_or_404(request, now=now)
    organisation = http.organisation_or_404(pk)
    form = VerdictForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        is_confirmed = request.POST.get("urteil") == "ja"
        with refusal_in(form):
            actions.decide_application(
                organisation,
                is_confirmed=is_confirmed,
                reason=form.cleaned_data["reason"],
                actor=request.person,
                now=now,
            )
            is_told = is_reached(organisation.applied_by)
            messages.success(request, _decided_words(is_told=is_told))
            return see_other("groups:organisation", pk)
    return _page(request, organisation, form=form, given=RepresentativeForm())


def _decided_words(*, is_told: bool) -> str:
    return _("It is decided. Whoever applied gets a mail.") if is_told else _("It is decided.")


@require_POST
@account_required
def add_representative(request: AccountRequest, pk: int) -> HttpResponse:
    """Let another account act for an organisation."""
    now = timezone.now()
    http.administration_or_404(request, now=now)
    organisation = http.organisation_or_404(pk)
    form = RepresentativeForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        with refusal_in(form):
            actions.add_representative(
                organisation,
                said["email"],
                function=said["function"],
                actor=request.person,
                now=now,
            )
            messages.success(request, _("The person can act for the organisation now."))
            return see_other("groups:organisation", pk)
    return _page(request, organisation, form=VerdictForm(), given=form, wrong="given_form")


@require_POST
@account_required
def remove_representative(request: AccountRequest, pk: int, *, given: int) -> HttpResponse:
    """Let somebody act for an organisation no more."""
    now = timezone.now()
    http.administration_or_404(request, now=now)
    rows = queries.representatives_of(http.organisation_or_404(pk))
    found = rows.filter(pk=given).first()
    if found is None:
        raise Http404
    actions.remove_representative(found, actor=request.person, now=now)
    messages.success(request, _("The person acts for it no more."))
    return see_other("groups:organisation", pk)


def _page(
    request: AccountRequest, organisation: Any, *, form: Form, given: Form, wrong: str = "form"
) -> HttpResponse:
    context = {
        "organisation": organisation,
        "representatives": list(queries.representatives_of(organisation)),
        "form": form,
        "given_form": given,
    }
    return render_form(request, "groups/organisation.html", context=context, form_name=wrong)
