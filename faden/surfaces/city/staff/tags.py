"""The city's list of tags."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from faden.backbone.people.http import AccountRequest
from faden.surfaces.city import actions, queries
from faden.surfaces.city.forms.lists import MergeForm, TagForm
from faden.surfaces.city.http import administration_required
from faden.surfaces.city.staff.kept import BY_NAME, KeptList, name_column
from faden.web.pages import see_other
from faden.web.refusals import refusal_in
from faden.web.tables import Column, Table


class Tags(KeptList):
    section, entry, template = "tags", "tag", "city/tag.html"
    new_title, remove_title = _("New tag"), _("Remove the tag")
    added, saved, removed = _("The tag is added."), _("The tag is saved."), _("The tag is removed.")
    in_use = _("Ideas have this tag, so it cannot be removed. You can merge it with another one.")
    table = Table(
        name="stichwoerter",
        title=_("Tags"),
        row_label=str,
        order=("name",),
        columns=(
            name_column("tag"),
            Column("n_ideas", _("Ideas"), lambda row: row.n_ideas, sort="n_ideas", is_number=True),
            Column("slug", _("In addresses"), lambda row: row.slug),
        ),
        filters=(BY_NAME,),
        empty_title=_("No tag yet"),
        empty_text=_("With tags people find ideas on one matter across all processes."),
    )

    def rows(self) -> QuerySet[Any]:
        return queries.tags()

    def found(self, pk: int) -> Any:
        return queries.tag_by_id(pk)

    def form(self, row: Any, *sent: Any) -> TagForm:
        return TagForm(*sent, initial={"name": row.name if row else ""})

    def keep(self, form: TagForm, row: Any, *, request: AccountRequest, now: datetime) -> Any:
        name = form.cleaned_data["name"]
        if row is None:
            return actions.add_tag(name, actor=request.person, now=now)
        return actions.rename_tag(row, name, actor=request.person, now=now)

    def drop(self, row: Any, *, request: AccountRequest, now: datetime) -> None:
        actions.remove_tag(row, actor=request.person, now=now)

    def facts(self, row: Any) -> Mapping[str, Any]:
        return {"merge_form": _merge_form(row), "is_used": queries.is_used(row)}


TAGS = Tags()


@require_POST
@administration_required
def merge(request: AccountRequest, pk: int) -> HttpResponse:
    """Give all ideas of a tag another one, which takes its place."""
    tag = TAGS.row_or_404(pk)
    merge_form = _merge_form(tag, request.POST)
    if merge_form.is_valid():
        into = TAGS.row_or_404(merge_form.cleaned_data["into"])
        with refusal_in(merge_form):
            actions.merge_tags(tag, into, actor=request.person, now=timezone.now())
            told = gettext("The tags are one now: %(name)s.") % {"name": into}
            messages.success(request, told)
            return see_other("city:tags")
    form = TAGS.form(tag)
    return TAGS.page(request, tag, form=form, wrong="merge_form", merge_form=merge_form)


def _merge_form(tag: Any, sent: Any = None) -> MergeForm:
    others = [other for other in queries.tags() if other.pk != tag.pk]
    return MergeForm(sent, tags=others, prefix="zusammen")
