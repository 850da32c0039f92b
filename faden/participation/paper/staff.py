"""The team's walls, series of cards, numbers, and what is printed of them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from faden.backbone.people.http import AccountRequest, account_required
from faden.lib.dates import city_day
from faden.participation.paper import actions, http, printing, queries
from faden.participation.paper.card_sheets import sheets_of, slip_of
from faden.participation.paper.codes import code_of
from faden.participation.paper.forms import PhotosForm, SeriesForm, WallForm
from faden.participation.paper.listings import PAIRS, SERIES, WALLS
from faden.shared.media.http import is_valid_with_files
from faden.web.forms import render_form
from faden.web.pages import page_of, see_other
from faden.web.refusals import refusal_in
from faden.web.tables import Column, Table, TextFilter, YesNoFilter

a_form = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@account_required
def overview(request: AccountRequest, process_slug: str) -> HttpResponseBase:
    """Show the walls of the process and the series of cards that were printed."""
    now = timezone.now()
    process = http.desk_or_404(request, process_slug, now=now)
    counts = queries.n_ideas_by_wall(process)
    walls = [
        (wall, counts.get((wall.channel, wall.title.casefold()), 0))
        for wall in queries.walls_of(process)
    ]
    series = queries.series_of(process)
    http.ensure_may_take_along(request, process, now=now)
    if file := WALLS.file(request, walls, now=now) or SERIES.file(request, series, now=now):
        return file
    context = {"process": process, "walls": walls, "series": list(series)}
    return render(request, "paper/overview.html", context)


@a_form
@account_required
def new_wall(request: AccountRequest, process_slug: str) -> HttpResponse:
    """Open a place where cards are collected."""
    now = timezone.now()
    process = http.desk_or_404(request, process_slug, now=now)
    form = WallForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_in(form):
            given = form.cleaned_data
            wall = actions.open_wall(process, **given, actor=request.person, now=now)
            return see_other("paper:photos", process.slug, wall.pk)
    context = {
        "process": process,
        "form": form,
        "heading": _("Add a place"),
        "lead": _("Contributions entered with its name belong to it, earlier ones as well."),
        "button_label": _("Add the place"),
    }
    return render_form(request, "paper/desk_form.html", context=context)


@a_form
@account_required
def photos(request: AccountRequest, process_slug: str, *, pk: int) -> HttpResponse:
    """Take in photos of a wall."""
    now = timezone.now()
    process, wall = http.wall_at_desk_or_404(request, process_slug, pk=pk, now=now)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    attached = queries.photos_of(wall)
    form = PhotosForm(*sent, owner=request.person, now=now, attached_images=attached)
    if request.method == "POST" and is_valid_with_files(request, form, now=now):
        with refusal_in(form):
            actions.hang_photos(wall, form.images_arranged(), actor=request.person, now=now)
            messages.success(request, _("The photos are stored."))
            return see_other("paper:overview", process.slug)
    context = {
        "process": process,
        "form": form,
        "heading": _("Photos of “%(wall)s”") % {"wall": wall.title},
        "lead": _("Everybody sees them. Nobody may be recognised on them, and no name be read."),
        "button_label": _("Store the photos"),
    }
    return render_form(request, "paper/photos.html", context=context)


@a_form
@account_required
def new_series(request: AccountRequest, process_slug: str) -> HttpResponse:
    """Have a series of cards made."""
    now = timezone.now()
    process = http.desk_or_404(request, process_slug, now=now)
    form = SeriesForm(request.POST or None, walls=queries.walls_of(process))
    if request.method == "POST" and form.is_valid():
        with refusal_in(form):
            series = actions.print_series(process, **form.series(), actor=request.person, now=now)
            numbers = {"first": code_of(series.first_number), "last": code_of(series.last_number)}
            text = _("Cards %(first)s to %(last)s are ready to be printed.")
            messages.success(request, text % numbers)
            return see_other("paper:overview", process.slug)
    context = {
        "process": process,
        "form": form,
        "heading": _("Have cards printed"),
        "lead": _("The numbers follow the last one that was given out, whatever the process."),
        "button_label": _("Make the cards"),
    }
    return render_form(request, "paper/desk_form.html", context=context)


@require_safe
@account_required
def sheets(request: AccountRequest, process_slug: str, *, pk: int, form: str) -> HttpResponse:
    """Give the cards of a series as PDF: `form` is "bogen" (on A4 to be cut) or "einzeln"."""
    now = timezone.now()
    process = http.desk_or_404(request, process_slug, now=now)
    series = http.series_or_404(process, pk)
    content = sheets_of(series, process, is_single=form == "einzeln", made_at=now)
    return http.pdf_answer(content, f"karten-{series.first_number}-{series.last_number}")


@require_safe
@account_required
def slip(request: AccountRequest, process_slug: str, *, number: int) -> HttpResponse:
    """Give the receipt slip of one number as PDF."""
    now = timezone.now()
    process = http.desk_or_404(request, process_slug, now=now)
    http.number_or_404(process, number)
    return http.pdf_answer(slip_of(number, process, made_at=now), f"nummer-{code_of(number)}")


@require_safe
@account_required
def poster(request: AccountRequest, process_slug: str, *, pk: int) -> HttpResponse:
    """Give the ideas of a wall with the answers to them as a poster."""
    now = timezone.now()
    process, wall = http.wall_at_desk_or_404(request, process_slug, pk=pk, now=now)
    rows = queries.with_answers(queries.ideas_of(wall))
    content = printing.poster_of(wall, process, rows=rows, today=city_day(now))
    return http.pdf_answer(content, f"aushang-{wall.pk}")


@require_safe
@account_required
def numbers(request: AccountRequest, process_slug: str) -> HttpResponseBase:
    """Show all numbers of the process with what came in under them; export."""
    now = timezone.now()
    process = http.desk_or_404(request, process_slug, now=now)
    http.ensure_may_take_along(request, process, now=now)
    rows, context = queries.cards_of(process), {"process": process}
    return NUMBERS.respond(request, rows, now=now, template="paper/numbers.html", context=context)


@require_safe
@account_required
def duplicates(request: AccountRequest, process_slug: str) -> HttpResponseBase:
    """Show entered ideas beside others that may say the same."""
    now = timezone.now()
    process = http.desk_or_404(request, process_slug, now=now)
    pairs = queries.likenesses_in(process)
    http.ensure_may_take_along(request, process, now=now)
    if file := PAIRS.file(request, pairs, now=now):
        return file
    page = page_of(request, pairs, per_page=20)
    return render(request, "paper/duplicates.html", {"process": process, "page": page})


@require_POST
@account_required
def settle(request: AccountRequest, process_slug: str, *, pk: int) -> HttpResponse:
    """Note that somebody looked at a pair."""
    now = timezone.now()
    process = http.desk_or_404(request, process_slug, now=now)
    pair = get_object_or_404(queries.likenesses_in(process), pk=pk)
    actions.settle(pair, actor=request.person, now=now)
    messages.success(request, _("The two stay apart."))
    return see_other("paper:duplicates", process.slug)


COLUMNS: list[Column[Any]] = [
    Column(
        "number",
        gettext_lazy("Number"),
        lambda card: code_of(card.number),
        sort="number",
        link=http.card_address,
        is_heading=True,
    ),
    Column(
        "title",
        gettext_lazy("Contribution"),
        lambda card: card.item and card.item.title,
        link=lambda card: card.item.get_absolute_url() if card.item else "",
        width=45,
    ),
    Column(
        "channel",
        gettext_lazy("Origin"),
        lambda card: card.item and card.item.origin.get_channel_display(),
    ),
    Column(
        "wall",
        gettext_lazy("Printed for"),
        lambda card: card.series and card.series.wall and card.series.wall.title,
    ),
    Column(
        "entered_at",
        gettext_lazy("Entered"),
        lambda card: card.entered_at and city_day(card.entered_at),
        sort="entered_at",
    ),
    Column(
        "slip",
        gettext_lazy("Receipt slip"),
        lambda card: code_of(card.number),
        cell=lambda _card: gettext_lazy("Slip (PDF)"),
        link=http.slip_address,
    ),
]
NUMBERS: Table[Any] = Table(
    name="kartennummern",
    title=gettext_lazy("Numbers of cards"),
    columns=COLUMNS,
    row_label=lambda card: code_of(card.number),
    filters=(
        TextFilter("suche", gettext_lazy("Number or words"), queries.with_number),
        YesNoFilter("erfasst", gettext_lazy("Entered"), queries.entered),
    ),
    order=("number",),
    empty_title=gettext_lazy("No numbers yet"),
    empty_text=gettext_lazy("As soon as cards are printed, their numbers stand here."),
)
