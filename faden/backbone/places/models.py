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
    defect_url = models.URLField(  # where people report broken lamps and holes in the road
        _("address of the defect reporter"), max_length=300, blank=True
    )
    moderation_hours = models.CharField(  # "Mo-Fr 8-16 Uhr"
        _("hours in which contributions are looked at"), max_length=120, blank=True
    )
    sealed_days = models.PositiveSmallIntegerField(  # what was redacted is kept for so long
        _("days for which the originals of redacted passages are kept"), default=180
    )
    local_holidays = models.JSONField(default=list)  # see lib.working_days.Local
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


def text_purposes() -> list[tuple[str, StrOrPromise]]:
    """Return what text blocks are for, for fields that offer it."""
    return list(TextBlock.Purpose.choices)


class TextBlock(models.Model):
    """A sentence or two that the team uses again and again, and changes where needed."""

    class Purpose(models.TextChoices):
        ANSWER = "answer", _("Answers")
        MODERATION = "moderation", _("Reasons of moderation")

    purpose = models.CharField(_("used in"), max_length=12, choices=text_purposes)
    title = models.CharField(_("title"), max_length=80)  # by which the team finds it
    text = models.TextField(_("text"))

    class Meta:
        db_table = "places_text_block"
        ordering = ["title", "id"]
        constraints = [
            models.UniqueConstraint(fields=["purpose", "title"], name="one_text_block_per_title"),
            models.CheckConstraint(condition=~Q(text=""), name="text_block_says_something"),
        ]

    def __str__(self) -> str:
        return self.title


def venue_sorts() -> list[tuple[str, StrOrPromise]]:
    """Return the sorts of venues, for fields that offer them."""
    return list(Venue.Sort.choices)


class Venue(models.Model):
    """Where people take part on site: a library, an idea wall, the mobile office."""

    class Sort(models.TextChoices):
        CONTACT_POINT = "contact_point", _("Contact point")
        IDEA_WALL = "idea_wall", _("Idea wall")
        MOBILE_OFFICE = "mobile_office", _("Mobile office")
        EVENT_PLACE = "event_place", _("Place of events")

    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(max_length=60, unique=True)
    sort = models.CharField(max_length=20, choices=venue_sorts, default=Sort.CONTACT_POINT)
    text = models.TextField(_("what people can do here"), blank=True)  # plain text
    address = models.CharField(_("address"), max_length=200, blank=True)
    latitude = models.FloatField(null=True)  # WGS84 degrees
    longitude = models.FloatField(null=True)
    access = models.TextField(_("accessibility"), blank=True)  # plain text
    hours = models.JSONField(default=dict)  # {"0": [["09:00", "12:00"]]}; "0" is Monday
    hours_note = models.CharField(_("note on the hours"), max_length=200, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=COORDINATES, name="venue_coordinates_are_wgs84")
        ]

    def __str__(self) -> str:
        return self.name

    def page_scopes(self) -> Iterable[str]:
        return ["site"]


class Stop(models.Model):
    """A venue is open on this one day, and where, if that is not its own address."""

    venue = models.ForeignKey(Venue, on_delete=models.CASCADE, related_name="stops")
    day = models.DateField(_("day"))
    opens = models.TimeField(_("from"))
    closes = models.TimeField(_("to"))
    address = models.CharField(_("address"), max_length=200, blank=True)
    latitude = models.FloatField(null=True)  # WGS84 degrees
    longitude = models.FloatField(null=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        db_table = "places_venue_stop"
        ordering = ["day", "opens", "pk"]
        constraints = [
            models.CheckConstraint(condition=COORDINATES, name="stop_coordinates_are_wgs84"),
            models.CheckConstraint(condition=Q(closes__gt=models.F("opens")), name="stop_lasts"),
        ]

    def __str__(self) -> str:
        return f"{self.venue_id} on {self.day}"

    def page_scopes(self) -> Iterable[str]:
        return ["site"]


class Funder(models.Model):
    """Who gives money for processes and wants to be named, with the logo, as PNG."""

    name = models.CharField(_("name"), max_length=150)
    url = models.URLField(_("address of the website"), max_length=300, blank=True)
    logo = models.BinaryField(null=True)
    logo_alt = models.CharField(_("description of the logo"), max_length=200, blank=True)
    logo_width = models.PositiveSmallIntegerField(default=0)  # pixels
    logo_height = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(logo=None) | ~Q(logo_alt=""), name="funder_logo_is_described"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def page_scopes(self) -> Iterable[str]:
        return ["site"]


class ReadOnly(models.Model):
    """The one row is there while nothing can be written: first no job begins, then all is refused.

    The switch of `faden read-only`; in the database, so that every process sees it at once.
    """

    number = models.PositiveSmallIntegerField(primary_key=True, default=1)
    notice = models.CharField(max_length=300)  # "until 18:00, we are moving"
    since = models.DateTimeField()
    refuses_writes = models.BooleanField(
        default=False
    )  # false while running jobs come to their end

    class Meta:
        db_table = "places_read_only"
        constraints = [
            models.CheckConstraint(condition=models.Q(number=1), name="one_read_only_switch"),
        ]

    def __str__(self) -> str:
        return self.notice

    def page_scopes(self) -> Iterable[str]:
        return ["site"]
