"""From a request to its forms, and who may see them."""

from datetime import date, datetime
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from faden.backbone.people.http import AccountRequest
from faden.lib.dates import city_day, last_day
from faden.surfaces.roles import queries
from faden.surfaces.roles.forms import GrantForm, ResidenceForm


def manager_or_404(request: AccountRequest, *, now: datetime) -> None:
    """Let those pass who put a team together; for others there is no such page."""
    person = request.person
    if queries.may_administer(person, now=now):
        return
    if not queries.processes_configured_by(person, now=now).exists():
        raise Http404


def grant_form(request: AccountRequest, *, now: datetime) -> GrantForm:
    """Return the form for a role, with what was sent if something was."""
    processes = queries.processes_configured_by(request.person, now=now)
    asked = processes.filter(slug=request.GET.get("beteiligung", "")).first()
    return GrantForm(
        request.POST if request.method == "POST" else None,
        initial={"process": asked, "role": request.GET.get("rolle")},
        processes=processes,
        for_all=queries.may_administer(request.person, now=now),
        today=city_day(now),
    )


def residence_form(request: AccountRequest, *, now: datetime) -> ResidenceForm:
    """Return the form for a place of residence, with what was sent if something was."""
    sent = request.POST if request.method == "POST" else None
    return ResidenceForm(sent, today=city_day(now))


def last_day_of(grant: Any) -> date | None:
    """Return the last day of a role; None: it has no end."""
    return last_day(grant.expires_at) if grant.expires_at else None


def revoke_path(grant: Any) -> str:
    """Return the address at which the role is revoked."""
    return reverse("roles:revoke", args=[grant.pk])


def revoke_label(grant: Any) -> str:  # noqa: ARG001 - as columns ask
    """Return what can be done with a role."""
    return _("Revoke")
