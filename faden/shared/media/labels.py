"""How files are named where people see them."""

from django.utils.formats import number_format

from faden.shared.media.models import Document

KILOBYTE, MEGABYTE = 1_000, 1_000_000  # bytes, as phones and file managers show them


def size_label(n_bytes: int) -> str:
    """Return the size in words of the language: "340 kB", "2,1 MB"."""
    if n_bytes < MEGABYTE:
        return f"{-(-n_bytes // KILOBYTE)}\N{NO-BREAK SPACE}kB"
    return f"{number_format(round(n_bytes / MEGABYTE, 1), decimal_pos=1)}\N{NO-BREAK SPACE}MB"


def format_label(document: Document) -> str:
    """Return what a link to the document says besides its title: "PDF, 2,1 MB"."""
    return f"{document.kind.upper()}, {size_label(document.n_bytes)}"


def document_label(document: Document) -> str:
    """Return the text of a link: "Entwurf der Digitalen Agenda (PDF, 2,1 MB)"."""
    return f"{document.title or document.filename} ({format_label(document)})"
