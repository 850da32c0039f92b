"""The kinds of legal pages: their addresses, their files, and texts to begin with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from faden.backbone.people.models import Unit
from faden.backbone.places.models import Place
from faden.backbone.places.rules import Kind

SEGMENTS: Mapping[Kind, str] = {  # of the addresses, and names of the files
    Kind.IMPRINT: "impressum",
    Kind.PRIVACY: "datenschutz",
    Kind.ACCESSIBILITY: "barrierefreiheit",
    Kind.TERMS: "nutzungsbedingungen",
    Kind.EASY_LANGUAGE: "leichte-sprache",
    Kind.SIGN_LANGUAGE: "gebaerdensprache",
}
KINDS: Mapping[str, Kind] = {segment: kind for kind, segment in SEGMENTS.items()}
URL_NAMES: Mapping[Kind, str] = {kind: f"city:{kind}" for kind in Kind}


@dataclass(frozen=True)
class StateLaw:
    """What an accessibility statement names: the law, and who helps when the answer does not."""

    law: str
    helps: str  # in German
    helps_en: str


STATE_LAWS: Mapping[str, StateLaw] = {  # by the first two digits of the municipality key
    "05": StateLaw(
        law="BGG NRW und BITVNRW",
        helps="Ombudsstelle für barrierefreie Informationstechnik des Landes "
        "Nordrhein-Westfalen, <https://www.lbbp.nrw.de/ombudsstelle>",
        helps_en="ombuds office for accessible information technology of North "
        "Rhine-Westphalia, <https://www.lbbp.nrw.de/ombudsstelle>",
    ),
    "08": StateLaw(
        law="L-BGG",
        helps="Schlichtungsstelle beim Landeszentrum Barrierefreiheit Baden-Württemberg, "
        "Else-Josenhans-Straße 6, 70173 Stuttgart, <https://barrierefreiheit-bw.de>",
        helps_en="arbitration office of the Landeszentrum Barrierefreiheit Baden-Württemberg, "
        "Else-Josenhans-Straße 6, 70173 Stuttgart, <https://barrierefreiheit-bw.de>",
    ),
}
UNKNOWN = StateLaw("", "", "")


def starter(kind: Kind, language: str, *, place: Place, contact: Unit | None, base_url: str) -> str:
    """Return a text to begin with, what is known filled in, the rest in [square brackets]."""
    name = f"{SEGMENTS[kind]}.{language}.md"
    text = files("faden.surfaces.city").joinpath("starters", name).read_text(encoding="utf-8")
    for placeholder, value in _known(place, contact, base_url=base_url).items():
        text = text.replace(placeholder, value) if value else text
    return text


def _known(place: Place, contact: Unit | None, *, base_url: str) -> dict[str, str]:
    """Return `{placeholder: what it stands for}`, in German and English."""
    state = STATE_LAWS.get(place.ags[:2], UNKNOWN)
    official_name = place.official_name if place.pk else ""
    values = {
        "[Name der Stadt oder Gemeinde]": official_name,
        "[name of the city]": official_name,
        "[Adresse dieser Website]": base_url,
        "[address of this website]": base_url,
        "[Gesetz und Verordnung Ihres Landes]": state.law,
        "[law and regulation of your state]": state.law.replace(" und ", " and "),
        "[Schlichtungs- oder Ombudsstelle Ihres Landes mit Adresse]": state.helps,
        "[arbitration or ombuds office of your state with address]": state.helps_en,
    }
    return values | (_reached(contact, official_name) if contact else {})


def _reached(contact: Unit, official_name: str) -> dict[str, str]:
    lines = [line.strip() for line in contact.postal_address.splitlines()]
    address = ", ".join(line for line in lines if line != official_name)  # the text names it
    return {
        "[zuständige Stelle]": contact.person.display_name,
        "[responsible office]": contact.person.display_name,
        "[Anschrift]": address,
        "[postal address]": address,
        "[Telefonnummer]": contact.telephone,
        "[telephone number]": contact.telephone,
        "[E-Mail-Adresse]": f"<{contact.email}>" if contact.email else "",
        "[e-mail address]": f"<{contact.email}>" if contact.email else "",
    }
