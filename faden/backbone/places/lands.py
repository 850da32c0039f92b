"""The municipal codes of the 16 states: where people turn to with requests to their council.

Only what was read in a text of the law that is in force, or in a paper of a council or parliament
that cites it (November 2026); decision 0047 says where. Nothing is guessed: where it is empty,
pages speak of the Basic Law and of the council in general.
"""

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
    "09": Rights("Bayern", "", "Artikel 18b Gemeindeordnung"),
    "10": Rights("Saarland", "", "§ 21 KSVG"),
    "11": Rights("Berlin", "", ""),
    "12": Rights("Brandenburg", "", ""),  # its code is new since 2024
    "13": Rights("Mecklenburg-Vorpommern", "", ""),  # its code is new since 2024
    "14": Rights("Sachsen", "§ 12 Gemeindeordnung", ""),
    "15": Rights("Sachsen-Anhalt", "", ""),
    "16": Rights("Thüringen", "", "§ 16 Kommunalordnung"),
}


def rights_in(ags: str) -> Rights:
    """Return what holds in the state of the municipality with this key; without one, in all."""
    return LANDS.get(ags[:2], Rights("", "", ""))
