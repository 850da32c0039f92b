"""The one municipality of this database, and its districts (Ortsteile)."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Q

COORDINATES = (  # `latitude` and `longitude` of a row: WGS84 degrees, both or none
    Q(latitude=None, longitude=None)
    | Q(latitude__range=(-90, 90), longitude__range=(-180, 180))
    & Q(latitude__isnull=False, longitude__isnull=False)  # else unknown, not false
)


class Place(models.Model):
    """The municipality. There is one row; its key is always 1."""

    name = models.CharField(max_length=100)  # "Detmold"
    official_name = models.CharField(max_length=150)  # "Stadt Detmold"
    ags = models.CharField(max_length=8, blank=True)  # official municipality key
    population = models.PositiveIntegerField(null=True)  # people
    latitude = models.FloatField(null=True)  # WGS84 degrees
    longitude = models.FloatField(null=True)
    district_term = models.CharField(max_length=30, default="Ortsteil")
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="one_place_per_database"),
            models.CheckConstraint(condition=COORDINATES, name="place_coordinates_are_wgs84"),
        ]

    def __str__(self) -> str:
        return self.name

    def page_scopes(self) -> Iterable[str]:
        return ["site"]


class District(models.Model):
    """A part of the municipality, with the point where its name stands on a map."""

    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    latitude = models.FloatField(null=True)  # WGS84 degrees
    longitude = models.FloatField(null=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=COORDINATES, name="district_coordinates_are_wgs84")
        ]

    def __str__(self) -> str:
        return self.name

    def page_scopes(self) -> Iterable[str]:
        return ["site"]
