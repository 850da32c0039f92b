"""Where people find what became of their card, and what hangs on a wall."""

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from faden.backbone.people.http import PersonRequest
from faden.participation.paper import http, queries
from faden.participation.paper.codes import code_of, read
from faden.participation.paper.forms import NumberForm
from faden.participation.paper.kind import NO_SLUG
from faden.participation.paper.listings import IDEAS
from faden.participation.paper.rules import NO_SUCH_CARD
from faden.web.forms import form_status


@require_safe
def find(request: PersonRequest) -> HttpResponse:
    """Ask for the number of a card and lead to it; without a letter, to cards numbered by hand."""
    if "nummer" not in request.GET:
        return _page(request, {"form": NumberForm()})
    form = NumberForm(request.GET)
    typed = request.GET["nummer"]
    if not form.is_valid():
        by_hand = list(queries.ideas_numbered_by_hand(typed))
        if by_hand:
            return _page(request, {"form": NumberForm(initial={"nummer": typed}), "ideas": by_hand})
        return _page(request, {"form": form})
    card = queries.card_of(typed)
    if card is None:
        form.add_error("nummer", str(NO_SUCH_CARD))
        return _page(request, {"form": form})
    return redirect("paper:card", code_of(card.number))


@require_safe
def card(request: PersonRequest, code: str) -> HttpResponse:
    """Show where the contribution of a card stands, to whoever has its number."""
    known = read(code)
    if known is None:
        raise Http404
    if code != code_of(known[0]):
        is_only_spelt_otherwise = known[1] == code_of(known[0])[-1]
        if is_only_spelt_otherwise:
            return redirect("paper:card", code_of(known[0]))
        raise Http404
    found = queries.card_of(code)
    if found is None:
        raise Http404
    context = {"code": code, "found": queries.found(found)}
    return _with_headers(render(request, "paper/card.html", context))


@require_safe
def wall(request: PersonRequest, pk: int, *, slug: str) -> HttpResponseBase:
    """Show a wall: its photos, and its ideas with the answers to them."""
    now = timezone.now()
    found = http.wall_or_404(request, pk, now=now)
    if slug != (found.slug or NO_SLUG):
        return redirect(found, permanent=True)
    rows = queries.with_answers(queries.ideas_of(found))
    if file := IDEAS.file(request, rows, now=now):
        return file
    context = {
        "wall": found,
        "process": queries.process_of(found),
        "photos": queries.photos_of(found),
        "rows": rows,
    }
    return render(request, "paper/wall.html", context)


def _page(request: PersonRequest, context: dict[str, object]) -> HttpResponse:
    status = form_status(context["form"])  # type: ignore[arg-type]  # it is a form
    return _with_headers(render(request, "paper/find.html", context, status=status))


def _with_headers(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex"
    return response
