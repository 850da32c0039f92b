"""The filters somebody has saved."""

from django.db.models import QuerySet

from faden.backbone.people.models import Person
from faden.surfaces.saved_filters.models import SavedFilter


def filters_of(person: Person, page: str) -> QuerySet[SavedFilter]:
    """Return the person's filters of one table, by name."""
    return SavedFilter.objects.filter(person=person, page=page)
