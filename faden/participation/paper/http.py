"""From an address to a wall, a series or a card."""

from datetime import datetime

from django.http import Http404, HttpResponse
from django.urls import reverse

from faden.backbone.people.http import AccountRequest, PersonRequest
from faden.backbone.processes.http import team_process_or_404
from faden.backbone.processes.models import Process
from faden.backbone.processes.queries import may_see, require, standing
from faden.backbone.processes.rules import Permission
from faden.participation.paper import queries
from faden.participation.paper.codes import code_of
from faden.participation.paper.models import Card, Series, Wall


def desk_or_404(request: AccountRequest, slug: str, *, now: datetime) -> Process:
    """Return the process if whoever asks enters contributions for others in it."""
    process = team_process_or_404(request, slug, now=now)
    if not standing(request.person, process.pk, now=now).may(Permission.ENTER_ON_BEHALF):
        raise Http404
    return process


def wall_or_404(request: PersonRequest, pk: int, *, now: datetime) -> Wall:
    """Return the wall if whoever asks may see it."""
    wall = queries.wall_of(pk)
    if wall is None or not may_see(wall, request.person, now=now):
        raise Http404
    return wall


def wall_at_desk_or_404(
    request: AccountRequest, slug: str, *, pk: int, now: datetime
) -> tuple[Process, Wall]:
    """Return the process and its wall if whoever asks works with its cards."""
    process, wall = desk_or_404(request, slug, now=now), queries.wall_of(pk)
    if wall is None or wall.part_of_id != process.pk:
        raise Http404
    return process, wall


def series_or_404(process: Process, pk: int) -> Series:
    """Return the series of the process."""
    series = queries.series_by_id(process, pk)
    if series is None:
        raise Http404
    return series


def pdf_answer(content: bytes, name: str) -> HttpResponse:
    """Answer with a PDF to be kept under this name."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response


def number_or_404(process: Process, number: int) -> None:
    """Look whether the number was given out in this process."""
    if not queries.cards_of(process).filter(number=number).exists():
        raise Http404


def card_address(card: Card) -> str:
    """Return where whoever has the card finds what became of it."""
    return reverse("paper:card", args=[code_of(card.number)])


def slip_address(card: Card) -> str:
    """Return where the team gets the receipt slip of the number."""
    return reverse("paper:slip", args=[card.process.slug, card.number])


def ensure_may_take_along(request: AccountRequest, process: Process, *, now: datetime) -> None:
    """Let pass; a file of the process only for those who may take its contents along.

    :raises Refused: for all others
    """
    if "export" in request.GET:
        require(request.person, Permission.EXPORT, process_id=process.pk, now=now)
