"""Maps: of the things of a list, of one place, and to choose a place. Never the only way."""

import json
from collections.abc import Mapping
from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField
from django.templatetags.static import static
from django.utils.formats import get_format, number_format
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

register = template.Library()
STYLES = ("vendor/leaflet/leaflet.css", "web/map.css")


@register.inclusion_tag("web/map/map.html", takes_context=True)
def points_map(
    context: template.Context,
    points_url: str,
    *,
    title: StrOrPromise,
    group: StrOrPromise,
    one: StrOrPromise,
    many: StrOrPromise,
) -> dict[str, Any]:
    """Show the things of a list on a map that is open; the same list stands beside it.

    :param points_url: answers with GeoJSON points that have `title` and `url`, and `district`
        where they stand for the whole of it
    :param group: "{number} ideas", for several that stand close together
    :param one: "{number} idea on the map", and `many` for more
    """
    texts = {"group": group, "status_one": one, "status_many": many}
    shown = _map(context, "faden-map", title=title, texts=texts, facts={"points-url": points_url})
    return shown | {"open": True}


@register.inclusion_tag("web/map/map.html", takes_context=True)
def point_map(
    context: template.Context, *, latitude: float, longitude: float, title: StrOrPromise
) -> dict[str, Any]:
    """Show one place (WGS84 degrees) on a map that opens on demand."""
    place = {"type": "Point", "coordinates": [longitude, latitude]}
    feature = {"type": "Feature", "geometry": place, "properties": {"title": str(title)}}
    facts = {"point": json.dumps(feature)}
    hint = _("The place is at %(latitude)s° N, %(longitude)s° E.") % {
        "latitude": number_format(latitude, decimal_pos=4),
        "longitude": number_format(longitude, decimal_pos=4),
    }
    shown = _map(context, "faden-map", title=_("Show the place on the map"), texts={}, facts=facts)
    return shown | {"hint": hint}


@register.inclusion_tag("web/map/map.html", takes_context=True)
def map_picker(
    context: template.Context, *, latitude_field: BoundField, longitude_field: BoundField
) -> dict[str, Any]:
    """Show a map that fills the two fields of a form, on demand; they stand beside it."""
    texts = {
        "pick_middle": _("Put the point into the middle of the map"),
        "picked": _("The point is at:"),
        "remove": _("Remove the point"),
        "removed": _("There is no point."),
    }
    facts = {
        "latitude-field": latitude_field.id_for_label,
        "longitude-field": longitude_field.id_for_label,
        "decimal": get_format("DECIMAL_SEPARATOR"),
    }
    hint = _(
        "Click on the place. Or move the map with the arrow keys until the cross is there, then put"
        " the point into the middle."
    )
    title = _("Choose the place on the map")
    shown = _map(context, "faden-map-picker", title=title, texts=texts, facts=facts)
    return shown | {"hint": hint}


def _map(
    context: template.Context,
    element: str,
    *,
    title: StrOrPromise,
    texts: Mapping[str, StrOrPromise],
    facts: dict[str, Any],
) -> dict[str, Any]:
    """Return what the template shows: the element with all it needs as attributes."""
    common = {
        "zoom_in": _("Zoom in"),
        "zoom_out": _("Zoom out"),
        "show_all": _("Show all of it"),
        "close": _("Close"),
        "district": _("For the whole district %(name)s") % {"name": "{district}"},
        "more": _("and {number} more in the list"),
        "failed": _("The map cannot be loaded now."),
    }
    named = {name: str(text) for name, text in {**common, **texts}.items()}
    return {
        "element": element,
        "title": title,
        "attributes": {
            "label": title,
            "texts": json.dumps(named, ensure_ascii=False),
            "area-url": context["site"].facts.area_url,
            "script": static("vendor/leaflet/leaflet.js"),
            "styles": " ".join(map(static, STYLES)),
            "tiles": settings.FADEN_MAP_TILES,
            **facts,
        },
        "attribution": settings.FADEN_MAP_ATTRIBUTION if settings.FADEN_MAP_TILES else "",
        "is_picker": element == "faden-map-picker",
    }
