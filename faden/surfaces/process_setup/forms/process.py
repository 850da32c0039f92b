"""The sections of a process that are columns of it: each form gives back what may have changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import TITLE_LENGTH
from faden.backbone.people.models import Person
from faden.backbone.processes.models import (
    Process,
    deciders,
    minimum_ages,
    participation_levels,
    progress_bases,
    rating_modes,
)
from faden.shared.outcomes.queries import units
from faden.web.forms import Form

MARKDOWN = _("Paragraphs, **bold**, lists with - and links as [words](https://...) are possible.")
GROUP_LENGTH = 200
UNTIL_PHASE_ENDS, NEVER, MINUTES = "phase", "never", "minutes"


class SectionForm(Form):
    """Fields named like the columns of a process, filled from it."""

    marks_optional_fields = False
    columns: ClassVar[tuple[str, ...]] = ()

    def __init__(self, data: Any = None, *, process: Process, **kwargs: Any) -> None:
        initial = {name: getattr(process, name) for name in self.columns}
        super().__init__(data, initial=initial | self.other_initial(process), **kwargs)

    def other_initial(self, process: Process) -> dict[str, Any]:  # noqa: ARG002 - for subclasses
        """Return what fields start with that are no column."""
        return {}

    def changes(self) -> Mapping[str, Any]:
        """Return the columns as they shall be; the form is valid."""
        return {name: self.cleaned_data[name] for name in self.columns}


def a_text(label: Any, *, rows: int, help_text: Any = "", required: bool = False) -> forms.Field:
    """A field for a text of several lines."""
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class BasicsForm(SectionForm):
    columns = ("title", "summary", "description", "unit")

    title = forms.CharField(label=_("Title"), max_length=TITLE_LENGTH)
    summary = forms.CharField(
        label=_("What is it about, in one sentence?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    description = a_text(_("What it is about"), rows=12, help_text=MARKDOWN)
    groups = a_text(_("Who takes part"), rows=5, help_text=_("One group in a line."))
    unit = forms.ModelChoiceField(
        label=_("Responsible office"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Not decided yet"),
        help_text=_("It stands on the page as the contact."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ModelChoiceField)  # noqa: S101 - declared above
        unit.queryset = units()

    def other_initial(self, process: Process) -> dict[str, Any]:
        return {"groups": "\n".join(process.groups_involved)}

    def changes(self) -> Mapping[str, Any]:
        lines = [line.strip()[:GROUP_LENGTH] for line in self.cleaned_data["groups"].splitlines()]
        return {**super().changes(), "groups_involved": [line for line in lines if line]}


class LinesForm(SectionForm):
    """The head of the public page."""

    columns = (
        "participation",
        "can_influence",
        "is_fixed",
        "decided_by",
        "who_decides",
        "answer_by",
    )

    participation = forms.ChoiceField(
        label=_("How far does participation go?"),
        choices=participation_levels,
        widget=forms.RadioSelect,
    )
    can_influence = a_text(_("What can people influence?"), rows=3)
    is_fixed = a_text(_("What is already fixed?"), rows=3)
    decided_by = forms.ChoiceField(
        label=_("Who decides in the end?"), choices=deciders, widget=forms.RadioSelect
    )
    is_binding = forms.ChoiceField(
        label=_("What is the result of the participation?"),
        choices=[("no", _("It advises whoever decides")), ("yes", _("It is binding"))],
        widget=forms.RadioSelect,
    )
    who_decides = a_text(_("Who decides, in your words?"), rows=3)
    answer_by = a_text(_("By when do people get an answer?"), rows=3)

    def other_initial(self, process: Process) -> dict[str, Any]:
        return {"is_binding": "yes" if process.is_binding else "no"}

    def changes(self) -> Mapping[str, Any]:
        return {**super().changes(), "is_binding": self.cleaned_data["is_binding"] == "yes"}


class RulesForm(SectionForm):
    """What holds for ideas in this process."""

    columns = (
        "minimum_age",
        "rating_mode",
        "keeps_from_search_engines",
        "is_released_by_two",
    )

    minimum_age = forms.TypedChoiceField(
        label=_("From which age may people take part?"), choices=minimum_ages, coerce=int
    )
    rating_mode = forms.ChoiceField(
        label=_("How are ideas rated?"), choices=rating_modes, widget=forms.RadioSelect
    )
    editing = forms.ChoiceField(
        label=_("How long can people change their idea?"),
        choices=[
            (MINUTES, _("For some minutes after handing it in")),
            (UNTIL_PHASE_ENDS, _("Until the phase ends")),
            (NEVER, _("Not at all")),
        ],
        widget=forms.RadioSelect,
    )
    minutes = forms.IntegerField(
        label=_("Minutes"), required=False, min_value=1, max_value=525_600, initial=60
    )

    keeps_from_search_engines = forms.BooleanField(
        label=_("Keep contributions with a name from search engines"), required=False
    )
    is_released_by_two = forms.BooleanField(
        label=_("A second person must release each answer of the city"),
        help_text=_("Without it one person can publish an answer alone. The log notes it then."),
        required=False,
    )

    def other_initial(self, process: Process) -> dict[str, Any]:
        if process.edit_minutes is None:
            return {"editing": UNTIL_PHASE_ENDS}
        if process.edit_minutes == 0:
            return {"editing": NEVER}
        return {"editing": MINUTES, "minutes": process.edit_minutes}

    def clean(self) -> dict[str, Any]:
        """Ask for the minutes where they are needed."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("editing") == MINUTES and cleaned.get("minutes", self) is None:
            self.add_error("minutes", _("Please fill in this field."))
        return cleaned

    def changes(self) -> Mapping[str, Any]:
        values = self.cleaned_data
        minutes = {UNTIL_PHASE_ENDS: None, NEVER: 0, MINUTES: values["minutes"]}
        return {**super().changes(), "edit_minutes": minutes[values["editing"]]}


class ProgressForm(SectionForm):
    columns = ("progress_basis", "progress_meaning")

    progress_basis = forms.ChoiceField(
        label=_("Where does the progress come from?"),
        choices=progress_bases,
        widget=forms.RadioSelect,
    )
    progress_percent = forms.IntegerField(
        label=_("Progress in percent"),
        min_value=0,
        max_value=100,
        required=False,
        help_text=_("Only needed if you set it by hand."),
    )
    progress_meaning = forms.CharField(
        label=_("What does the progress measure?"), max_length=200, required=False
    )

    def other_initial(self, process: Process) -> dict[str, Any]:
        return {"progress_percent": process.progress_percent}

    def changes(self) -> Mapping[str, Any]:
        percent = self.cleaned_data["progress_percent"]
        by_hand = {} if percent is None else {"progress_percent": percent}
        return {**super().changes(), **by_hand}
