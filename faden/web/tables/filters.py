"""What narrows a table. An unknown value narrows nothing and says so beside its field."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from faden.web.forms import Form

Choices = Sequence[tuple[str, StrOrPromise]]
LONGEST_TEXT = 200  # characters


class Filter(Protocol):
    """A field above the table, and how its value narrows the rows."""

    @property
    def name(self) -> str: ...
    def field(self) -> forms.Field: ...
    def narrowed(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]: ...


@dataclass(frozen=True)
class TextFilter:
    """Narrows by typed words."""

    name: str
    label: StrOrPromise
    narrow: Callable[[QuerySet[Any], str], QuerySet[Any]]

    def field(self) -> forms.Field:
        widget = forms.TextInput(attrs={"type": "search"})
        return forms.CharField(
            label=self.label, required=False, max_length=LONGEST_TEXT, widget=widget
        )

    def narrowed(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        return self.narrow(rows, value)


@dataclass(frozen=True)
class ChoiceFilter:
    """Narrows to one of some choices, which may be looked up for each page."""

    name: str
    label: StrOrPromise
    choices: Choices | Callable[[], Choices]
    narrow: Callable[[QuerySet[Any], str], QuerySet[Any]]

    def field(self) -> forms.Field:
        choices = self.choices() if callable(self.choices) else self.choices
        return forms.ChoiceField(
            label=self.label, required=False, choices=[("", _("All")), *choices]
        )

    def narrowed(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        return self.narrow(rows, value)


@dataclass(frozen=True)
class YesNoFilter:
    """Narrows to the rows for which something holds, or does not."""

    name: str
    label: StrOrPromise
    narrow: Callable[[QuerySet[Any], bool], QuerySet[Any]]

    def field(self) -> forms.Field:
        choices = [("", _("All")), ("ja", _("Yes")), ("nein", _("No"))]
        return forms.ChoiceField(label=self.label, required=False, choices=choices)

    def narrowed(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        return self.narrow(rows, value == "ja")


class FilterForm(Form):
    """The fields of some filters, filled from an address."""

    marks_optional_fields = False

    def __init__(self, filters: Iterable[Filter], query: QueryDict) -> None:
        super().__init__(query, auto_id="filter-%s")
        self.filters = list(filters)
        for one in self.filters:
            self.fields[one.name] = one.field()

    def narrowed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the rows that pass every filter that is set."""
        self.full_clean()
        for one in self.filters:
            if value := self.cleaned_data.get(one.name):
                rows = one.narrowed(rows, value)
        return rows

    @property
    def is_set(self) -> bool:
        return any(self.cleaned_data.values())
