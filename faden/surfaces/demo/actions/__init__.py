"""Filling an empty database with the demonstration."""

from faden.surfaces.demo.actions.bonn import seed_bonn
from faden.surfaces.demo.actions.seeding import seed

__all__ = ["seed", "seed_bonn"]
