"""Idea cards and receipt slips as PDF: 200 of them take a second."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from django.template.defaultfilters import truncatechars
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from faden.backbone.places.queries import the_place
from faden.backbone.processes.models import Process
from faden.participation.paper.codes import code_of
from faden.participation.paper.models import Series
from faden.participation.paper.printing import address_of, colors_of_city, logo_file, spoken
from faden.participation.paper.qr import svgs_of
from faden.participation.paper.queries import telephone_of
from faden.shared.media.queries import logo
from faden.web.typesetting import typeset

LAYOUT = Path(__file__).parent / "layout" / "cards.typ"
PER_SHEET = {Series.Size.A6: 4, Series.Size.A5: 2, Series.Size.SLIP: 8}
N_LINES = {Series.Size.A6: 6, Series.Size.A5: 7, Series.Size.SLIP: 0}  # to write on
LONGEST_TITLE = 70  # characters of the process's title on a card


def sheets_of(series: Series, process: Process, *, is_single: bool, made_at: datetime) -> bytes:
    """Return the cards of the series: several on A4 with cut marks, or each on a page of its size.

    Cut in a pile, each pile is in order: the first sheets hold the first number of every pile.
    """
    numbers = range(series.first_number, series.last_number + 1)
    size = Series.Size(series.size)
    per_sheet = 1 if is_single else PER_SHEET[size]
    n_sheets = -(-len(numbers) // per_sheet)
    piles = [numbers[start::n_sheets] for start in range(n_sheets)]
    return _pdf(process, piles, size=size, series=series, is_single=is_single, made_at=made_at)


def slip_of(number: int, process: Process, *, made_at: datetime) -> bytes:
    """Return one receipt slip, for whoever called, wrote or came."""
    return _pdf(process, [[number]], size=Series.Size.SLIP, is_single=True, made_at=made_at)


def _pdf(
    process: Process,
    piles: Sequence[Sequence[int]],
    *,
    size: Series.Size,
    is_single: bool,
    made_at: datetime,
    series: Series | None = None,
) -> bytes:
    codes = [code_of(number) for pile in piles for number in pile]
    with translation.override(process.language):
        content = {
            "title": _title(process, codes[0], series),
            "size": str(size),
            "is_single": is_single,
            "n_rows": PER_SHEET[size] // 2,
            "n_lines": N_LINES[size],
            **_words(process, size=size, question=series.question if series else ""),
            "sheets": [[_card(code_of(number)) for number in pile] for pile in piles],
        }
        addresses = {
            _drawing(code): address_of(reverse("paper:card", args=[code])) for code in codes
        }
        return typeset(LAYOUT, content, files=svgs_of(addresses) | logo_file(), made_at=made_at)


def _title(process: Process, code: str, series: Series | None) -> str:
    if series is None:
        return _("Number %(code)s: %(title)s") % {"code": code, "title": process.title}
    facts = {"first": series.first_number, "last": series.last_number, "title": process.title}
    return _("Idea cards %(first)s to %(last)s: %(title)s") % facts


def _words(process: Process, *, size: Series.Size, question: str) -> dict[str, object]:
    """Return what all cards say, in the language of the process and the colours of the city."""
    place, picture = the_place(), logo()
    taken_along = _("For you to take along: your number")
    how = _(
        "This is how you see what becomes of your idea: scan the code, or enter the number at "
        "<strong>%(address)s</strong>"
    )
    phone = telephone_of(process)
    call = _("Or call us: <strong>%(phone)s</strong>") % {"phone": phone} if phone else ""
    has_logo = picture is not None and bool(logo_file())
    return {
        "language": process.language,
        "author": place.official_name,
        "city": place.official_name,
        "process": truncatechars(process.title, LONGEST_TITLE),
        "color": colors_of_city()[0],
        "logo": {"file": "logo.png", "alt": picture.alt_text} if picture and has_logo else None,
        "question": question or _("What is your idea?"),
        "where": _("Where? Street, square or district"),
        "hint": _("Please without names. We publish what stands on the card on the internet."),
        "label": _("Your number") if size == Series.Size.SLIP else taken_along,
        "how": list(_parts(how % {"address": _find_address()})),
        "call": list(_parts(call)),
    }


def _card(code: str) -> dict[str, str]:
    alt = _("Code for your phone. It leads to card %(code)s at %(address)s.")
    facts = {"code": code, "address": _find_address()}
    return {"code": code, "qr": _drawing(code), "alt": alt % facts}


def _drawing(code: str) -> str:
    return f"qr-{code}.svg"


def _find_address() -> str:
    return spoken(address_of(reverse("paper:find")))


def _parts(sentence: str) -> Iterator[dict[str, object]]:
    """Yield the parts of a sentence, told apart where it is printed bold."""
    for position, text in enumerate(re.split("</?strong>", sentence)):
        if text:
            yield {"text": text, "is_bold": position % 2 == 1}
