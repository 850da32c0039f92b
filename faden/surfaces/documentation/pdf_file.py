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

from faden.surfaces.documentation.blocks import Block, Document

LAYOUT = Path(__file__).parent / "layout" / "document.typ"
FONTS = ("FiraSans-Regular", "FiraSans-SemiBold")


def pdf_of(document: Document, *, made_at: datetime) -> bytes:
    """Return the file; a document that is not PDF/UA-1 is a mistake in the layout and raises."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        content = {
            **{name: value for name, value in vars(document).items() if name != "logo"},
            "blocks": [_plain(block) for block in document.blocks],
            "has_logo": bool(document.logo),
        }
        (root / "content.json").write_text(json.dumps(content), encoding="utf-8")
        (root / "document.typ").write_bytes(LAYOUT.read_bytes())
        (root / "logo.png").write_bytes(document.logo)
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


def _plain(block: Block) -> dict[str, object]:
    return {"kind": type(block).__name__.lower(), **asdict(block)}


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
