"""The city's text blocks."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from faden.backbone.people.http import AccountRequest
from faden.backbone.places.queries import text_block_by_id, text_blocks
from faden.surfaces.city import actions
from faden.surfaces.city.forms.text_blocks import TextBlockForm, purposes
from faden.surfaces.city.http import administration_required
from faden.surfaces.city.sections import sections
from faden.web.forms import render_form
from faden.web.pages import see_other
from faden.web.refusals import refusal_as_message, refusal_in
from faden.web.tables import ChoiceFilter, Column, Table, TextFilter

BLOCKS: Table[Any] = Table(
    name="textbausteine",
    title=gettext_lazy("Text blocks"),
    row_label=str,
    order=("purpose", "title"),
    columns=(
        Column(
            "title",
            gettext_lazy("Title"),
            lambda row: row.title,
            sort="title",
            link=lambda row: reverse("city:text_block", args=[row.pk]),
            is_heading=True,
        ),
        Column(
            "purpose",
            gettext_lazy("Used in"),
            lambda row: row.get_purpose_display(),
            sort="purpose",
        ),
        Column("text", gettext_lazy("Text"), lambda row: row.text),
    ),
    filters=(
        ChoiceFilter(
            "zweck",
            gettext_lazy("Used in"),
            purposes,
            lambda rows, purpose: rows.filter(purpose=purpose),
        ),
        TextFilter(
            "suche", gettext_lazy("Search"), lambda rows, text: rows.filter(text__icontains=text)
        ),
    ),
    empty_title=gettext_lazy("No text block yet"),
    empty_text=gettext_lazy("With text blocks the team answers and gives reasons in fewer steps."),
)


@require_safe
@administration_required
def table(request: AccountRequest) -> HttpResponseBase:
    """Show all text blocks."""
    return BLOCKS.respond(
        request, text_blocks(), now=timezone.now(), template="city/text_blocks.html"
    )


@require_http_methods(["GET", "HEAD", "POST"])
@administration_required
def new(request: AccountRequest) -> HttpResponse:
    """Take in a text block."""
    form = TextBlockForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refusal_in(form):
            actions.add_text_block(form.facts(), actor=request.person, now=timezone.now())
            messages.success(request, _("The text block is added."))
            return see_other("city:text_blocks")
    return _block_page(request, form, title=_("New text block"))


@require_http_methods(["GET", "HEAD", "POST"])
@administration_required
def change(request: AccountRequest, pk: int) -> HttpResponse:
    """Change a text block; remove it from here."""
    block = _block_or_404(pk)
    typed = {"purpose": block.purpose, "title": block.title, "text": block.text}
    form = TextBlockForm(request.POST if request.method == "POST" else None, initial=typed)
    if form.is_bound and form.is_valid():
        with refusal_in(form):
            actions.change_text_block(block, form.facts(), actor=request.person, now=timezone.now())
            messages.success(request, _("The text block is saved."))
            return see_other("city:text_blocks")
    return _block_page(request, form, title=str(block), block=block)


@require_POST
@administration_required
def remove(request: AccountRequest, pk: int) -> HttpResponse:
    """Offer a text block no more."""
    with refusal_as_message(request):
        actions.remove_text_block(_block_or_404(pk), actor=request.person, now=timezone.now())
        messages.success(request, _("The text block is removed."))
    return see_other("city:text_blocks")


def _block_page(
    request: AccountRequest, form: TextBlockForm, *, title: str, block: Any = None
) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "text_block": block,
        "sections": sections(current="text_blocks"),
    }
    return render_form(request, "city/text_block.html", context=context)


def _block_or_404(pk: int) -> Any:
    block = text_block_by_id(pk)
    if block is None:
        raise Http404
    return block
