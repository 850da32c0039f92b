"""The city's list of tags."""

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
from faden.surfaces.city import actions, queries
from faden.surfaces.city.forms.lists import MergeForm, TagForm
from faden.surfaces.city.http import administration_required
from faden.surfaces.city.sections import sections
from faden.web.forms import render_form
from faden.web.pages import see_other
from faden.web.refusals import refusal_as_message, refusal_in
from faden.web.tables import Column, Table, TextFilter

TAGS: Table[Any] = Table(
    name="stichwoerter",
    title=gettext_lazy("Tags"),
    row_label=str,
    order=("name",),
    columns=(
        Column(
            "name",
            gettext_lazy("Name"),
            lambda row: row.name,
            sort="name",
            link=lambda row: reverse("city:tag", args=[row.pk]),
            is_heading=True,
        ),
        Column(
            "n_ideas",
            gettext_lazy("Ideas"),
            lambda row: row.n_ideas,
            sort="n_ideas",
            is_number=True,
        ),
        Column("slug", gettext_lazy("In addresses"), lambda row: row.slug),
    ),
    filters=(
        TextFilter(
            "suche", gettext_lazy("Search"), lambda rows, text: rows.filter(name__icontains=text)
        ),
    ),
    empty_title=gettext_lazy("No tag yet"),
    empty_text=gettext_lazy("With tags people find ideas on one matter across all processes."),
)


@require_safe
@administration_required
def table(request: AccountRequest) -> HttpResponseBase:
    """Show all tags with how often each is used."""
    rows = queries.tags()
    return TAGS.respond(request, rows, now=timezone.now(), template="city/tags.html")


@require_http_methods(["GET", "HEAD", "POST"])
@administration_required
def new(request: AccountRequest) -> HttpResponse:
    """Take in a tag."""
    form = TagForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refusal_in(form):
            actions.add_tag(form.cleaned_data["name"], actor=request.person, now=timezone.now())
            messages.success(request, _("The tag is added."))
            return see_other("city:tags")
    context = {"form": form, "title": _("New tag"), "sections": sections(current="tags")}
    return render_form(request, "city/tag.html", context=context)


@require_http_methods(["GET", "HEAD", "POST"])
@administration_required
def change(request: AccountRequest, pk: int) -> HttpResponse:
    """Rename a tag; merge or remove it from here."""
    tag = _tag_or_404(pk)
    form = TagForm(request.POST if request.method == "POST" else None, initial={"name": tag.name})
    if form.is_bound and form.is_valid():
        name, now = form.cleaned_data["name"], timezone.now()
        with refusal_in(form):
            actions.rename_tag(tag, name, actor=request.person, now=now)
            messages.success(request, _("The tag is saved."))
            return see_other("city:tags")
    return _tag_page(request, tag, form=form, merge_form=_merge_form(tag))


@require_POST
@administration_required
def merge(request: AccountRequest, pk: int) -> HttpResponse:
    """Give all ideas of a tag another one, which takes its place."""
    tag = _tag_or_404(pk)
    merge_form = _merge_form(tag, request.POST)
    if merge_form.is_valid():
        into = _tag_or_404(merge_form.cleaned_data["into"])
        with refusal_in(merge_form):
            actions.merge_tags(tag, into, actor=request.person, now=timezone.now())
            messages.success(request, _("The tags are one now: %(name)s.") % {"name": into})
            return see_other("city:tags")
    form = TagForm(initial={"name": tag.name})
    return _tag_page(request, tag, form=form, merge_form=merge_form, wrong="merge_form")


@require_POST
@administration_required
def remove(request: AccountRequest, pk: int) -> HttpResponse:
    """Take a tag off the list that nothing has."""
    tag = _tag_or_404(pk)
    with refusal_as_message(request):
        actions.remove_tag(tag, actor=request.person, now=timezone.now())
        messages.success(request, _("The tag is removed."))
    return see_other("city:tags")


def _merge_form(tag: Any, sent: Any = None) -> MergeForm:
    others = [other for other in queries.tags() if other.pk != tag.pk]
    return MergeForm(sent, tags=others, prefix="zusammen")


def _tag_page(
    request: AccountRequest, tag: Any, *, form: TagForm, merge_form: MergeForm, wrong: str = "form"
) -> HttpResponse:
    context = {
        "form": form,
        "merge_form": merge_form,
        "title": tag.name,
        "tag": tag,
        "is_used": queries.is_used(tag),
        "sections": sections(current="tags"),
    }
    return render_form(request, "city/tag.html", context=context, form_name=wrong)


def _tag_or_404(pk: int) -> Any:
    tag = queries.tag_by_id(pk)
    if tag is None:
        raise Http404
    return tag
