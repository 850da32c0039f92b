"""Where an idea belongs: a district, an address of the city's list, a point, or nowhere."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from faden.backbone.places.models import Address
from faden.backbone.places.queries import (
    address_named,
    addresses_like,
    districts,
    has_addresses,
    the_place,
)
from faden.backbone.places.words import DISTRICT
from faden.lib.geo import Position, position_refusal
from faden.web.forms import Form

COORDINATES = ("latitude", "longitude")
MOST_SUGGESTED = 8  # addresses
CHOSEN = "address_chosen"  # the name of the button by which a suggested address is taken


class WithPlace(Form):
    """Base of forms that ask for a place. `clean` of a subclass calls this one's.

    An address gives the coordinates and the district, unless somebody says otherwise. In which
    district a point lies is found out when the idea is stored.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["district"] = forms.ModelChoiceField(
            label=DISTRICT,
            queryset=districts(),
            empty_label=_("No place or the whole city"),
            required=False,
        )
        if has_addresses():
            self.fields["address"] = forms.CharField(
                label=_("Address"),
                help_text=_("Street and number, as in the city's list of addresses."),
                max_length=120,
                required=False,
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )
        self.fields["latitude"] = _degrees(_("Latitude"), _("In degrees, for example 51.9366"), 90)
        self.fields["longitude"] = _degrees(
            _("Longitude"), _("In degrees, for example 8.8830"), 180
        )
        if chosen := self.data.get(CHOSEN):
            data = QueryDict(mutable=True)
            data.update(self.data)
            data["address"] = chosen
            self.data = data

    def clean(self) -> dict[str, Any] | None:
        """Fill in what follows from the rest; both coordinates or none."""
        cleaned = super().clean() or self.cleaned_data
        fields = {*COORDINATES, "address", "district"}
        if not self.errors.keys() & fields:
            self._check_coordinates(cleaned)
        if self.errors.keys() & fields:
            return cleaned
        if cleaned.get("address"):
            self._take_address(cleaned)
        return cleaned

    @property
    def has_coordinates(self) -> bool:
        """Whether the part with the coordinates is to be open."""
        return any(self[name].value() or self[name].errors for name in COORDINATES)

    @cached_property
    def found_address(self) -> Address | None:
        """The address of the list that was typed, or None."""
        return address_named(self._typed_address) if self._typed_address else None

    @cached_property
    def suggested_addresses(self) -> list[Address]:
        """Addresses of the list that begin like what was typed."""
        if not self._typed_address or self.found_address:
            return []
        return addresses_like(self._typed_address, most=MOST_SUGGESTED)

    @property
    def _typed_address(self) -> str:
        if "address" not in self.fields or not self.is_bound:
            return ""
        return str(self["address"].value() or "").strip()

    def _check_coordinates(self, cleaned: dict[str, Any]) -> None:
        missing = [name for name in COORDINATES if cleaned[name] is None]
        if len(missing) == 1:
            self.add_error(missing[0], _("Please give both coordinates or none."))
        if missing:
            return
        place = the_place()
        town = None
        if place.latitude is not None and place.longitude is not None:
            town = Position(place.latitude, place.longitude)
        refusal = position_refusal(cleaned["latitude"], cleaned["longitude"], town=town)
        if refusal:
            self.add_error("latitude", str(refusal))

    def _take_address(self, cleaned: dict[str, Any]) -> None:
        found = self.found_address
        if found is None:
            self.add_error("address", _("This address is not in the city's list."))
            return
        cleaned["address"] = str(found)
        changed = set(self.changed_data)
        is_moved = "address" in changed and not changed & set(COORDINATES)
        if is_moved or cleaned["latitude"] is None:
            cleaned["latitude"], cleaned["longitude"] = found.latitude, found.longitude
        if cleaned["district"] is None or (is_moved and "district" not in changed):
            cleaned["district"] = found.district


def _degrees(label: Any, help_text: Any, most: int) -> forms.FloatField:
    return forms.FloatField(
        label=label,
        help_text=help_text,
        localize=True,
        min_value=-most,
        max_value=most,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
