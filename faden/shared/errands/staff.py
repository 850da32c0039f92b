"""The team sees how far long work is, cancels it, takes its file; and what failed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from faden.backbone.jobs.queries import failed_jobs
from faden.backbone.jobs.registry import all_tasks, label_of
from faden.backbone.people.http import AccountRequest, account_required
from faden.backbone.processes.queries import may, roles_of
from faden.backbone.processes.rules import Permission
from faden.shared.errands import actions, exports, files, queries, rules
from faden.web.pages import page_of, see_other
from faden.web.refusals import refusal_as_message
from faden.web.tables import BulkAction, ChoiceFilter, Column, Table


def _retry(request: HttpRequest, rows: Sequence[Any], answers: dict[str, Any]) -> str:
    actor, now = cast("AccountRequest", request).person, timezone.now()
    n = actions.retry(rows, actor=actor, now=now)
    return ngettext("%(n)s job is tried again.", "%(n)s jobs are tried again.", n) % {"n": n}


def _give_up(request: HttpRequest, rows: Sequence[Any], answers: dict[str, Any]) -> str:
    actor, now = cast("AccountRequest", request).person, timezone.now()
    n = actions.give_up(rows, actor=actor, now=now)
    return ngettext("%(n)s job is given up.", "%(n)s jobs are given up.", n) % {"n": n}


FAILED: Table[Any] = Table(
    name="gescheiterte-auftraege",
    title=gettext_lazy("Failed jobs"),
    row_label=lambda job: f"{label_of(job.name)} ({job.pk})",
    order=("-failed_at",),
    columns=(
        Column(
            "task",
            gettext_lazy("What was to happen"),
            lambda job: label_of(job.name),
            is_heading=True,
            width=40,
        ),
        Column(
            "failed_at", gettext_lazy("Last attempt"), lambda job: job.failed_at, sort="failed_at"
        ),
        Column(
            "reason",
            gettext_lazy("Why it failed"),
            lambda job: rules.in_plain_words(job.last_error),
            width=40,
        ),
        Column(
            "remedy",
            gettext_lazy("What can be done"),
            lambda job: rules.remedy_for(job.last_error),
            width=50,
        ),
        Column(
            "attempts",
            gettext_lazy("Attempts"),
            lambda job: job.attempts,
            sort="attempts",
            is_number=True,
        ),
        Column("note", gettext_lazy("Technical note"), lambda job: job.last_error, width=60),
        Column("number", gettext_lazy("Number"), lambda job: job.pk, is_shown=False),
        Column("name", gettext_lazy("Task"), lambda job: job.name, is_shown=False),
    ),
    filters=(
        ChoiceFilter(
            "was",
            gettext_lazy("What was to happen"),
            lambda: [(task.name, task.label) for task in all_tasks()],
            lambda rows, name: rows.filter(name=name),
        ),
    ),
    bulk=(
        BulkAction(
            "erneut",
            gettext_lazy("Try again"),
            gettext_lazy("They run within seconds, with all their attempts."),
            _retry,
            icon="autorenew",
        ),
        BulkAction(
            "aufgeben",
            gettext_lazy("Give up"),
            gettext_lazy(
                "They never run and vanish from this list. What they were to do stays undone."
            ),
            _give_up,
            icon="delete",
        ),
    ),
    empty_title=gettext_lazy("Nothing has failed"),
    empty_text=gettext_lazy(
        "What fails in the background is tried again by itself for hours first."
    ),
)


@require_safe
@account_required
def overview(request: AccountRequest) -> HttpResponse:
    """Show all long work that whoever asks may see, the newest first."""
    now = timezone.now()
    if not roles_of(request.person, None, now=now):
        raise Http404
    page = page_of(request, queries.errands_seen_by(request.person, now=now))
    is_administration = may(request.person, Permission.ADMINISTER, process_id=None, now=now)
    context = {
        "page": page,
        "is_under_way": any(errand.is_open for errand in page),
        "n_failed": queries.n_failed() if is_administration else 0,
        "is_administration": is_administration,
    }
    return render(request, "errands/overview.html", context)


@require_safe
@account_required
def detail(request: AccountRequest, pk: int) -> HttpResponse:
    """Show how far one file is, and the file as soon as it is there."""
    errand = _errand_or_404(request, pk)
    context = {"errand": errand, "is_mine": errand.asked_by_id == request.person.pk}
    return render(request, "errands/detail.html", context)


@require_POST
@account_required
def ask(request: AccountRequest) -> HttpResponse:
    """Have the file made that a list has offered."""
    order = exports.order_in(request.POST.get("auftrag", ""))
    if order is None:
        raise Http404
    return see_other(actions.ask_for_file(order, actor=request.person, now=timezone.now()))


@require_POST
@account_required
def cancel(request: AccountRequest, pk: int) -> HttpResponse:
    """End the work."""
    errand = _errand_or_404(request, pk)
    with refusal_as_message(request):
        actions.cancel(errand, actor=request.person, now=timezone.now())
        messages.success(request, _("It is cancelled."))
    return see_other(errand)


@require_safe
@account_required
def download(request: AccountRequest, pk: int) -> HttpResponseBase:
    """Give the file to whoever asked for it, and to nobody else."""
    errand = _errand_or_404(request, pk)
    path = files.path_of(errand.stored_as)
    if errand.asked_by_id != request.person.pk or not errand.stored_as or not path.is_file():
        raise Http404
    return FileResponse(
        path.open("rb"),
        as_attachment=True,
        filename=errand.file_name,
        content_type=errand.content_type,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def failed(request: AccountRequest) -> HttpResponseBase:
    """Show the administration what failed for good, to try it again or give it up."""
    now = timezone.now()
    if not may(request.person, Permission.ADMINISTER, process_id=None, now=now):
        raise Http404
    return FAILED.respond(request, failed_jobs(), now=now, template="errands/failed.html")


def _errand_or_404(request: AccountRequest, pk: int) -> Any:
    seen = queries.errands_seen_by(request.person, now=timezone.now())
    return get_object_or_404(seen, pk=pk)
