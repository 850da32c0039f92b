"""The legal pages: which are there, what is still to be filled in, and their texts."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from faden.backbone.people.http import AccountRequest
from faden.backbone.places.queries import the_place
from faden.backbone.places.rules import Kind, placeholders
from faden.surfaces.city import actions, queries
from faden.surfaces.city.forms.legal import LegalForm
from faden.surfaces.city.http import administration_required
from faden.surfaces.city.legal import KINDS, URL_NAMES, starter
from faden.surfaces.city.sections import legal_sections, sections
from faden.web.forms import form_status
from faden.web.pages import see_other
from faden.web.refusals import refusal_in


@require_safe
@administration_required
def table(request: AccountRequest) -> HttpResponse:
    """Show every page in every language, with what is missing."""
    context = {
        "pages": legal_sections(queries.legal_rows()),
        "sections": sections(current="legal_pages"),
    }
    return render(request, "city/legal_pages.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@administration_required
def edit(request: AccountRequest, *, segment: str, language: str) -> HttpResponse:
    """Take in the text of a page; preview it first, if asked."""
    kind = KINDS.get(segment)
    if kind is None or language not in dict(settings.LANGUAGES):
        raise Http404
    initial = _as_it_is(kind, language)
    form = LegalForm(request.POST if request.method == "POST" else None, kind=kind, initial=initial)
    wants_preview = "vorschau" in request.POST
    if form.is_bound and form.is_valid() and not wants_preview:
        with refusal_in(form):
            now = timezone.now()
            actions.save_legal_page(kind, language, **form.facts(), actor=request.person, now=now)
            _tell(request, placeholders(form.cleaned_data["text"]))
            return see_other("city:legal_pages")
    text = form.cleaned_data.get("text", "") if form.is_bound else initial["text"]
    context = {
        "form": form,
        "kind": kind,
        "language_name": dict(settings.LANGUAGES)[language],
        "code": language,
        "is_new": not initial["is_stored"],
        "public_url_name": URL_NAMES[kind],
        "left": placeholders(text),
        "preview": text if wants_preview and form.is_valid() else "",
        "sections": sections(current="legal_pages"),
    }
    return render(request, "city/legal_edit.html", context, status=form_status(form))


def _as_it_is(kind: Kind, language: str) -> dict[str, Any]:
    """Return the stored text, or one to begin with."""
    page = queries.legal_page_in(kind, language)
    if page is not None:
        return {"text": page.text, "video_url": page.video_url, "is_stored": True}
    text = starter(
        kind,
        language,
        place=the_place(),
        contact=queries.contact_office(),
        base_url=settings.FADEN_SITE_URL,
    )
    return {"text": text, "video_url": "", "is_stored": False}


def _tell(request: AccountRequest, left: list[str]) -> None:
    if not left:
        messages.success(request, _("The page is saved. Everybody can read it now."))
        return
    text = ngettext(
        "The page is saved. %(n)s place in [square brackets] is still to be filled in.",
        "The page is saved. %(n)s places in [square brackets] are still to be filled in.",
        len(left),
    )
    messages.warning(request, text % {"n": len(left)})
