"""Entering many cards on one page: source and place once for all, a row for each card."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.text import Truncator, format_lazy
from django.utils.translation import gettext_lazy as _

from faden.backbone.places.models import District
from faden.backbone.places.queries import districts
from faden.backbone.places.words import DISTRICT
from faden.backbone.processes.models import ActionField, Process
from faden.backbone.processes.queries import action_fields_of
from faden.lib.refused import Refusal
from faden.participation.ideas.actions import Card, Draft
from faden.participation.ideas.forms.source import WithSource
from faden.participation.ideas.models import TEXT_MAX, TITLE_MAX
from faden.web.forms import Form

FIRST_ROWS, MORE_ROWS, MOST_ROWS = 10, 10, 50  # of a page
ROW = re.compile(r"karte([1-9]\d?)-")
NO_CHOICE = "\N{EN DASH}"
WORDS_OF_TITLE = 12  # taken from the text where a card has no title
Choices = list[tuple[str, Any]]


class SourceForm(WithSource):
    """What holds for all cards of the page."""

    topic = forms.ChoiceField(label=_("Topic of all cards without one"), required=False)
    district = forms.ChoiceField(
        label=format_lazy(_("{district} for cards without one"), district=DISTRICT), required=False
    )

    def __init__(self, *args: Any, topics: Choices, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["topic"], topics)
        _offer(self.fields["district"], places)


class CardRow(Form):
    """One card. A row in which nothing is typed is none."""

    number = forms.CharField(label=_("Number"), max_length=20, required=False)
    title = forms.CharField(label=_("Title"), max_length=TITLE_MAX, required=False)
    text = forms.CharField(
        label=_("Text"),
        max_length=TEXT_MAX,
        required=False,
        widget=forms.Textarea(attrs={"rows": 1}),
    )
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    district = forms.ChoiceField(label=DISTRICT, required=False)
    name = forms.CharField(label=_("Name"), max_length=60, required=False)
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    shown = ("number", "title", "text", "topic", "district", "name")

    def __init__(
        self, *args: Any, row: int, topics: Choices, places: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, prefix=f"karte{row}", **kwargs)
        self.row = row
        _offer(self.fields["topic"], topics)
        _offer(self.fields["district"], places)
        self.fields["key"].initial = uuid4
        for name in self.shown:
            field = self.fields[name]
            field.label = format_lazy(_("Row {row}: {field}"), row=row, field=field.label)
            field.widget.attrs["autocomplete"] = "off"

    @property
    def cells(self) -> list[forms.BoundField]:
        """The fields that a row shows, in their order."""
        return [self[name] for name in self.shown]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed in it."""
        return not any(str(self[name].value() or "").strip() for name in self.shown)

    def clean(self) -> dict[str, Any]:
        """A title or a text is enough: a card with a text alone gets its first words as title."""
        cleaned = super().clean() or self.cleaned_data
        title, text = cleaned.get("title", ""), cleaned.get("text", "")
        if not title and not text and not self.errors:
            self.add_error("title", _("Please enter a title or a text."))
        if text and not title:
            first_line = text.splitlines()[0]
            words = Truncator(first_line).words(WORDS_OF_TITLE, truncate=" …")
            cleaned["title"] = Truncator(words).chars(TITLE_MAX)
        return cleaned


class CardsForm:
    """The whole page; rows that are not right stay, and the others are stored."""

    refusal: Refusal | None = None

    def __init__(
        self,
        data: QueryDict | None,
        *,
        process: Process,
        initial: Mapping[str, Any],
        language: str,
        today: date,
        n_rows: int,
    ) -> None:
        self.language = language
        self._topics = {str(topic.pk): topic for topic in action_fields_of(process.pk)}
        self._districts = {str(district.pk): district for district in districts()}
        self._choices: dict[str, Choices] = {
            "topics": [(key, topic.name) for key, topic in self._topics.items()],
            "places": [(key, district.name) for key, district in self._districts.items()],
        }
        self.source = SourceForm(data, initial=dict(initial), today=today, **self._choices)
        self.numbers = range(1, n_rows + 1)
        sent = rows_in(data) if data is not None else set()
        self.rows = [self._row(data if row in sent else None, row) for row in self.numbers]

    @property
    def is_bound(self) -> bool:
        return self.source.is_bound

    @property
    def may_grow(self) -> bool:
        """Whether there can be more rows."""
        return len(self.rows) < MOST_ROWS

    def forgive(self) -> None:
        """Say nothing of what is missing or wrong: somebody is still typing."""
        for part in (self.source, *self.rows):
            part.errors.clear()

    @property
    def headers(self) -> list[Any]:
        """What stands above the columns."""
        return [CardRow.base_fields[name].label for name in CardRow.shown]

    @property
    def errors(self) -> dict[str, Any]:
        """All that is wrong, by the names of the fields."""
        found: dict[str, Any] = dict(self.source.errors)
        for row in self.filled():
            found |= {row.add_prefix(name): errors for name, errors in row.errors.items()}
        return found

    def filled(self) -> list[CardRow]:
        """Return the rows in which something is typed."""
        return [row for row in self.rows if row.is_bound and not row.is_empty]

    def wrong_fields(self) -> list[forms.BoundField]:
        """Return the fields with errors, for the summary."""
        parts: list[Form] = [self.source, *self.filled()]
        return [field for part in parts for field in part if field.errors]

    def card_of(self, row: CardRow) -> Card:
        """Return what a valid row says; what is the same for all stands at the top."""
        values = row.cleaned_data
        return Card(
            key=values["key"] or uuid4(),
            draft=Draft(
                title=values["title"],
                text=values["text"],
                action_field=self._topic(values["topic"]),
                district=self._district(values["district"]),
                language=self.language,
            ),
            number=values["number"],
            author_name=" ".join(values["name"].split()),
        )

    def keep(self, rows: list[CardRow]) -> None:
        """Show only these rows again, and empty ones after them."""
        taken = {row.prefix for row in rows}
        fresh = [self._row(None, number) for number in self.numbers]
        self.rows = rows + [row for row in fresh if row.prefix not in taken]

    def _row(self, data: QueryDict | None, row: int) -> CardRow:
        return CardRow(data, row=row, **self._choices)

    def _topic(self, key: str) -> ActionField | None:
        return self._topics.get(key or self.source.cleaned_data["topic"])

    def _district(self, key: str) -> District | None:
        return self._districts.get(key or self.source.cleaned_data["district"])


def _offer(field: forms.Field, choices: Choices) -> None:
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
    field.choices = [("", NO_CHOICE), *choices]


def rows_in(data: QueryDict) -> set[int]:
    """Return the numbers of the rows of which something was sent."""
    return {int(found[1]) for name in data if (found := ROW.match(name))}


def n_rows_of(data: QueryDict) -> int:
    """Return how many rows a page has that sent this, or that the address asks for."""
    rows = rows_in(data)
    asked = data.get("zeilen", "")
    if asked.isascii() and asked.isdecimal() and len(asked) <= len(str(MOST_ROWS)):
        rows.add(int(asked))
    return min(max([FIRST_ROWS, *rows]), MOST_ROWS)
