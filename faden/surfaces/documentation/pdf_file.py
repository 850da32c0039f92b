"""The documentation as PDF/UA-1."""

from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from faden.surfaces.documentation.blocks import Document, Logo
from faden.web.typesetting import typeset

LAYOUT = Path(__file__).parent / "layout" / "document.typ"
PICTURES = ("blocks", "logo", "funders")  # what JSON cannot hold as it is


def pdf_of(document: Document, *, made_at: datetime) -> bytes:
    """Return the file; a document that is not PDF/UA-1 is a mistake in the layout and raises."""
    files = {name: logo.content for name, logo in _logos(document).items()}
    return typeset(LAYOUT, _content(document), files=files, made_at=made_at)


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
