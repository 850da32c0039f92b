"""Files of areas as offices for geoinformation deliver them."""

import json
from typing import Any


def a_ring(west: float = 8.8, south: float = 51.9, size: float = 0.1) -> list[list[float]]:
    east, north = west + size, south + size
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def a_feature(name: str = "Hiddesen", **ring: float) -> dict[str, Any]:
    geometry = {"type": "Polygon", "coordinates": [a_ring(**ring)]}
    return {"type": "Feature", "properties": {"name": name}, "geometry": geometry}


def a_file(*features: dict[str, Any]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()
