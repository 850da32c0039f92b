"""The pages of the law, the city's contact and its outline: complete, and marked as invented."""

from datetime import datetime

from django.conf import settings

from faden.backbone.audit.actions import action, record
from faden.backbone.people.models import Unit
from faden.backbone.places.queries import the_place
from faden.backbone.places.rules import Kind
from faden.surfaces.city import actions as city
from faden.surfaces.city.legal import starter
from faden.surfaces.city.queries import contact_office
from faden.surfaces.demo.queries import content

LANGUAGES = ("de", "en")


@action
def seed_legal(*, now: datetime) -> None:
    """Fill all legal pages; the offices and the place are there."""
    filled = content("legal/filled")
    contact = Unit.objects.get(person__display_name=filled["contact"])
    contact.is_city_contact = True
    contact.save(update_fields=["is_city_contact"])
    record("people.set_unit", contact, actor=None)
    outline = content("boundary")["outline"]
    city.set_boundary({"type": "Polygon", "coordinates": [outline]}, actor=None, now=now)
    for kind in Kind:
        for language in LANGUAGES:
            text = legal_text(kind, language)
            city.save_legal_page(kind, language, text=text, actor=None, now=now)


def legal_text(kind: Kind, language: str) -> str:
    """Return the starting text with all that is invented filled in, and a notice on top."""
    filled = content("legal/filled")
    text = starter(
        kind,
        language,
        place=the_place(),
        contact=contact_office(),
        base_url=settings.FADEN_SITE_URL,
    )
    for placeholder, value in filled[language].items():
        text = text.replace(placeholder, value)
    notice = filled["easy_notice" if kind == Kind.EASY_LANGUAGE else "notice"][language]
    return f"{notice}\n\n{text}"
