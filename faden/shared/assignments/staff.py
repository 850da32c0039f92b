"""What is assigned, who is away, in which office one works, when offices get their mail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from faden.backbone.items.queries import text_of
from faden.backbone.people.http import AccountRequest, account_required
from faden.backbone.processes.http import team_item_or_404
from faden.backbone.processes.queries import may, processes_worked_on, roles_of
from faden.backbone.processes.rules import Permission
from faden.lib import dates
from faden.shared.assignments import actions, queries
from faden.shared.assignments.forms import (
    AbsenceForm,
    AssignForm,
    MailHoursForm,
    OfficesForm,
    assigned,
)
from faden.web.forms import render_form
from faden.web.icons import badge
from faden.web.pages import is_own_page, see_other
from faden.web.refusals import refusal_as_message, refusal_in
from faden.web.tables import BulkAction, ChoiceFilter, Column, Table, TextFilter


def _close_all(request: HttpRequest, rows: Sequence[Any], answers: dict[str, Any]) -> str:
    person, now = cast("AccountRequest", request).person, timezone.now()
    for row in rows:
        actions.close(row, actor=person, now=now)
    return ngettext("%(n)s entry is done.", "%(n)s entries are done.", len(rows)) % {"n": len(rows)}


def _due(row: Any) -> str | SafeString:
    day = dates.day(row.due_on)
    is_late = row.due_on < dates.city_day(timezone.now())
    return (
        badge("danger", _("since %(day)s") % {"day": day}, icon_name="warning") if is_late else day
    )


TABLE: Table[Any] = Table(
    name="zuweisungen",
    title=gettext_lazy("Assigned"),
    row_label=lambda row: str(row.item),
    order=("due_on",),
    columns=(
        Column(
            "item",
            gettext_lazy("Contribution"),
            lambda row: str(row.item),
            link=lambda row: row.item.get_absolute_url(),
            is_heading=True,
            width=45,
        ),
        Column("topic", gettext_lazy("What to do"), lambda row: row.get_topic_display()),
        Column(
            "unit", gettext_lazy("Office"), lambda row: row.unit.display_name, sort="unit", width=30
        ),
        Column("due_on", gettext_lazy("Due on"), lambda row: row.due_on, sort="due_on", cell=_due),
        Column("note", gettext_lazy("Note"), lambda row: row.note, width=40),
        Column("process", gettext_lazy("Process"), lambda row: row.item.process, is_shown=False),
    ),
    filters=(
        TextFilter("suche", gettext_lazy("Search"), queries.with_words),
        ChoiceFilter(
            "stelle",
            gettext_lazy("Office"),
            lambda: [(str(unit.pk), unit.display_name) for unit in queries.units()],
            lambda rows, value: queries.assigned_to(rows, [int(value)]),
        ),
    ),
    bulk=(
        BulkAction(
            "close",
            gettext_lazy("Mark as done"),
            gettext_lazy(
                "They vanish from the lists of the offices. The public sees nothing of it."
            ),
            _close_all,
            icon="check",
        ),
    ),
    empty_title=gettext_lazy("Nothing is assigned"),
    empty_text=gettext_lazy("Choose ideas in their table, then “Assign”."),
)


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def table(request: AccountRequest) -> HttpResponseBase:
    """Show what is assigned in all processes somebody works for, the next day first."""
    now = timezone.now()
    _team_only(request)
    worked_on = processes_worked_on(request.person, now=now).values_list("pk", flat=True)
    rows = queries.open_assignments(worked_on)
    context = {"may_set_hours": _is_administration(request)}
    return TABLE.respond(request, rows, now=now, template="assignments/table.html", context=context)


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def assign(request: AccountRequest, pk: int) -> HttpResponse:
    """Give one item to an office, or to another one."""
    now = timezone.now()
    item = team_item_or_404(request, pk, now=now)
    topic = _topic(request)
    current = queries.open_assignment(item, topic)
    form = AssignForm(request.POST if request.method == "POST" else None, initial=assigned(current))
    if form.is_valid():
        with refusal_in(form):
            actions.assign([item], form.order(topic), actor=request.person, now=now)
            messages.success(request, _("It is assigned. The office finds it in its list."))
            return see_other(item)
    context = {"item": item, "form": form, "text": text_of(item), "current": current}
    return render_form(request, "assignments/assign.html", context=context)


@require_POST
@account_required
def close(request: AccountRequest, pk: int) -> HttpResponse:
    """Note that something assigned is done."""
    now = timezone.now()
    assignment = queries.assignment_by_id(pk)
    if assignment is None:
        raise Http404
    team_item_or_404(request, assignment.item_id, now=now)
    with refusal_as_message(request):
        actions.close(assignment, actor=request.person, now=now)
        messages.success(request, _("It is noted as done."))
    return see_other(_way_back(request))


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def absences(request: AccountRequest) -> HttpResponse:
    """Show which offices are away, and take in another absence."""
    now = timezone.now()
    _team_only(request)
    form = AbsenceForm(request.POST if request.method == "POST" else None, now=now)
    if form.is_valid():
        with refusal_in(form):
            values = form.cleaned_data
            actions.add_absence(
                values["unit"],
                starts_on=values["starts_on"],
                ends_on=values["ends_on"],
                actor=request.person,
                now=now,
            )
            messages.success(request, _("It is noted. The deputy's list shows the work as well."))
            return see_other("assignments:absences")
    context = {"form": form, "absences": list(queries.absences(now=now))}
    return render_form(request, "assignments/absences.html", context=context)


@require_POST
@account_required
def remove_absence(request: AccountRequest, pk: int) -> HttpResponse:
    """Note that an office is there after all."""
    _team_only(request)
    absence = queries.absence_by_id(pk)
    if absence is None:
        raise Http404
    actions.remove_absence(absence, actor=request.person, now=timezone.now())
    messages.success(request, _("The absence is removed."))
    return see_other("assignments:absences")


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def offices(request: AccountRequest) -> HttpResponse:
    """Let somebody say in which offices they work."""
    _team_only(request)
    chosen = {"units": queries.offices_of(request.person)}
    form = OfficesForm(request.POST if request.method == "POST" else None, initial=chosen)
    if form.is_valid():
        with refusal_in(form):
            units = form.cleaned_data["units"]
            actions.choose_offices(request.person, units, now=timezone.now())
            messages.success(request, _("Your list begins with the work of these offices."))
            return see_other("staff:start")
    return render_form(request, "assignments/offices.html", context={"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def mail_hours(request: AccountRequest) -> HttpResponse:
    """Let the administration say when offices get their mail."""
    if not _is_administration(request):
        raise Http404
    hours = queries.mail_hours()
    initial = {"starts_at": hours.starts_at, "ends_at": hours.ends_at}
    form = MailHoursForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        with refusal_in(form):
            actions.set_mail_hours(**form.cleaned_data, actor=request.person, now=timezone.now())
            messages.success(request, _("Offices get their mail between these hours."))
            return see_other("assignments:table")
    return render_form(request, "assignments/mail_hours.html", context={"form": form})


def _topic(request: AccountRequest) -> str:
    asked = request.GET.get("aufgabe", "")
    return asked if asked in list(actions.Topic) else str(actions.Topic.ANSWER)


def _way_back(request: AccountRequest) -> str:
    """Return the page that the button stood on."""
    referrer = request.headers.get("Referer", "")
    return referrer if is_own_page(request, referrer) else reverse("assignments:table")


def _team_only(request: AccountRequest) -> None:
    """Answer that there is no such page to those who hold no role."""
    if not roles_of(request.person, None, now=timezone.now()):
        raise Http404


def _is_administration(request: AccountRequest) -> bool:
    return may(request.person, Permission.ADMINISTER, process_id=None, now=timezone.now())
