"""Pictures, documents and the logo on pages, and the parts of a form that take them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse

from faden.backbone.items.models import visibilities
from faden.shared.media.form_part import Slot, WithDocuments, WithImages
from faden.shared.media.http import PREVIEW
from faden.shared.media.labels import document_label
from faden.shared.media.models import Document, Image
from faden.shared.media.pixels import size_at, steps
from faden.shared.media.queries import logo_address

register = template.Library()

SIZES = "(min-width: 50rem) 45rem, 100vw"  # how wide the column of text is
FREE_SLOTS = 3  # for documents, shown at once


@dataclass(frozen=True)
class Source:
    """What an `<img>` needs to let the browser choose a width."""

    url: str
    large_url: str
    srcset: str
    width: int  # pixels of `url`
    height: int


def source_of(image: Image, preview: str = "") -> Source:
    """Return the addresses of a picture that is ready, with the true widths of its files."""
    widths = steps(image.width, image.height)
    urls = {step: _address("media:picture", image.key, step, preview=preview) for step in widths}
    sizes = {step: size_at(step, width=image.width, height=image.height) for step in widths}
    srcset = ", ".join(f"{urls[step]} {sizes[step][0]}w" for step in widths)
    return Source(urls[widths[0]], urls[widths[-1]], srcset, *sizes[widths[-1]])


@register.inclusion_tag("media/pictures.html")
def pictures(images: Sequence[Image], sizes: str = SIZES, preview: str = "") -> dict[str, Any]:
    """Show pictures in their order; in place of one that is not ready, what it shows in words.

    `preview`: the key of the preview link by which the page was opened.
    """
    shown = [(image, _source(image, preview)) for image in images]
    return {"pictures": shown, "sizes": sizes}


@register.inclusion_tag("media/picture.html")
def picture(
    image: Image, *, sizes: str = SIZES, lazy: bool = True, preview: str = ""
) -> dict[str, Any]:
    """Show one picture. `lazy`: not at the head of a page."""
    return {"image": image, "source": _source(image, preview), "sizes": sizes, "lazy": lazy}


@register.inclusion_tag("media/documents.html")
def documents(documents: Iterable[Document], preview: str = "") -> dict[str, Any]:
    """Show links to documents that say format and size, and who else may see them."""
    names = dict(visibilities())
    return {
        "documents": [
            {
                "url": _address("media:document", document.key, preview=preview)
                if document.is_ready
                else "",
                "label": document_label(document),
                "state": "" if document.is_ready else document.get_state_display(),
                "visibility": "" if document.is_public else names[document.visibility],
            }
            for document in documents
        ]
    }


@register.inclusion_tag("media/logo.html")
def logo(image: Image) -> dict[str, Any]:
    """Show the logo of the municipality in its own size."""
    return {"image": image, "url": logo_address(image)}


@register.inclusion_tag("media/image_fields.html")
def image_fields(form: WithImages) -> dict[str, Any]:
    """Show the fields for pictures: the first one open, the others behind a heading."""
    first, *others = form.image_slots()
    return {
        "known": form["images_known"],
        "first": first,
        "others": others,
        "is_open": any(slot.is_used for slot in others),
    }


@register.inclusion_tag("media/image_slot.html")
def image_slot(slot: Slot[Image]) -> dict[str, Any]:
    """Show the fields for one picture."""
    return {"slot": slot, "source": _source(slot.file) if slot.file is not None else None}


@register.inclusion_tag("media/document_fields.html")
def document_fields(form: WithDocuments) -> dict[str, Any]:
    """Show the fields for documents: those in use, one free place, more behind a heading."""
    slots = list(form.document_slots())
    free = [slot for slot in slots if not slot.is_used]
    return {
        "known": form["documents_known"],
        "used": [slot for slot in slots if slot.is_used],
        "free": free[:1],
        "others": free[1:FREE_SLOTS],
    }


@register.inclusion_tag("media/document_slot.html")
def document_slot(slot: Slot[Document]) -> dict[str, Any]:
    """Show the fields for one document; one that is stored is replaced by removing it."""
    file = slot.file
    url = _address("media:document", file.key) if file is not None and file.is_ready else ""
    return {"slot": slot, "url": url, "hint": slot.upload.help_text}


def _source(image: Image, preview: str = "") -> Source | None:
    return source_of(image, preview) if image.is_ready else None


def _address(name: str, *args: Any, preview: str = "") -> str:
    address = reverse(name, args=args)
    return f"{address}?{urlencode({PREVIEW: preview})}" if preview else address
