"""The table of roles, granting and revoking one, and confirming a place of residence."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from faden.backbone.people.http import AccountRequest, account_required
from faden.backbone.processes.actions import grant_role, revoke_role
from faden.backbone.processes.rules import Role
from faden.surfaces.roles import actions, http, queries
from faden.web.forms import render_form
from faden.web.pages import see_other
from faden.web.refusals import refusal_as_message, refusal_in
from faden.web.tables import ChoiceFilter, Column, Table, TextFilter

a_form = require_http_methods(["GET", "HEAD", "POST"])

COLUMNS: Sequence[Column[Any]] = (
    Column(
        "name",
        gettext_lazy("Name"),
        lambda grant: grant.person.public_name,
        sort="person__display_name",
        is_heading=True,
    ),
    Column("email", gettext_lazy("E-mail address"), lambda grant: grant.person.email),
    Column("role", gettext_lazy("Role"), lambda grant: grant.get_role_display(), sort="role"),
    Column(
        "process",
        gettext_lazy("Process"),
        lambda grant: grant.process.title if grant.process else _("All processes"),
        sort="process__title",
    ),
    Column(
        "until",
        gettext_lazy("Until"),
        http.last_day_of,
        sort="expires_at",
    ),
    Column("reason", gettext_lazy("Reason"), lambda grant: grant.reason),
    Column(
        "revoke",
        gettext_lazy("Action"),
        http.revoke_label,
        link=http.revoke_path,
    ),
)
TABLE: Table[Any] = Table(
    name="rollen",
    title=gettext_lazy("Roles"),
    columns=COLUMNS,
    row_label=lambda grant: f"{grant.person.public_name}, {grant.get_role_display()}",
    order=("person__display_name", "role"),
    filters=(
        TextFilter("suche", gettext_lazy("Name"), queries.with_name),
        ChoiceFilter(
            "rolle",
            gettext_lazy("Role"),
            [(role.value, role.label) for role in Role],
            lambda rows, role: rows.filter(role=role),
        ),
    ),
    empty_title=gettext_lazy("No role fits"),
    empty_text=gettext_lazy("Grant the first role, or try fewer filters."),
)


@a_form
@account_required
def roles(request: AccountRequest) -> HttpResponseBase:
    """Show who works for the processes of whoever asks."""
    now = timezone.now()
    http.manager_or_404(request, now=now)
    rows = queries.grants_managed_by(request.person, now=now)
    return TABLE.respond(request, rows, now=now, template="roles/list.html")


@a_form
@account_required
def grant(request: AccountRequest) -> HttpResponse:
    """Give somebody with an account a role."""
    now = timezone.now()
    http.manager_or_404(request, now=now)
    form = http.grant_form(request, now=now)
    if form.is_valid():
        given = form.cleaned_data
        with refusal_in(form):
            grant_role(
                given["person"],
                Role(given["role"]),
                process=given["process"],
                reason=given["reason"],
                expires_at=form.expires_at,
                actor=request.person,
                now=now,
            )
            messages.success(request, _("%(name)s has the role now.") % {"name": given["person"]})
            return see_other("roles:list")
    return render_form(request, "roles/grant.html", context={"form": form})


@a_form
@account_required
def revoke(request: AccountRequest, pk: int) -> HttpResponse:
    """Ask, then take a role back."""
    now = timezone.now()
    found = queries.grants_managed_by(request.person, now=now).filter(id=pk).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        with refusal_as_message(request):
            revoke_role(found, actor=request.person, now=now)
            messages.success(request, _("The role is revoked."))
        return see_other("roles:list")
    return render(request, "roles/revoke.html", {"grant": found})


@a_form
@account_required
def residence(request: AccountRequest) -> HttpResponse:
    """Note where somebody lives, after a look at a document."""
    now = timezone.now()
    if not queries.may_confirm_residence(request.person, now=now):
        raise Http404
    form = http.residence_form(request, now=now)
    if form.is_valid():
        given = form.cleaned_data
        with refusal_in(form):
            actions.confirm_residence(
                given["person"],
                district=given["district"],
                born_on=given["born_on"],
                actor=request.person,
                now=now,
            )
            text = _("The place of residence of %(name)s is confirmed.")
            messages.success(request, text % {"name": given["person"]})
            return see_other("roles:residence")
    return render_form(request, "roles/residence.html", context={"form": form})
