"""What the team types to write news."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import TITLE_LENGTH
from faden.backbone.places.models import District
from faden.backbone.places.queries import districts
from faden.backbone.places.words import DISTRICT
from faden.backbone.processes.models import Process
from faden.lib.moments import moment
from faden.participation.news.actions import IN_ENGLISH
from faden.participation.news.models import LABEL_LENGTH, LEAD_LENGTH, News
from faden.shared.media.form_part import WithDocuments, WithImages
from faden.web.forms import DayInput, HourInput

USUAL_HOUR = time(8)
COLUMNS = ("title", "lead", "text", *IN_ENGLISH, "link_url", "link_label", "district")


class NewsForm(WithDocuments, WithImages):
    marks_optional_fields = False
    max_images = 1

    process = forms.ModelChoiceField(
        label=_("What is it about?"),
        queryset=Process.objects.none(),
        required=False,
        to_field_name="slug",
        empty_label=_("The whole city"),
    )
    title = forms.CharField(label=_("Title"), max_length=TITLE_LENGTH)
    lead = forms.CharField(
        label=_("In one sentence"),
        max_length=LEAD_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands in the list, on the first page and in the feed."),
    )
    text = forms.CharField(
        label=_("Text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_(
            "Paragraphs, **bold**, lists with - and links as [words](https://...) are possible."
        ),
    )
    title_en = forms.CharField(label=_("Title"), max_length=TITLE_LENGTH, required=False)
    lead_en = forms.CharField(
        label=_("In one sentence"),
        max_length=LEAD_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    text_en = forms.CharField(
        label=_("Text"), required=False, widget=forms.Textarea(attrs={"rows": 8})
    )
    link_label = forms.CharField(
        label=_("What the link says"), max_length=LABEL_LENGTH, required=False
    )
    link_url = forms.URLField(
        label=_("Address of the link"),
        max_length=500,
        required=False,
        assume_scheme="https",
    )
    district = forms.ModelChoiceField(
        label=DISTRICT,
        queryset=District.objects.none(),
        required=False,
        empty_label=_("No district in particular"),
        help_text=_("It then stands on the page of the district as well."),
    )
    planned_on = forms.DateField(label=_("Publish on"), widget=DayInput, required=False)
    planned_at = forms.TimeField(label=_("At"), widget=HourInput, required=False)

    def __init__(
        self,
        *args: Any,
        news: News | None,
        processes: QuerySet[Process],
        for_city: bool,
        **kwargs: Any,
    ) -> None:
        initial = _initial(news) | kwargs.pop("initial", {})
        super().__init__(*args, initial=initial, **kwargs)
        self._choose("district", districts())
        if news is None:
            self._choose("process", processes)
            self.fields["process"].required = not for_city
            if not for_city:
                self._choice("process").empty_label = _("Please choose")
        else:
            del self.fields["process"]
        if news is not None and news.is_public:
            del self.fields["planned_on"], self.fields["planned_at"]

    def clean(self) -> dict[str, Any] | None:
        """Say beside the field that a link needs its two halves, and an hour its day."""
        super().clean()
        given = self.cleaned_data
        for one, other in (("link_url", "link_label"), ("link_label", "link_url")):
            if given.get(one) and not given.get(other) and other not in self.errors:
                self.add_error(other, _("Please fill in this field."))
        is_in_english = any(given.get(name) for name in IN_ENGLISH)
        for name in ("title_en", "lead_en"):
            if is_in_english and not given.get(name) and name not in self.errors:
                self.add_error(name, _("Please fill in this field."))
        if given.get("planned_at") and not given.get("planned_on"):
            self.add_error("planned_on", _("Please choose a day as well."))
        return given

    @property
    def planned_for(self) -> datetime | None:
        """When the news shall publish itself; the form is valid."""
        day = self.cleaned_data.get("planned_on")
        return moment(day, self.cleaned_data.get("planned_at") or USUAL_HOUR) if day else None

    def facts(self) -> dict[str, Any]:
        """Return what the news says; the form is valid."""
        given = {name: self.cleaned_data[name] for name in COLUMNS}
        return given | {"planned_for": self.planned_for}

    def _choose(self, name: str, rows: QuerySet[Any]) -> None:
        self._choice(name).queryset = rows

    def _choice(self, name: str) -> forms.ModelChoiceField[Any]:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        return field


def _initial(news: News | None) -> dict[str, Any]:
    if news is None:
        return {}
    known = {name: getattr(news, name) for name in COLUMNS}
    if news.planned_for is None:
        return known
    at = localtime(news.planned_for)
    return known | {"planned_on": at.date(), "planned_at": at.time()}
