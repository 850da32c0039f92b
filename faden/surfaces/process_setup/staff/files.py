"""Pictures and documents: of the process, of an entry of its timetable."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from faden.backbone.people.http import AccountRequest, account_required
from faden.shared.media.http import is_valid_with_files
from faden.surfaces.process_setup import actions, queries
from faden.surfaces.process_setup.forms.files import MilestoneFilesForm, ProcessFilesForm
from faden.surfaces.process_setup.http import milestone_or_404, set_up_or_404
from faden.surfaces.process_setup.staff.frame import frame_page, saved, section_page, tell_saved
from faden.web.pages import see_other
from faden.web.refusals import refusal_in


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def of_process(request: AccountRequest, slug: str) -> HttpResponse:
    """Take in the picture and the documents of the process."""
    set_up = set_up_or_404(request, slug, now=timezone.now())
    form = _form(request, ProcessFilesForm, set_up.process, now=set_up.now)
    if _is_kept(request, form, target=set_up.process, set_up=set_up):
        return saved(request, set_up, name="files")
    return section_page(request, set_up, name="files", form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def of_entry(request: AccountRequest, slug: str, *, pk: int) -> HttpResponse:
    """Take in the pictures and documents of one entry."""
    set_up = set_up_or_404(request, slug, now=timezone.now())
    entry = milestone_or_404(set_up, pk)
    form = _form(request, MilestoneFilesForm, entry, now=set_up.now)
    if _is_kept(request, form, target=entry, set_up=set_up):
        tell_saved(request, set_up)
        return see_other("process_setup:timetable", slug)
    template = "process_setup/entry_files.html"
    return frame_page(request, set_up, template=template, name="timetable", form=form, entry=entry)


def _form(request: AccountRequest, form_class: Any, target: Any, *, now: Any) -> Any:
    attached = queries.files_of(target, request.person, now=now)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    return form_class(*sent, owner=request.person, now=now, **attached)


def _is_kept(request: AccountRequest, form: Any, *, target: Any, set_up: queries.SetUp) -> bool:
    """Store what was sent; if that cannot be, the form says why and nothing is lost."""
    now = set_up.now
    if request.method != "POST" or not is_valid_with_files(request, form, now=now):
        return False
    with refusal_in(form):
        images, documents = form.images_arranged(), form.documents_arranged()
        actions.arrange_files(target, images, documents=documents, actor=request.person, now=now)
        return True
    return False
