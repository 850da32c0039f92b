"""Saving a filter and letting go of it. What somebody looks for is in no log."""

from faden.backbone.audit.actions import action
from faden.backbone.people.models import Person
from faden.lib.refused import Refused
from faden.surfaces.saved_filters import queries
from faden.surfaces.saved_filters.models import SavedFilter
from faden.surfaces.saved_filters.rules import saving_refusal


@action
def save_filter(person: Person, name: str, *, page: str, query: str) -> SavedFilter:
    """Save the query of a table under a name; one of the same name is replaced.

    :raises Refused: if nothing is filtered, or too many are saved
    """
    Person.objects.select_for_update().get(pk=person.pk)
    others = queries.filters_of(person, page).exclude(name=name)
    if refusal := saving_refusal(query, n_saved=others.count()):
        raise Refused(refusal)
    saved, _is_new = SavedFilter.objects.update_or_create(
        person=person, page=page, name=name, defaults={"query": query}
    )
    return saved


@action
def remove_filter(person: Person, pk: int) -> None:
    """Remove one of the person's own filters, if it is still there."""
    SavedFilter.objects.filter(person=person, pk=pk).delete()
