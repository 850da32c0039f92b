"""The team asks for a documentation, watches it being made, and takes the files."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from faden.backbone.people.http import AccountRequest, account_required
from faden.lib.dates import city_day
from faden.shared.errands.queries import errand_about, errands_about
from faden.surfaces.documentation import actions, files, queries
from faden.surfaces.documentation.forms import DayForm
from faden.surfaces.documentation.http import process_or_404
from faden.surfaces.documentation.listings import DOCUMENTATIONS
from faden.web.forms import render_form
from faden.web.pages import page_of, see_other
from faden.web.refusals import refusal_in


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def overview(request: AccountRequest, process_slug: str) -> HttpResponseBase:
    """Show what was made, and have a new one made by one button."""
    now = timezone.now()
    process = process_or_404(request, process_slug, now=now)
    made = queries.documentations_of(process)
    if file := DOCUMENTATIONS.file(request, made, now=now):
        return file
    form = DayForm(request.POST or None, today=city_day(now))
    if request.method == "POST" and form.is_valid():
        with refusal_in(form):
            as_of = form.cleaned_data["as_of"]
            asked = actions.ask_for(process, as_of=as_of, actor=request.person, now=now)
            return see_other("documentation:detail", process.slug, asked.pk)
    page = page_of(request, made)
    errands = errands_about("documentation", [one.pk for one in page])
    rows = [(one, errands.get(one.pk)) for one in page]
    context = {"process": process, "form": form, "page": page, "rows": rows}
    return render_form(request, "documentation/overview.html", context=context)


@require_safe
@account_required
def detail(request: AccountRequest, process_slug: str, *, pk: int) -> HttpResponse:
    """Show how far a documentation is, and its files as soon as they are there."""
    process = process_or_404(request, process_slug, now=timezone.now())
    found = get_object_or_404(queries.documentations_of(process), pk=pk)
    errand = errand_about("documentation", found.pk)
    context = {"process": process, "documentation": found, "errand": errand}
    return render(request, "documentation/detail.html", context)


@require_POST
@account_required
def make_again(request: AccountRequest, process_slug: str, *, pk: int) -> HttpResponse:
    """Have one made that failed or was cancelled."""
    now = timezone.now()
    process = process_or_404(request, process_slug, now=now)
    found = get_object_or_404(queries.documentations_of(process), pk=pk)
    actions.make_again(found, actor=request.person, now=now)
    return see_other("documentation:detail", process.slug, found.pk)


@require_safe
@account_required
def download(
    request: AccountRequest, process_slug: str, *, pk: int, file_format: str
) -> HttpResponseBase:
    """Give one of the files."""
    process = process_or_404(request, process_slug, now=timezone.now())
    found = get_object_or_404(queries.documentations_of(process), pk=pk)
    content_type = files.FORMATS.get(file_format)
    if content_type is None or found.finished_at is None:
        raise Http404
    name = f"dokumentation-{slugify(process.slug)}-{found.as_of}.{file_format}"
    file = files.path_of(found.stored_as, file_format).open("rb")
    return FileResponse(file, as_attachment=True, filename=name, content_type=content_type)


@require_POST
@account_required
def remove(request: AccountRequest, process_slug: str, *, pk: int) -> HttpResponse:
    """Remove a documentation."""
    now = timezone.now()
    process = process_or_404(request, process_slug, now=now)
    found = get_object_or_404(queries.documentations_of(process), pk=pk)
    actions.remove(found, actor=request.person, now=now)
    messages.success(request, _("The documentation is removed."))
    return see_other("documentation:overview", process.slug)
