"""The whole documentation: its first page, and its chapters in their order."""

from collections.abc import Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from faden.backbone.places.models import Place
from faden.backbone.places.rules import RATIOS, shades_of
from faden.lib.colors import color_of
from faden.lib.dates import day
from faden.shared.media.queries import logo, logo_for
from faden.surfaces.documentation.blocks import Block, Document, Logo
from faden.surfaces.documentation.contents.ending import about, selection, still_open
from faden.surfaces.documentation.contents.ideas import ideas_and_answers
from faden.surfaces.documentation.contents.overview import at_a_glance, course, figures, purpose
from faden.surfaces.documentation.queries import Material

INK = "#171a2b"  # where the city has no colour of its own


def document(material: Material) -> Document:
    """Return the whole documentation."""
    process, place = material.process, material.place
    office = process.unit.display_name if process.unit else place.official_name
    return Document(
        title=_("Documentation of the participation"),
        subtitle=process.title,
        author=place.official_name,
        subject=process.summary,
        language=get_language() or process.language,
        lines=[
            place.official_name,
            _("As of %(day)s") % {"day": day(material.as_of)},
            _("Responsible: %(office)s") % {"office": office},
        ],
        contents_label=_("Contents"),
        blocks=list(_blocks(material)),
        color=_color(place),
        logo=_logo(),
        funding=material.funding.text,
        funders=[
            Logo(funder.name, funder.logo_alt, bytes(funder.logo or b""))
            for funder in material.funding.funders
        ],
    )


def _color(place: Place) -> str:
    """Return the city's main colour, dark enough for letters."""
    main = color_of(place.primary_color)
    return shades_of(main, ratio=RATIOS["primary_color"]).light if main else INK


def _logo() -> Logo | None:
    image = logo()
    path = logo_for(image.key) if image else None
    return Logo("", image.alt_text, path.read_bytes()) if image and path else None


def _blocks(material: Material) -> Iterator[Block]:
    yield from at_a_glance(material)
    yield from purpose(material.process)
    yield from course(material)
    yield from figures(material)
    yield from ideas_and_answers(material)
    yield from selection(material)
    yield from still_open(material)
    yield from about(material)
