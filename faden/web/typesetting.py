"""Documents set by Typst as PDF/UA-1: every part is tagged; what would break the standard raises.

Words come to a layout as JSON, so nobody's text is ever read as markup. It reads nothing but what
is given here, and sets hundreds of pages in the time in which WeasyPrint sets a dozen.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import typst
from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont

FONTS = ("FiraSans-Regular", "FiraSans-SemiBold")


def typeset(
    layout: Path, content: object, *, files: Mapping[str, bytes], made_at: datetime
) -> bytes:
    """Return the document; one that is not PDF/UA-1 is a mistake in the layout and raises.

    :param content: what the layout reads as `content.json`
    :param files: `{name: content}` of pictures that it shows
    """
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "content.json").write_text(json.dumps(content), encoding="utf-8")
        (root / "layout.typ").write_bytes(layout.read_bytes())
        for name, picture in files.items():
            (root / name).write_bytes(picture)
        for name, font in _fonts().items():
            (root / f"{name}.ttf").write_bytes(font)
        made = typst.compile(
            root / "layout.typ",
            root=root,
            font_paths=[root],
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
            timestamp=int(made_at.timestamp()),
        )
    assert isinstance(made, bytes)  # noqa: S101 - one file of one format
    return made


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
