"""The one municipality of this database, and its districts (Ortsteile)."""

from collections.abc import Iterable

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

LATITUDE = [MinValueValidator(-90), MaxValueValidator(90)]
LONGITUDE = [MinValueValidator(-180), MaxValueValidator(180)]


class Place(models.Model):
    """The municipality. There is one row; its key is always 1."""

    name = models.CharField(max_length=100)  # "Detmold"
    official_name = models.CharField(max_length=150)  # "Stadt Detmold"
    ags = models.CharField(max_length=8, blank=True)  # official municipality key
    population = models.PositiveIntegerField(null=True)  # people
    latitude = models.FloatField(null=True, validators=LATITUDE)  # WGS84 degrees
    longitude = models.FloatField(null=True, validators=LONGITUDE)
    district_term = models.CharField(max_length=30, default="Ortsteil")
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="one_place_per_database")
        ]

    def __str__(self) -> str:
        return self.name

    def page_scopes(self) -> Iterable[str]:
        return ["site"]


class District(models.Model):
    """A part of the municipality, with the point where its name stands on a map."""

    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    latitude = models.FloatField(null=True, validators=LATITUDE)
    longitude = models.FloatField(null=True, validators=LONGITUDE)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def page_scopes(self) -> Iterable[str]:
        return ["site"]
