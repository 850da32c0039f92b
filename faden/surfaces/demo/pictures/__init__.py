"""Pictures of the demonstration: drawn when it is filled, so none has to be kept or licensed."""

from faden.surfaces.demo.pictures.scenes import SCENES


def drawn(name: str) -> bytes:
    """Return the picture of that name as a PNG file."""
    return SCENES[name]().png()
