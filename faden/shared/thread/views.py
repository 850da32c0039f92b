"""The thread of an item on a page of its own."""

from uuid import UUID

from django.http import Http404, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from faden.backbone.people.http import PersonRequest
from faden.backbone.processes.http import shows
from faden.shared.thread import queries
from faden.shared.thread.branches import branches, in_a_row
from faden.shared.thread.exchange import FILE, json_ld, links_in
from faden.shared.thread.forms import ThreadForm
from faden.shared.thread.picture import picture_of
from faden.shared.thread.verdicts import verdicts_on
from faden.shared.thread.walk import thread_of


@require_safe
def thread(request: PersonRequest, uuid: UUID) -> HttpResponseBase:
    """Show where an item comes from and what became of it, as a picture and as a list."""
    item = queries.item_seen_by(request.person, uuid, now=timezone.now())
    if item is None:
        raise Http404
    found = thread_of(item)
    if file := FILE.file(request, links_in(found), now=timezone.now()):
        return file
    shows(request, *found.process_ids, parameters=ThreadForm.base_fields)
    filters = ThreadForm(request.GET, found)
    verdicts = verdicts_on({item.pk, *found.item_ids})
    listed = in_a_row if filters.kind_name else branches
    context = {
        "item": item,
        "thread": found,
        "filters": filters,
        "verdict": verdicts.get(item.pk),
        "picture": picture_of(found, verdicts, rest_path="#liste") if found else None,
        "back": listed(filters.passed(found.back), verdicts, start=item.pk),
        "onward": listed(filters.passed(found.onward), verdicts, start=item.pk),
    }
    return render(request, "thread/thread.html", context)


@require_safe
def linked_data(request: PersonRequest, uuid: UUID) -> JsonResponse:
    """Give the thread as JSON-LD, by the provenance ontology of the W3C."""
    item = queries.item_seen_by(request.person, uuid, now=timezone.now())
    if item is None:
        raise Http404
    return JsonResponse(json_ld(thread_of(item)), content_type="application/ld+json")
