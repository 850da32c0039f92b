"""From an address to what may be seen there."""

from collections.abc import Iterable
from datetime import datetime

from django.http import Http404, HttpRequest

from faden.backbone.items.models import Item
from faden.backbone.people.http import AccountRequest, PersonRequest
from faden.backbone.processes import queries
from faden.backbone.processes.models import Process
from faden.web.page_cache import cacheable, is_asked


def process_or_404(request: PersonRequest, slug: str, *, now: datetime) -> Process:
    """Return the process if whoever asks may see it."""
    process = queries.process_seen_by(request.person, slug, now=now)
    if process is None:
        raise Http404
    return process


def team_process_or_404(request: AccountRequest, slug: str, *, now: datetime) -> Process:
    """Return the process if whoever asks works for it; for others there is no such page."""
    process = process_or_404(request, slug, now=now)
    if not queries.roles_of(request.person, process.pk, now=now):
        raise Http404
    return process


def item_or_404(request: PersonRequest, pk: int, *, now: datetime) -> Item:
    """Return the item of any kind if whoever asks may see it."""
    item = queries.item_seen_by(request.person, pk, now=now)
    if item is None:
        raise Http404
    return item


def team_item_or_404(request: AccountRequest, pk: int, *, now: datetime) -> Item:
    """Return the part of a process if whoever asks works for it; for others there is none.

    A process itself is not moderated or answered like what people hand in to it.
    """
    item = item_or_404(request, pk, now=now)
    if item.process_id is None:
        raise Http404
    if not queries.roles_of(request.person, item.process_id, now=now):
        raise Http404
    return item


def shows(request: HttpRequest, *process_ids: int | None, parameters: Iterable[str] = ()) -> None:
    """Say that the page shows these processes, to everybody without a session alike.

    :param parameters: names in the query that change the page; with others it is not kept
    """
    scopes = ["site", *(f"process:{pk}" for pk in process_ids if pk)]
    cacheable(request, scopes, parameters=parameters)


def shows_all(request: HttpRequest, *, parameters: Iterable[str] = ()) -> None:
    """Say that the page shows parts of every public process, to all visitors alike."""
    if is_asked(request):
        shows(request, *queries.public_ids(), parameters=parameters)
