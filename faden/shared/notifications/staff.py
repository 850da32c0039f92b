"""The administration sees how mail is, and which addresses do not work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from faden.backbone.people.http import AccountRequest, account_required
from faden.backbone.processes.queries import may
from faden.backbone.processes.rules import Permission
from faden.shared.notifications import actions, queries
from faden.web.tables import BulkAction, ChoiceFilter, Column, Table


def _forget(request: HttpRequest, rows: Sequence[Any], answers: dict[str, Any]) -> str:
    for bounce in rows:
        actions.forget_bounce(bounce, actor=cast("AccountRequest", request).person)
    text = ngettext("%(n)s address is tried again.", "%(n)s addresses are tried again.", len(rows))
    return text % {"n": len(rows)}


BOUNCES: Table[Any] = Table(
    name="nicht-zustellbar",
    title=gettext_lazy("Mail"),
    row_label=lambda bounce: bounce.address,
    order=("-last_at",),
    columns=(
        Column(
            "address",
            gettext_lazy("Address"),
            lambda bounce: bounce.address,
            is_heading=True,
            width=35,
        ),
        Column(
            "person",
            gettext_lazy("Account or office"),
            lambda bounce: bounce.person.public_name if bounce.person else "",
            width=30,
        ),
        Column(
            "cause",
            gettext_lazy("Why mails come back"),
            lambda bounce: bounce.get_cause_display(),
            width=50,
        ),
        Column("status", gettext_lazy("Status"), lambda bounce: bounce.status),
        Column(
            "n_mails",
            gettext_lazy("Mails"),
            lambda bounce: bounce.n_mails,
            sort="n_mails",
            is_number=True,
        ),
        Column("last_at", gettext_lazy("Last time"), lambda bounce: bounce.last_at, sort="last_at"),
    ),
    filters=(
        ChoiceFilter(
            "grund",
            gettext_lazy("Why mails come back"),
            queries.bounce_causes,
            lambda rows, cause: rows.filter(cause=cause),
        ),
    ),
    bulk=(
        BulkAction(
            "erneut",
            gettext_lazy("Try the address again"),
            gettext_lazy(
                "The next mail is sent there again. What was not sent is not made up for."
            ),
            _forget,
            icon="autorenew",
        ),
    ),
    empty_title=gettext_lazy("No mail has come back"),
    empty_text=gettext_lazy("Addresses that do not work stand here for 90 days."),
)


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def mail(request: AccountRequest) -> HttpResponseBase:
    """Show whether the mail server takes mails, how many wait, and addresses that do not work."""
    now = timezone.now()
    if not may(request.person, Permission.ADMINISTER, process_id=None, now=now):
        raise Http404
    context = {"trouble": queries.mail_trouble(), "counts": queries.mail_counts(now)}
    return BOUNCES.respond(
        request, queries.bounces(), now=now, template="notifications/mail.html", context=context
    )
