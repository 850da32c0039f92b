"""The documentation as PDF/UA-1: every part is tagged; what would break the standard raises.

Typst sets hundreds of pages in the time in which WeasyPrint sets a dozen.
"""

import json
from dataclasses import asdict
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import typst
from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont

from faden.surfaces.documentation.blocks import Document, Logo

LAYOUT = Path(__file__).parent / "layout" / "document.typ"
PICTURES = ("blocks", "logo", "funders")  # what JSON cannot hold as it is
FONTS = ("FiraSans-Regular", "FiraSans-SemiBold")


def pdf_of(document: Document, *, made_at: datetime) -> bytes:
    """Return the file; a document that is not PDF/UA-1 is a mistake in the layout and raises."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "content.json").write_text(json.dumps(_content(document)), encoding="utf-8")
        (root / "document.typ").write_bytes(LAYOUT.read_bytes())
        for name, logo in _logos(document).items():
            (root / name).write_bytes(logo.content)
        for name, font in _fonts().items():
            (root / f"{name}.ttf").write_bytes(font)
        made = typst.compile(
            root / "document.typ",
            root=root,
            font_paths=[root],
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
            timestamp=int(made_at.timestamp()),
        )
    assert isinstance(made, bytes)  # noqa: S101 - one file of one format
    return made


def _content(document: Document) -> dict[str, object]:
    """Return what the layout reads; logos are named by their files."""
    shown = {name: value for name, value in vars(document).items() if name not in PICTURES}
    logos = [
        {"file": name, "name": logo.name, "alt": logo.alt}
        for name, logo in _logos(document).items()
    ]
    named = [logo.name for logo in document.funders if not logo.content]
    blocks = [{"kind": type(one).__name__.lower(), **asdict(one)} for one in document.blocks]
    return {**shown, "blocks": blocks, "logos": logos, "named": named}


def _logos(document: Document) -> dict[str, Logo]:
    """Return `{name of the file: logo}`; that of the city is the first, if it has one."""
    found = {"logo.png": document.logo} if document.logo else {}
    funders = enumerate(document.funders, start=1)
    return found | {f"funder-{n}.png": logo for n, logo in funders if logo.content}


@cache
def _fonts() -> dict[str, bytes]:
    """Return the fonts of the pages, unpacked, by their names; without them Typst has its own."""
    return {name: _unpacked(path) for name in FONTS if (path := _found(name))}


def _found(name: str) -> str:
    path = finders.find(f"vendor/fonts/{name}.woff2")
    return path if isinstance(path, str) else ""


def _unpacked(path: str) -> bytes:
    font = TTFont(path)
    font.flavor = None
    target = BytesIO()
    font.save(target)
    return target.getvalue()
