"""Pictures on pages, and the part of a form that takes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import template
from django.urls import reverse

from faden.shared.media.form_part import Slot, WithImages
from faden.shared.media.models import Image
from faden.shared.media.pixels import size_at, steps

register = template.Library()

SIZES = "(min-width: 50rem) 45rem, 100vw"  # how wide the column of text is


@dataclass(frozen=True)
class Source:
    """What an `<img>` needs to let the browser choose a width."""

    url: str
    large_url: str
    srcset: str
    width: int  # pixels of `url`
    height: int


def source_of(image: Image) -> Source:
    """Return the addresses of a picture that is ready, with the true widths of its files."""
    widths = steps(image.width, image.height)
    urls = {step: reverse("media:picture", args=[image.key, step]) for step in widths}
    sizes = {step: size_at(step, width=image.width, height=image.height) for step in widths}
    srcset = ", ".join(f"{urls[step]} {sizes[step][0]}w" for step in widths)
    return Source(urls[widths[0]], urls[widths[-1]], srcset, *sizes[widths[-1]])


@register.inclusion_tag("media/pictures.html")
def pictures(images: Sequence[Image], sizes: str = SIZES) -> dict[str, Any]:
    """Show pictures in their order; in place of one that is not ready, what it shows in words."""
    shown = [(image, source_of(image) if image.is_ready else None) for image in images]
    return {"pictures": shown, "sizes": sizes}


@register.inclusion_tag("media/image_fields.html")
def image_fields(form: WithImages) -> dict[str, Any]:
    """Show the fields for pictures: the first one open, the others behind a heading."""
    first, *others = form.slots()
    return {"first": first, "others": others, "is_open": any(slot.is_used for slot in others)}


@register.inclusion_tag("media/image_slot.html")
def image_slot(slot: Slot) -> dict[str, Any]:
    """Show the fields for one picture."""
    image = slot.image
    source = source_of(image) if image is not None and image.is_ready else None
    return {"slot": slot, "source": source}
