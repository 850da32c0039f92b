"""The municipal codes of the 16 states: where people turn to with requests to their council."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Rights:
    """What the law of a state offers; empty where it has no such rule for municipalities."""

    land: str
    request: str  # Anregungen und Beschwerden, Petitionsrecht
    motion: str  # Einwohnerantrag


BASIC_LAW = "Artikel 17 Grundgesetz"  # holds everywhere

LANDS: Mapping[str, Rights] = {  # by the first two digits of the municipality's key
    "01": Rights("Schleswig-Holstein", "§ 16e Gemeindeordnung", "§ 16f Gemeindeordnung"),
    "02": Rights("Hamburg", "", ""),
    "03": Rights("Niedersachsen", "§ 34 NKomVG", "§ 31 NKomVG"),
    "04": Rights("Bremen", "", ""),
    "05": Rights("Nordrhein-Westfalen", "§ 24 Gemeindeordnung", "§ 25 Gemeindeordnung"),
    "06": Rights("Hessen", "", ""),
    "07": Rights("Rheinland-Pfalz", "§ 16b Gemeindeordnung", "§ 17 Gemeindeordnung"),
    "08": Rights("Baden-Württemberg", "", "§ 20b Gemeindeordnung"),
    "09": Rights("Bayern", "Artikel 56 Absatz 3 Gemeindeordnung", "Artikel 18b Gemeindeordnung"),
    "10": Rights("Saarland", "", "§ 21 KSVG"),
    "11": Rights("Berlin", "", "§ 44 Bezirksverwaltungsgesetz"),
    "12": Rights("Brandenburg", "§ 16 Kommunalverfassung", "§ 14 Kommunalverfassung"),
    "13": Rights("Mecklenburg-Vorpommern", "", ""),  # its code is new since 2024
    "14": Rights("Sachsen", "§ 12 Gemeindeordnung", "§ 23 Gemeindeordnung"),
    "15": Rights("Sachsen-Anhalt", "", "§ 25 Kommunalverfassungsgesetz"),
    "16": Rights("Thüringen", "", ""),
}


def rights_in(ags: str) -> Rights:
    """Return what holds in the state of the municipality with this key; without one, in all."""
    return LANDS.get(ags[:2], Rights("", "", ""))
