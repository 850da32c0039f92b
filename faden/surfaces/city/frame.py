"""What the frame of every page shows of the municipality: logo, colours, links to its pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from faden.backbone.places.rules import Kind
from faden.shared.media.queries import logo_address
from faden.surfaces.city.legal import URL_NAMES
from faden.surfaces.city.queries import Frame
from faden.surfaces.city.stylesheet import version
from faden.web.context import LogoOnPage, NavigationEntry

HEADER_ICONS: Mapping[Kind, str] = {  # of what people look for before they can read the rest
    Kind.EASY_LANGUAGE: "easy-language",
    Kind.SIGN_LANGUAGE: "sign-language",
}


def legal_links(frame: Frame) -> list[NavigationEntry]:
    """Return the links in the foot of every page, to pages that are there."""
    return list(_legal_links(frame))


def _legal_links(frame: Frame) -> Iterator[NavigationEntry]:
    if frame.has_contact:
        yield NavigationEntry(_("Contact us"), reverse("city:contact"))
    for kind in Kind:
        if kind in frame.legal_kinds:
            yield NavigationEntry(kind.label, reverse(URL_NAMES[kind]))
        if kind == Kind.ACCESSIBILITY and frame.has_contact:
            yield NavigationEntry(_("Report a barrier"), reverse("city:report_barrier"))


def legal_url(frame: Frame, kind: Kind) -> str:
    """Return the address of the legal page, nothing while there is none."""
    return reverse(URL_NAMES[kind]) if kind in frame.legal_kinds else ""


def header_links(frame: Frame) -> list[NavigationEntry]:
    """Return the links in the head of every page: easy language and sign language."""
    return [
        NavigationEntry(kind.label, reverse(URL_NAMES[kind]), icon)
        for kind, icon in HEADER_ICONS.items()
        if kind in frame.legal_kinds
    ]


def logo_of(frame: Frame) -> LogoOnPage | None:
    """Return the city's logo, if it has one."""
    image = getattr(frame.place, "logo", None)
    if image is None:
        return None
    return LogoOnPage(logo_address(image), image.alt_text, image.width, image.height)


def stylesheet_url(frame: Frame) -> str:
    """Return where the city's colours are, nothing if it has none."""
    known = version(frame.place)
    return f"{reverse('colors')}?v={known}" if known else ""
