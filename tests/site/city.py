"""What the pages of the municipality show besides the demonstration: uploads, a lost message."""

from datetime import UTC, datetime
from typing import Any

from faden.backbone.places.models import District
from faden.shared.notifications.actions import skip
from faden.shared.notifications.models import OutboxMail
from faden.surfaces.city import actions, files
from faden.surfaces.city.actions.messages import Letter
from faden.surfaces.city.models import Message
from faden.surfaces.city.queries import contact_office
from faden.surfaces.city.tests.geojson import a_feature, a_file

ADDRESSES = b"Strasse;Hausnummer;Lat;Lon\nLange Strasse;1;51.93;8.88\n"


def city_facts() -> dict[str, Any]:
    """Return the numbers and keys from which the addresses of these pages are made."""
    now = datetime.now(UTC)
    office = contact_office()
    assert office is not None
    tag = actions.add_tag("Nur für die Prüfung", actor=None, now=now)
    actions.add_tag("Noch eines", actor=None, now=now)
    letter = Letter(kind=Message.Kind.CONTACT, subject="Ampel", text="Sie ist kaputt.")
    message = actions.send_message(letter, office, now=now)
    assert message.mail is not None
    skip(message.mail, OutboxMail.SkippedReason.REJECTED)
    broken = a_feature("Ohne Ende")
    broken["geometry"]["coordinates"][0].pop()
    return {
        "office": {"pk": office.pk},
        "district": {"pk": District.objects.order_by("pk").first().pk},
        "tag": {"pk": tag.pk},
        "good_areas": _kept(a_file(a_feature("Hiddesen")), ".geojson"),
        "broken_areas": _kept(a_file(a_feature("Hiddesen"), broken), ".geojson"),
        "good_addresses": _kept(ADDRESSES, ".csv"),
        "broken_addresses": _kept(ADDRESSES + b";2;51.93;8.88\n", ".csv"),
    }


def _kept(content: bytes, suffix: str) -> dict[str, str]:
    return {"key": files.keep([content], suffix=suffix)}
