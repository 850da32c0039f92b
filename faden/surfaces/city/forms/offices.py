"""How to reach an office."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from faden.backbone.people.models import EMAIL_LENGTH, NAME_LENGTH, Person, Unit
from faden.surfaces.city.actions.offices import Office
from faden.surfaces.city.forms.lists import OneLine
from faden.web.forms import Form


class OfficeForm(Form):
    name = OneLine(
        label=_("Name of the office"), help_text=_("Such as Stadtplanung."), max_length=NAME_LENGTH
    )
    function = OneLine(
        label=_("What the office does"),
        help_text=_("One short sentence."),
        max_length=200,
        required=False,
    )
    postal_address = forms.CharField(
        label=_("Address"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    telephone = OneLine(label=_("Telephone"), max_length=40, required=False)
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Public. Messages of the contact form go there."),
        max_length=EMAIL_LENGTH,
        required=False,
    )
    hours = forms.CharField(
        label=_("Opening hours"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    deputy = forms.ModelChoiceField(
        label=_("Deputy"),
        help_text=_("The office that helps when this one cannot be reached."),
        queryset=Unit.objects.none(),
        empty_label=_("None"),
        required=False,
    )
    contact_name = OneLine(
        label=_("Name of a contact person"),
        help_text=_("Everybody can read it. Leave it empty unless somebody wants to be named."),
        max_length=100,
        required=False,
    )
    has_consent = forms.BooleanField(
        label=_("This person has agreed to be named here"), required=False
    )
    is_city_contact = forms.BooleanField(
        label=_("This office answers for the whole city"),
        help_text=_("It stands on the contact page. The office that did so before is released."),
        required=False,
    )

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["deputy"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = others

    def clean(self) -> dict[str, Any]:
        """Name nobody who has not agreed."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if values.get("contact_name") and not values.get("has_consent"):
            self.add_error(
                "has_consent", _("Please confirm that this person agrees, or take the name out.")
            )
        return values

    def facts(self) -> Office:
        """Return what was said; the form is valid."""
        values = dict(self.cleaned_data)
        values.pop("has_consent")
        return Office(**values)


def office_as_typed(office: Person) -> dict[str, Any]:
    """Return what is known of the office, as the form shows it."""
    unit = getattr(office, "unit", None)
    if unit is None:
        return {"name": office.display_name}
    names = ("function", "postal_address", "telephone", "email", "hours", "contact_name")
    return {
        "name": office.display_name,
        "deputy": unit.deputy_id,
        "has_consent": bool(unit.contact_name),
        "is_city_contact": unit.is_city_contact,
        **{name: getattr(unit, name) for name in names},
    }
