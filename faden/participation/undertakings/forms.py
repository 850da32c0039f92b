"""What the team types about an undertaking."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import TITLE_LENGTH
from faden.backbone.people.models import Person
from faden.backbone.places.form_part import WithPoint, point_of
from faden.backbone.places.models import District
from faden.backbone.places.queries import districts
from faden.backbone.processes.models import Process, precisions
from faden.lib.refused import Refusal
from faden.participation.undertakings import rules
from faden.participation.undertakings.actions import COLUMNS, Facts
from faden.participation.undertakings.models import (
    LINE_LENGTH,
    NOTE_LENGTH,
    SUMMARY_LENGTH,
    Undertaking,
    participations,
    stages,
)
from faden.shared.outcomes.queries import units
from faden.web.forms import DayInput, Form

MOST_EUR = 10_000_000_000


def _lines(label: Any, *, rows: int, most: int | None = None, **options: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, widget=widget, **options)


class SuggestionForm(Form):
    text = forms.CharField(
        label=_("What should people be able to decide or discuss?"),
        help_text=_("One or two sentences will do. Please leave out names and addresses."),
        min_length=10,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class ReplyForm(Form):
    text = forms.CharField(
        label=_("Answer to all of these suggestions"),
        help_text=_(
            "Everybody reads it on the page of the undertaking. Whether people can take part is "
            "changed in the entry itself."
        ),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class UndertakingForm(WithPoint):
    marks_optional_fields = False

    title = forms.CharField(label=_("Title"), max_length=TITLE_LENGTH)
    summary = _lines(
        _("Short description"),
        rows=4,
        most=SUMMARY_LENGTH,
        help_text=_("What it is and what it is for, so that people understand it who do not plan."),
    )
    text = _lines(
        _("More about it"),
        rows=8,
        required=False,
        help_text=_(
            "Paragraphs, **bold**, lists with - and links as [words](https://...) are possible."
        ),
    )
    districts = forms.ModelMultipleChoiceField(
        label=_("Districts"),
        queryset=District.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: it concerns the whole city."),
    )
    area = forms.CharField(label=_("Place in words"), max_length=LINE_LENGTH, required=False)
    unit = forms.ModelChoiceField(
        label=_("Responsible office"),
        queryset=Person.objects.none(),
        empty_label=_("Please choose"),
        help_text=_("It stands on the page as the contact."),
    )
    stage = forms.ChoiceField(label=_("State"), choices=stages)
    next_step = _lines(_("Next step"), rows=2, most=300, required=False)
    precision = forms.ChoiceField(label=_("How exactly is the date known?"), choices=precisions)
    starts_on = forms.DateField(label=_("Begins"), widget=DayInput, required=False)
    ends_on = forms.DateField(label=_("Ends"), widget=DayInput, required=False)
    cost_eur = forms.IntegerField(
        label=_("Cost in euros"), min_value=0, max_value=MOST_EUR, required=False
    )
    cost_note = forms.CharField(
        label=_("About the cost"),
        max_length=LINE_LENGTH,
        required=False,
        help_text=_("For example what it includes, or how much of it is funded."),
    )
    participation = forms.ChoiceField(
        label=_("Can people take part?"), choices=participations, widget=forms.RadioSelect
    )
    participation_in = forms.ModelChoiceField(
        label=_("Participation process"),
        queryset=Process.objects.none(),
        required=False,
        empty_label=_("None yet"),
    )
    participation_note = _lines(
        _("How people can take part, or why not"),
        rows=3,
        most=NOTE_LENGTH,
        required=False,
        help_text=_("Without participation the reason is needed. Everybody reads it."),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        undertaking: Undertaking | None,
        processes: QuerySet[Process],
    ) -> None:
        super().__init__(data, initial=_initial(undertaking))
        rows = {"districts": districts(), "unit": units(), "participation_in": processes}
        for name, queryset in rows.items():
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
            field.queryset = queryset
        own = undertaking.participation_in if undertaking else None
        self.closed_process = None  # that is not for whoever asks: it stays as it is
        if own is not None and not processes.filter(pk=own.pk).exists():
            self.closed_process = own
            del self.fields["participation_in"]

    def clean(self) -> dict[str, Any]:
        """Say beside the field which rule the entry does not keep."""
        given = super().clean()
        self._say("ends_on", rules.period_refusal(given.get("starts_on"), given.get("ends_on")))
        note, process = given.get("participation_note", ""), self._process(given)
        refusal = rules.participation_refusal(
            given.get("participation", ""), note, has_process=process is not None
        )
        self._say("participation" if process else "participation_note", refusal)
        return given

    def facts(self) -> Facts:
        """Return what was typed; the form is valid."""
        given = self.cleaned_data
        columns = {name: given[name] for name in COLUMNS if name != "participation_in"}
        process = self._process(given)
        return Facts(districts=list(given["districts"]), participation_in=process, **columns)

    def _process(self, given: dict[str, Any]) -> Process | None:
        chosen: Process | None = given.get("participation_in")
        return chosen or self.closed_process

    def _say(self, name: str, refusal: Refusal | None) -> None:
        if refusal is not None and name not in self.errors:
            self.add_error(name, str(refusal))


def _initial(undertaking: Undertaking | None) -> dict[str, Any]:
    if undertaking is None:
        return {"stage": "planned", "precision": "year", "participation": "open"}
    known = {name: getattr(undertaking, name) for name in COLUMNS} | point_of(undertaking)
    return known | {"districts": list(undertaking.districts.all())}
