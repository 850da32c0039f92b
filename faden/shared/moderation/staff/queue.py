"""What waits for the team: contributions to be released, and reports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from faden.backbone.items.kinds import kind
from faden.backbone.people.http import AccountRequest, account_required
from faden.shared.assignments.bulk import assign_action
from faden.shared.moderation import actions, queries
from faden.shared.moderation.forms import RefuseForm
from faden.shared.moderation.http import moderators_only
from faden.web.tables import BulkAction, Column, Table, TextFilter


def _release(request: HttpRequest, holds: Sequence[Any], answers: dict[str, Any]) -> str:
    person = cast("AccountRequest", request).person
    n = actions.release_all(holds, actor=person, now=timezone.now())
    return ngettext("%(n)s contribution is published.", "%(n)s contributions are published.", n) % {
        "n": n
    }


def _refuse(request: HttpRequest, holds: Sequence[Any], answers: dict[str, Any]) -> str:
    person = cast("AccountRequest", request).person
    reason = answers["reason"]
    n = actions.refuse_all(holds, reason=reason, actor=person, now=timezone.now())
    return ngettext(
        "%(n)s contribution stays unpublished.", "%(n)s contributions stay unpublished.", n
    ) % {"n": n}


RELEASE = BulkAction(
    "release",
    gettext_lazy("Release"),
    gettext_lazy("They are published now. Their authors get a mail, where we know an address."),
    _release,
    icon="check",
)
REFUSE = BulkAction(
    "refuse",
    gettext_lazy("Do not publish"),
    gettext_lazy(
        "They stay unpublished. Authors get a mail with the reason, where we know an address."
    ),
    _refuse,
    RefuseForm,
    icon="close",
)


def _name(item: Any) -> str:
    return item.title or _("%(kind)s no. %(number)s") % {
        "kind": kind(item.kind).label,
        "number": item.pk,
    }


def _named(item: Any) -> str:
    return format_html('<span lang="{}">{}</span>', item.language, _name(item))


def _who(item: Any) -> str:
    if item.author is None:
        return _("Nobody")
    return _("Without an account") if item.author.is_guest else _("With an account")


WAITING: Table[Any] = Table(
    name="freischaltung",
    title=gettext_lazy("Waiting for release"),
    row_label=lambda row: _name(row.item),
    order=("held_at",),
    columns=(
        Column(
            "item",
            gettext_lazy("Contribution"),
            lambda row: _name(row.item),
            cell=lambda row: _named(row.item),
            link=lambda row: reverse("moderation:review", args=[row.item_id]),
            is_heading=True,
        ),
        Column("kind", gettext_lazy("Kind"), lambda row: kind(row.item.kind).label),
        Column("process", gettext_lazy("Process"), lambda row: row.item.process.title),
        Column("author", gettext_lazy("Written by somebody"), lambda row: _who(row.item)),
        Column("held_at", gettext_lazy("Waiting since"), lambda row: row.held_at, sort="held_at"),
    ),
    filters=(
        TextFilter(
            "suche",
            gettext_lazy("Search"),
            lambda rows, text: rows.filter(item__revisions__text__icontains=text).distinct(),
        ),
        TextFilter(
            "beteiligung",
            gettext_lazy("Process"),
            lambda rows, text: rows.filter(item__process__title__icontains=text),
        ),
    ),
    bulk=(RELEASE, REFUSE),
    empty_title=gettext_lazy("Nothing waits for release"),
    empty_text=gettext_lazy("What people write is published at once, or was looked at already."),
)

REPORTED: Table[Any] = Table(
    name="meldungen",
    title=gettext_lazy("Reported contributions"),
    row_label=_name,
    order=("-is_threat", "reported_at"),
    columns=(
        Column(
            "item",
            gettext_lazy("Contribution"),
            _name,
            cell=_named,
            link=lambda row: reverse("moderation:review", args=[row.pk]),
            is_heading=True,
        ),
        Column("process", gettext_lazy("Process"), lambda row: row.process.title),
        Column("is_threat", gettext_lazy("Threat"), lambda row: row.is_threat, sort="is_threat"),
        Column(
            "n_reports",
            gettext_lazy("Reports"),
            lambda row: row.n_reports,
            sort="n_reports",
            is_number=True,
        ),
        Column(
            "reported_at",
            gettext_lazy("Reported since"),
            lambda row: row.reported_at,
            sort="reported_at",
        ),
    ),
    filters=(
        TextFilter(
            "beteiligung",
            gettext_lazy("Process"),
            lambda rows, text: rows.filter(process__title__icontains=text),
        ),
    ),
    bulk=(assign_action("report"),),
    empty_title=gettext_lazy("Nothing is reported"),
    empty_text=gettext_lazy("Beside each contribution people can say that it breaks the rules."),
)


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
@moderators_only
def waiting(request: AccountRequest) -> HttpResponseBase:
    """Show what waits for release, the oldest first, and release or refuse many at once."""
    now = timezone.now()
    rows = queries.held(request.person, now=now)
    return WAITING.respond(request, rows, now=now, template="moderation/queue.html")


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
@moderators_only
def reported(request: AccountRequest) -> HttpResponseBase:
    """Show what is reported, threats first, and assign many at once."""
    now = timezone.now()
    rows = queries.reported(request.person, now=now)
    return REPORTED.respond(request, rows, now=now, template="moderation/queue.html")
