"""The one municipality of this database, and its districts (Ortsteile)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

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
    primary_color = models.CharField(_("main colour"), max_length=7, blank=True)  # "#1a5276"
    accent_color = models.CharField(_("second colour"), max_length=7, blank=True)
    boundary = models.JSONField(null=True)  # GeoJSON Polygon or MultiPolygon, WGS84 degrees
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
    boundary = models.JSONField(null=True)  # GeoJSON Polygon or MultiPolygon, WGS84 degrees

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=COORDINATES, name="district_coordinates_are_wgs84")
        ]

    def __str__(self) -> str:
        return self.name

    def page_scopes(self) -> Iterable[str]:
        return ["site"]


class Address(models.Model):
    """A house number of the municipality's official list, with its point and district."""

    street = models.CharField(max_length=100)
    number = models.CharField(max_length=10)  # "12a"
    district = models.ForeignKey(
        District, null=True, on_delete=models.SET_NULL, related_name="addresses"
    )
    latitude = models.FloatField()  # WGS84 degrees
    longitude = models.FloatField()

    class Meta:
        ordering = ["street", "number"]
        constraints = [
            models.UniqueConstraint(fields=["street", "number"], name="one_address_per_house"),
            models.CheckConstraint(condition=COORDINATES, name="address_coordinates_are_wgs84"),
        ]

    def __str__(self) -> str:
        return f"{self.street} {self.number}"


def legal_kinds() -> list[tuple[str, StrOrPromise]]:
    """Return the kinds of legal pages, for fields that offer them."""
    return list(LegalPage.Kind.choices)


class LegalPage(models.Model):
    """A page that law or fairness demands, one a kind and language."""

    class Kind(models.TextChoices):
        IMPRINT = "imprint", _("Imprint")
        PRIVACY = "privacy", _("Privacy")
        ACCESSIBILITY = "accessibility", _("Accessibility statement")
        TERMS = "terms", _("Terms of use")
        EASY_LANGUAGE = "easy_language", _("Easy language")
        SIGN_LANGUAGE = "sign_language", _("Sign language")

    kind = models.CharField(max_length=20, choices=legal_kinds)
    language = models.CharField(max_length=10, default="de")  # BCP 47
    text = models.TextField(_("text"))  # Markdown
    video_url = models.URLField(_("address of the video"), max_length=500, blank=True)
    updated_at = models.DateTimeField()

    class Meta:
        db_table = "places_legal_page"
        constraints = [
            models.UniqueConstraint(fields=["kind", "language"], name="one_legal_page_per_language")
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.language})"

    @property
    def video_host(self) -> str:
        """Whose website shows the video."""
        return urlsplit(self.video_url).hostname or ""

    def page_scopes(self) -> Iterable[str]:
        return ["site"]
