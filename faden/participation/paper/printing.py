"""The poster of a wall as PDF, and what everything printed shows of the city."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html

from faden.backbone.places.queries import the_place
from faden.backbone.places.rules import RATIOS, shades_of
from faden.backbone.processes.models import Process
from faden.lib.colors import color_of
from faden.participation.background.frame import funding_of
from faden.participation.paper.models import Wall
from faden.participation.paper.qr import svg_of
from faden.shared.media.queries import logo, logo_for
from faden.web.pdf import pdf_of

INK = "#171a2b"  # where the city has no colour of its own


def poster_of(
    wall: Wall, process: Process, *, rows: Sequence[tuple[Any, Any]], today: date
) -> bytes:
    """Return the ideas of the wall with the answers to them, on A3.

    :raises Refused: if this server cannot make PDF files
    """
    with translation.override(process.language):
        funding = funding_of(process)
        pictures = logo_file()
        main, accent = colors_of_city()
        page = {
            "wall": wall,
            "rows": rows,
            "today": today,
            "n_answered": sum(outcome is not None and outcome.is_answer for _idea, outcome in rows),
            "process": process,
            "place": the_place(),
            "logo": logo(),
            "has_logo": bool(pictures),
            "funding": funding,
            "colors": format_html(":root {{ --main: {}; --accent: {}; }}", main, accent),
            "find_address": spoken(address_of(reverse("paper:find"))),
        }
        code = {"qr-about.svg": svg_of(address_of(wall.get_absolute_url()))}
        files = code | pictures | dict(funding.files)
        html = render_to_string("paper/poster.html", page)
        return pdf_of(html, layout="paper/print.css", files=files)


def address_of(path: str) -> str:
    """Return the whole address of a page."""
    return settings.FADEN_BASE_URL + path


def logo_file() -> dict[str, bytes]:
    """Return the city's logo for a document, by its name there; nothing without one."""
    image = logo()
    path = logo_for(image.key) if image else None
    return {"logo.png": path.read_bytes()} if path else {}


def colors_of_city() -> tuple[str, str]:
    """Return the main and the second colour of the city, dark enough for letters."""
    place = the_place()
    known = {name: color_of(getattr(place, name)) for name in RATIOS} if place else {}
    main, accent = (
        shades_of(color, ratio=RATIOS["primary_color"]).light if color else INK
        for color in (known.get("primary_color"), known.get("accent_color"))
    )
    return main, accent


def spoken(address: str) -> str:
    """Return the address as people type it: without https:// and the last stroke."""
    parts = urlsplit(address)
    return f"{parts.netloc}{parts.path}".removesuffix("/")
