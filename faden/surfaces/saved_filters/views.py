"""Saving the filter of a table, and removing one. Both lead back to the table."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from faden.backbone.people.http import AccountRequest, account_required
from faden.surfaces.saved_filters import actions, http
from faden.surfaces.saved_filters.forms import SavedFilterForm
from faden.web.forms import render_form
from faden.web.language import path_in
from faden.web.pages import see_other
from faden.web.refusals import refusal_in


@require_POST
@account_required
def save(request: AccountRequest) -> HttpResponse:
    """Save what a table is filtered by, under a name."""
    form = SavedFilterForm(request.POST)
    page = http.table_of(request.POST.get("page", ""))
    if page is None:
        raise Http404
    table = path_in(request.POST["page"], request.LANGUAGE_CODE)
    if form.is_valid():
        name, query = form.cleaned_data["name"], http.filter_in(form.cleaned_data["query"])
        with refusal_in(form):
            actions.save_filter(request.person, name, page=page, query=query)
            messages.success(request, _("The filter “%(name)s” is saved.") % {"name": name})
            return see_other(f"{table}?{query}")
    return render_form(request, "saved_filters/save.html", context={"form": form, "table": table})


@require_POST
@account_required
def remove(request: AccountRequest, pk: int) -> HttpResponse:
    """Remove a saved filter."""
    page = http.table_of(request.POST.get("page", ""))
    if page is None:
        raise Http404
    actions.remove_filter(request.person, pk)
    messages.success(request, _("The filter is removed."))
    return see_other(path_in(request.POST["page"], request.LANGUAGE_CODE))
