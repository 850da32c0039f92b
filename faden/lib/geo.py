"""Places on the globe: WGS84 degrees, as every map and GPS gives them."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from django.utils.translation import gettext_lazy as _

from faden.lib.refused import Refusal

EARTH_RADIUS_KM = 6371.0088  # mean radius (IUGG)
FAR_KM = 500  # further from the town nothing is taken on trust

OUTSIDE = Refusal(
    "geo.outside",
    _("Latitude must lie between -90 and 90, longitude between -180 and 180 degrees."),
)
METRES = Refusal(
    "geo.metres",
    _(
        "These are not degrees but metres of a map grid (such as UTM). "
        "Export the places with WGS84 coordinates (EPSG:4326)."
    ),
)
SWAPPED = Refusal(
    "geo.swapped",
    _("Latitude and longitude seem to be exchanged: read this way the place is far away."),
)
NULL_ISLAND = Refusal(
    "geo.zero", _("Latitude 0 and longitude 0 lie in the Atlantic. Leave both empty instead.")
)
INCOMPLETE = Refusal(
    "geo.incomplete", _("A place needs latitude and longitude; one of them is missing.")
)


@dataclass(frozen=True)
class Position:
    """A point in WGS84 degrees."""

    latitude: float
    longitude: float

    @property
    def swapped(self) -> "Position":
        return Position(self.longitude, self.latitude)


def distance_km(here: Position, there: Position) -> float:
    """Return the distance along the great circle in km (haversine formula)."""
    phi, other_phi = radians(here.latitude), radians(there.latitude)
    half_phi = (other_phi - phi) / 2
    half_lambda = radians(there.longitude - here.longitude) / 2
    chord = sin(half_phi) ** 2 + cos(phi) * cos(other_phi) * sin(half_lambda) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(chord))


def position_refusal(
    latitude: float | None, longitude: float | None, *, town: Position | None = None
) -> Refusal | None:
    """Return why this is no place, None if it is one, or if both are missing.

    With the position of the town it also sees that the two were exchanged.
    """
    if latitude is None and longitude is None:
        return None
    if latitude is None or longitude is None:
        return INCOMPLETE
    position = Position(latitude, longitude)
    if not _is_on_globe(position):
        return _refusal_beyond(position)
    if latitude == 0 and longitude == 0:
        return NULL_ISLAND
    return SWAPPED if town and _is_swapped(position, town) else None


def _is_on_globe(position: Position) -> bool:
    return abs(position.latitude) <= 90 and abs(position.longitude) <= 180  # noqa: PLR2004


def _refusal_beyond(position: Position) -> Refusal:
    if max(abs(position.latitude), abs(position.longitude)) > 10_000:  # noqa: PLR2004 - no degrees
        return METRES
    return SWAPPED if _is_on_globe(position.swapped) else OUTSIDE


def _is_swapped(position: Position, town: Position) -> bool:
    if not _is_on_globe(position.swapped):
        return False
    return distance_km(position, town) > FAR_KM >= distance_km(position.swapped, town)
