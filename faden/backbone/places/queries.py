"""The municipality and its districts, as pages need them."""

from django.db.models import QuerySet

from faden.backbone.places.models import District, Place


def the_place() -> Place:
    """Return the municipality; before it is set up, one without a name."""
    return Place.objects.first() or Place(name="Faden", official_name="Faden")


def districts() -> QuerySet[District]:
    """Return all districts by name."""
    return District.objects.all()
