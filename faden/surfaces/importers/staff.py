"""The team's pages: upload, assign columns, look at problems, start, watch."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from faden.backbone.people.http import AccountRequest, account_required
from faden.lib.refused import Refused
from faden.shared.errands.queries import errand_about
from faden.surfaces.importers import actions, queries
from faden.surfaces.importers.forms import ColumnsForm, UploadForm
from faden.surfaces.importers.listings import PROBLEMS, RUNS
from faden.surfaces.importers.previews import preview, samples
from faden.web.forms import render_form
from faden.web.pages import page_of, see_other
from faden.web.refusals import refusal_as_message

UNDER_WAY = ("checking", "running", "removing")


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def runs(request: AccountRequest) -> HttpResponseBase:
    """Show the imports of whoever asks, and take in files for a new one."""
    now = timezone.now()
    if not queries.processes_for_import(request.person, now=now).exists():
        raise Http404
    seen = queries.runs_seen_by(request.person, now=now)
    if file := RUNS.file(request, seen, now=now):
        return file
    form = UploadForm(request.POST or None, request.FILES or None, person=request.person, now=now)
    if request.method == "POST" and form.is_valid() and (tables := form.kept()):
        run = actions.create_run(
            form.cleaned_data["process"],
            form.cleaned_data["source"],
            tables=tables,
            actor=request.person,
            now=now,
        )
        return see_other("importers:columns", run.pk)
    page = page_of(request, seen)
    return render_form(request, "importers/list.html", context={"form": form, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def columns(request: AccountRequest, pk: int) -> HttpResponse:
    """Show the first rows, let the columns be assigned, and have the rows checked."""
    run = _run_or_404(request, pk, now=timezone.now())
    try:
        found = samples(run)
    except (Refused, OSError) as error:
        messages.warning(request, _readable(error))
        return see_other("importers:run", run.pk)
    form = ColumnsForm(request.POST or None, run=run, samples=found)
    if request.method == "POST" and form.is_valid():
        with refusal_as_message(request):
            actions.assign_columns(run, form.plan(), actor=request.person, now=timezone.now())
        return see_other("importers:run", run.pk)
    return render_form(request, "importers/columns.html", context={"form": form, "run": run})


@require_safe
@account_required
def run(request: AccountRequest, pk: int) -> HttpResponseBase:
    """Show how far the import is, what is wrong, and what can be done now."""
    now = timezone.now()
    found = _run_or_404(request, pk, now=now)
    if file := PROBLEMS.file(request, queries.problems_of(found), now=now):
        return file
    return render(request, "importers/run.html", _context(found, now=now))


@require_POST
@account_required
def start(request: AccountRequest, pk: int) -> HttpResponse:
    """Let the rows be written."""
    now = timezone.now()
    found = _run_or_404(request, pk, now=now)
    with refusal_as_message(request):
        actions.start(found, actor=request.person, now=now)
    return see_other("importers:run", found.pk)


def _run_or_404(request: AccountRequest, pk: int, *, now: datetime) -> Any:
    found = queries.runs_seen_by(request.person, now=now).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _context(found: Any, *, now: datetime) -> dict[str, Any]:
    files = queries.files_of(found)
    is_ready = found.state == "ready"
    is_interrupted = queries.is_interrupted(found)
    return {
        "run": found,
        "files": files,
        "problems": queries.problems_of(found),
        "errand": errand_about("import", found.pk),
        "is_under_way": found.state in UNDER_WAY and not is_interrupted,
        "is_interrupted": is_interrupted,
        "may_start": queries.may_start(found),
        "may_assign": queries.may_assign(found) and all(file.stored_as for file in files),
        "n_rows": sum(file.n_rows for file in files),
        "preview": preview(found, now=now) if is_ready and files[0].stored_as else [],
    }


def _readable(error: Refused | OSError) -> str:
    return str(error) if isinstance(error, Refused) else _("The stored file was removed.")
