"""What files say of the districts."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from faden.backbone.places.words import DISTRICT
from faden.web.tables import Column, Listing


def _address(standing: Any) -> str:
    return settings.FADEN_BASE_URL + reverse("districts:detail", args=[standing.district.slug])


COLUMNS: Sequence[Column[Any]] = (
    Column("name", DISTRICT, lambda standing: standing.district.name, width=30),
    Column("n_ideas", _("Ideas"), lambda standing: standing.n_ideas),
    Column("n_answered", _("Answered"), lambda standing: standing.n_answered),
    Column("n_undertakings", _("Undertakings"), lambda standing: standing.n_undertakings),
    Column("latitude", _("Latitude"), lambda standing: standing.district.latitude),
    Column("longitude", _("Longitude"), lambda standing: standing.district.longitude),
    Column("link", _("Link"), _address, width=50),
)
DISTRICTS: Listing[Any] = Listing("ortsteile", _("Districts"), COLUMNS)
