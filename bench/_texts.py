"""Texts as long as those of a real dialogue: the Bonn cycling dialogue of 2017, CC BY 4.0."""

import random
from functools import cache
from itertools import accumulate, product

# Characters: every twentieth of the 2,393 contributions and 1,796 comments, from short to long.
TITLES = (4, 13, 16, 18, 21, 23, 25, 27, 29, 32, 34, 37, 40, 43, 46, 50, 54, 60, 68, 83, 120)
IDEAS: tuple[int, ...] = (20, 83, 121, 150, 183, 213, 242, 270, 300, 333, 362)
IDEAS += (398, 437, 478, 528, 585, 671, 767, 908, 1125, 1496)
COMMENTS: tuple[int, ...] = (5, 62, 99, 119, 146, 170, 194, 215, 238, 267, 295)
COMMENTS += (322, 353, 390, 433, 483, 544, 622, 724, 904, 1500)

_SMALL = (
    "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an"
    " werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum"
    " war haben nur oder aber vor zur bis mehr durch man sein wurde sei wenn hier wäre sollte kann"
)
_FIRST = (
    "Rad Park Schul Wald Bus Bahn Markt Spiel Fluss Stadt Dorf Sport Bürger Kinder Jugend Licht"
    " Wasser Strom Haus Garten Kirch Feuer Winter Sommer Verkehrs Kultur Natur Berg Tal Post"
)
_SECOND = (
    "weg platz bank haus netz treff fest straße garten halle stelle amt raum werk brücke ampel"
    " anlage verein angebot konzept parkplatz zentrum schule linie station fläche baum dach tor"
)


@cache
def _words() -> tuple[list[str], list[float]]:
    """Return the words, small ones first, and their weights summed up: the nth comes 1/n often."""
    compounds = [first + second for first, second in product(_FIRST.split(), _SECOND.split())]
    random.Random(7).shuffle(compounds)  # noqa: S311 - nothing secret
    words = [*_SMALL.split(), *compounds]
    return words, list(accumulate(1 / (place + 3) for place in range(len(words))))


def text(chance: random.Random, lengths: tuple[int, ...]) -> str:
    """Return a text; its length comes as often as in the dialogue from which `lengths` are."""
    place = chance.random() * (len(lengths) - 1)
    low, high = lengths[int(place) : int(place) + 2]
    length = int(low + (high - low) * (place % 1))
    words, weights = _words()
    chosen = " ".join(chance.choices(words, cum_weights=weights, k=length // 5 + 2))
    return f"{chosen[0].upper()}{chosen[1:length]}".strip()
