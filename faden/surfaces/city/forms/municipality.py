"""What the administration says about the municipality."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from faden.backbone.places.form_part import WithPoint, point_of
from faden.backbone.places.models import Place
from faden.backbone.places.rules import LOW_CONTRAST, RATIOS, color_refusal
from faden.lib.working_days import Local
from faden.shared.media.form_part import LogoField
from faden.surfaces.city.actions.municipality import Municipality
from faden.web.forms import Form


class MunicipalityForm(WithPoint):
    name = forms.CharField(label=_("Name"), help_text=_("As in Detmold."), max_length=100)
    official_name = forms.CharField(
        label=_("Official name"), help_text=_("As in Stadt Detmold."), max_length=150
    )
    district_term = forms.CharField(
        label=_("What its parts are called"),
        help_text=_("Such as Ortsteil, Stadtteil or Ortschaft."),
        max_length=30,
    )
    ags = forms.CharField(
        label=_("Official municipality key (AGS)"),
        help_text=_("Eight digits. The legal pages then name the law of your state."),
        required=False,
        validators=[RegexValidator(r"^\d{8}$", _("The key has eight digits."))],
    )
    local_holidays = forms.MultipleChoiceField(
        label=_("Holidays that your state has only in some municipalities"),
        help_text=_("The others follow from the municipality key. Offices get no mail on them."),
        choices=[
            (Local.CORPUS_CHRISTI, _("Corpus Christi (parts of Sachsen and Thüringen)")),
            (Local.ASSUMPTION, _("Assumption Day (parts of Bayern)")),
            (Local.PEACE, _("Peace Festival (Augsburg)")),
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    population = forms.IntegerField(
        label=_("Inhabitants"), required=False, min_value=1, max_value=20_000_000
    )
    primary_color = forms.CharField(
        label=_("Main colour"),
        help_text=_("Of buttons and links, written as #1a5276. Leave it empty for our blue."),
        max_length=7,
        required=False,
    )
    accent_color = forms.CharField(
        label=_("Second colour"),
        help_text=_("Of lines and marks. Leave it empty for our red."),
        max_length=7,
        required=False,
    )
    defect_url = forms.URLField(
        label=_("Address of the defect reporter"),
        help_text=_("Where people report broken lamps. It stands beside the forms."),
        max_length=300,
        required=False,
        assume_scheme="https",
    )
    moderation_hours = forms.CharField(
        label=_("When contributions are released"),
        help_text=_("Such as: Monday to Friday from 8 am to 4 pm. Everybody reads it."),
        max_length=120,
        required=False,
    )
    sealed_days = forms.IntegerField(
        label=_("Days for which originals of redacted passages are kept"),
        help_text=_("Sealed, as evidence for the author. Then they are deleted."),
        min_value=1,
        max_value=730,
        required=False,
    )
    adjusts_colors = forms.BooleanField(
        label=_("Take the nearest shade where the contrast is too low"), required=False
    )

    field_order = (
        "name",
        "official_name",
        "district_term",
        "ags",
        "local_holidays",
        "population",
        "latitude",
        "longitude",
        "primary_color",
        "accent_color",
        "adjusts_colors",
        "defect_url",
        "moderation_hours",
        "sealed_days",
    )

    def clean_sealed_days(self) -> int:
        """Return the days, the usual number if nothing is said."""
        return int(self.cleaned_data["sealed_days"] or Place().sealed_days)

    def clean(self) -> dict[str, Any]:
        """Say beside the field that a colour cannot be used, and which shade can."""
        values = super().clean()
        for name, ratio in RATIOS.items():
            refusal = color_refusal(values[name], ratio=ratio) if values.get(name) else None
            if refusal is not None and not self._is_adjusted(refusal.code):
                self.add_error(name, str(refusal))
        return values

    def _is_adjusted(self, code: str) -> bool:
        return code == LOW_CONTRAST and self.cleaned_data.get("adjusts_colors", False)

    def facts(self) -> Municipality:
        """Return what was said; the form is valid."""
        values = dict(self.cleaned_data)
        values.pop("adjusts_colors")
        return Municipality(**values)


def municipality_as_typed(place: Place) -> Mapping[str, Any]:
    """Return what is known of the municipality, as the form shows it."""
    if place.pk is None:
        return {"district_term": place.district_term, "sealed_days": place.sealed_days}
    names = ("name", "official_name", "district_term", "ags", "local_holidays", "population")
    others = ("primary_color", "accent_color", "defect_url", "moderation_hours", "sealed_days")
    return {name: getattr(place, name) for name in (*names, *others)} | point_of(place)


class LogoForm(Form):
    logo = LogoField(label=_("Logo"), required=True)
    alt_text = forms.CharField(
        label=_("Description for people who do not see it"),
        help_text=_("Such as: Coat of arms of Detmold."),
        max_length=150,
    )
