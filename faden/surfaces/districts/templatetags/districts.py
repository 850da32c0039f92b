"""What the parts of the city are called."""

from django import template

from faden.surfaces.districts.rules import heading_of

register = template.Library()


@register.filter
def as_heading(term: str) -> str:
    """Return what the list of them is called: "Ortsteil" gives "Ortsteile"."""
    return heading_of(term)
