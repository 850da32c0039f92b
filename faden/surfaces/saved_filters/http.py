"""From addresses to what is saved of them, and back."""

from collections.abc import Sequence

from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import get_language

from faden.backbone.people.models import Person
from faden.surfaces.saved_filters import queries
from faden.web.context import SavedFilterLink
from faden.web.language import below_site, path_in

TABLES = "/team/"
PASSING = ("seite", "export")  # what an address says besides the filter


def table_of(path: str) -> str | None:
    """Return the path of a staff page without its language, or None for another page."""
    page = below_site(path_in(path, "de"))
    try:
        resolve(below_site(path_in(path, get_language() or "de")))
    except Resolver404:
        return None
    return page if page.startswith(TABLES) else None


def filter_in(query: str) -> str:
    """Return what a query filters and orders by, without the page and empty fields."""
    given = QueryDict(query)
    kept = QueryDict(mutable=True)
    for name, values in given.lists():
        if name not in PASSING and (told := [value for value in values if value]):
            kept.setlist(name, told)
    return kept.urlencode()


def saved_filters(request: HttpRequest, person: Person) -> Sequence[SavedFilterLink]:
    """Return the person's filters for the table of this page: one query."""
    page = below_site(path_in(request.path, "de"))
    if not page.startswith(TABLES):
        return []
    shown = filter_in(request.GET.urlencode())
    return [
        SavedFilterLink(
            saved.name,
            f"{request.path}?{saved.query}",
            saved.query == shown,
            reverse("saved_filters:remove", args=[saved.pk]),
        )
        for saved in queries.filters_of(person, page)
    ]
