"""Cards, slips and posters as PDF, in the language of the process and the colours of the city."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString

from faden.backbone.places.models import Place
from faden.backbone.places.queries import the_place
from faden.backbone.places.rules import RATIOS, shades_of
from faden.backbone.processes.models import Process
from faden.lib.colors import color_of
from faden.participation.background.frame import funding_of
from faden.participation.paper.codes import code_of
from faden.participation.paper.models import Series, Wall
from faden.participation.paper.qr import svg_of
from faden.participation.paper.queries import telephone_of
from faden.shared.media.queries import logo, logo_for
from faden.web.pdf import NO_FILES, pdf_of

PER_SHEET = {Series.Size.A6: 4, Series.Size.A5: 2, Series.Size.SLIP: 8}
N_LINES = {Series.Size.A6: 6, Series.Size.A5: 7, Series.Size.SLIP: 0}  # to write on
LONG, SHORT, MARK = 297.0, 210.0, 9.0  # mm: the sides of A4, and a cut mark
INK = "#171a2b"  # where the city has no colour of its own


@dataclass(frozen=True)
class PrintedCard:
    """One card as it is printed."""

    number: int
    code: str  # "147-K"
    qr: str  # name of the drawing


def sheets_of(series: Series, process: Process, *, is_single: bool) -> bytes:
    """Return the cards of the series: several on A4 with cut marks, or each on a page of its size.

    Cut in a pile, each pile is in order: the first sheets hold the first number of every pile.

    :raises Refused: if this server cannot make PDF files
    """
    numbers = range(series.first_number, series.last_number + 1)
    size = Series.Size(series.size)
    per_sheet = 1 if is_single else PER_SHEET[size]
    n_sheets = -(-len(numbers) // per_sheet)
    context = {
        "series": series,
        "sheets": [
            [_card(number) for number in numbers[start::n_sheets]] for start in range(n_sheets)
        ],
        "layout": f"{'single' if is_single else 'sheet-a4'} {size}",
        "lines": range(N_LINES[size]),
        "is_slip": size == Series.Size.SLIP,
    }
    files = {} if is_single else {"cuts.svg": cuts_of(size)}
    return _pdf("paper/print_cards.html", process, numbers=numbers, context=context, files=files)


def cuts_of(size: Series.Size) -> bytes:
    """Return where to cut a sheet, as SVG: strokes at its edges, and crosses where cards meet."""
    is_wide = size == Series.Size.A5
    width, height = (LONG, SHORT) if is_wide else (SHORT, LONG)
    n_rows = {Series.Size.A6: 2, Series.Size.A5: 1, Series.Size.SLIP: 4}[size]
    half, rows = width / 2, [height * row / n_rows for row in range(1, n_rows)]
    strokes = [f"M{half} 0v{MARK}", f"M{half} {height - MARK}v{MARK}"]
    for y in rows:
        strokes += [f"M0 {y}h{MARK}", f"M{width - MARK} {y}h{MARK}"]
        strokes += [f"M{half - MARK / 2} {y}h{MARK}", f"M{half} {y - MARK / 2}v{MARK}"]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<path fill="none" stroke="#555" stroke-width=".2" d="{"".join(strokes)}"/></svg>'
    ).encode()


def slip_of(number: int, process: Process) -> bytes:
    """Return one receipt slip, for whoever called, wrote or came.

    :raises Refused: if this server cannot make PDF files
    """
    context = {"sheets": [[_card(number)]], "layout": "single slip", "is_slip": True}
    return _pdf("paper/print_cards.html", process, numbers=[number], context=context)


def poster_of(
    wall: Wall, process: Process, *, rows: Sequence[tuple[Any, Any]], today: date
) -> bytes:
    """Return the ideas of the wall with the answers to them, on A3.

    :raises Refused: if this server cannot make PDF files
    """
    n_answered = sum(outcome is not None and outcome.is_answer for _idea, outcome in rows)
    context = {"wall": wall, "rows": rows, "today": today, "n_answered": n_answered}
    return _pdf("paper/poster.html", process, numbers=[], context=context | {"about": wall})


def address_of(path: str) -> str:
    """Return the whole address of a page."""
    return settings.FADEN_BASE_URL + path


def _card(number: int) -> PrintedCard:
    return PrintedCard(number, code_of(number), f"qr-{number}.svg")


def _pdf(
    template: str,
    process: Process,
    *,
    numbers: Iterable[int],
    context: dict[str, Any],
    files: Mapping[str, bytes] = NO_FILES,
) -> bytes:
    with translation.override(process.language):
        place = the_place()
        files = dict(files) | {
            f"qr-{number}.svg": svg_of(address_of(reverse("paper:card", args=[code_of(number)])))
            for number in numbers
        }
        find_path = reverse("paper:find")
        about = context.get("about")
        if about is not None:
            files["qr-about.svg"] = svg_of(address_of(about.get_absolute_url()))
        funding = funding_of(process)
        files |= _logo_file() | dict(funding.files)
        page = context | {
            "process": process,
            "place": place,
            "logo": logo(),
            "funding": funding,
            "has_logo": "logo.png" in files,
            "colors": _colors(place),
            "find_address": _spoken(address_of(find_path)),
            "phone": telephone_of(process),
        }
        return pdf_of(render_to_string(template, page), layout="paper/print.css", files=files)


def _logo_file() -> dict[str, bytes]:
    image = logo()
    path = logo_for(image.key) if image else None
    return {"logo.png": path.read_bytes()} if path else {}


def _colors(place: Place | None) -> SafeString:
    """Return the city's colours as custom properties, dark enough for letters."""
    known = {name: color_of(getattr(place, name)) for name in RATIOS} if place else {}
    main, accent = (
        shades_of(color, ratio=RATIOS["primary_color"]).light if color else INK
        for color in (known.get("primary_color"), known.get("accent_color"))
    )
    return format_html(":root {{ --main: {}; --accent: {}; }}", main, accent)


def _spoken(address: str) -> str:
    """Return the address as people type it: without https:// and the last stroke."""
    parts = urlsplit(address)
    return f"{parts.netloc}{parts.path}".removesuffix("/")
