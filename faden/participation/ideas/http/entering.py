"""From the team's forms for paper to actions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _

from faden.backbone.items.models import Item
from faden.backbone.people.http import AccountRequest
from faden.backbone.processes.models import Process
from faden.lib.dates import city_day
from faden.lib.refused import Refusal
from faden.participation.ideas import actions
from faden.participation.ideas.entered import entered_of, last_entered
from faden.participation.ideas.forms import (
    MORE_ROWS,
    MOST_ROWS,
    CardRow,
    CardsForm,
    OnBehalfForm,
    n_rows_of,
)
from faden.participation.ideas.models import Idea
from faden.shared.media.http import is_valid_with_files, keep_files
from faden.web.refusals import refusal_in

# The source in the address of the page, so that the next fifty cards need not name it again.
SOURCE_IN_ADDRESS = {
    "herkunft": "channel",
    "ort": "place",
    "am": "written_on",
    "thema": "topic",
    "ortsteil": "district",
}
STORED = "gespeichert"  # in addresses and forms: the numbers of the ideas that were just stored
LONGEST_NUMBER = 15  # digits


@dataclass
class Desk:
    """A member of the team enters contributions of others in a process: one request."""

    request: AccountRequest
    process: Process
    now: datetime
    stored: Sequence[Item] = field(default_factory=list)

    @property
    def is_sent(self) -> bool:
        return self.request.method == "POST"

    @property
    def first_content(self) -> dict[str, Any]:
        """What the address says about the source."""
        asked = self.request.GET
        return {name: asked[key] for key, name in SOURCE_IN_ADDRESS.items() if key in asked}

    def on_behalf_form(self) -> OnBehalfForm:
        """Return the form for one idea."""
        return OnBehalfForm(
            *((self.request.POST, self.request.FILES) if self.is_sent else ()),
            owner=self.request.person,
            process=self.process,
            initial={} if self.is_sent else self.first_content,
            today=city_day(self.now),
            now=self.now,
        )

    def enter_one(self, form: OnBehalfForm) -> Item | None:
        """Store one idea; None: the form says why not."""
        if {"noch_einmal", "vorschau"} & self.request.POST.keys():
            keep_files(self.request, form, now=self.now)
            return None
        if not is_valid_with_files(self.request, form, now=self.now):
            return None
        with refusal_in(form):
            (result,) = actions.enter_cards(
                self.process,
                [form.card(language=self.process.language)],
                source=form.handed_in(),
                actor=self.request.person,
                now=self.now,
            )
            if isinstance(result, Item):
                return result
            form.add_refusal(result)
        return None

    def cards_form(self) -> CardsForm:
        """Return the page of rows, with more of them where these were asked for."""
        sent = self.request.POST
        n_rows = n_rows_of(sent if self.is_sent else self.request.GET)
        return CardsForm(
            sent if self.is_sent else None,
            process=self.process,
            initial=self.first_content,
            language=self.process.language,
            today=city_day(self.now),
            n_rows=min(n_rows + MORE_ROWS, MOST_ROWS) if self.wants_rows else n_rows,
        )

    @property
    def wants_rows(self) -> bool:
        """Whether more rows are asked for, and nothing is to be stored yet."""
        return "mehr" in self.request.POST

    @property
    def just_stored(self) -> list[Idea]:
        """The ideas that were stored from this page and the one before it."""
        asked = self.request.POST if self.is_sent else self.request.GET
        words = asked.get(STORED, "").split(",")[: 2 * MOST_ROWS]
        numbers = [
            int(word)
            for word in words
            if word.isascii() and word.isdecimal() and len(word) <= LONGEST_NUMBER
        ]
        return entered_of(self.process, [*numbers, *(item.pk for item in self.stored)])

    def take_back(self) -> int:
        """Withdraw what was just stored; return how many ideas that were.

        :raises Refused: without the permission to enter contributions for others
        """
        ideas = self.just_stored
        with translation.override(self.process.language):
            reason = _("Taken back right after it was entered.")
        actions.take_back(ideas, reason=reason, actor=self.request.person, now=self.now)
        return len(ideas)

    @property
    def same_source(self) -> str:
        """The address of the page with the source that the address names."""
        asked = self.request.GET
        return self._page({key: asked[key] for key in asked if key != STORED})

    def enter(self, form: CardsForm) -> bool:
        """Store all rows that are right; False: the form shows those that are not."""
        if not form.source.is_valid():
            return False
        right = [row for row in form.filled() if row.is_valid()]
        results: Sequence[Item | Refusal] = []
        with refusal_in(form.source):
            results = actions.enter_cards(
                self.process,
                [form.card_of(row) for row in right],
                source=form.source.handed_in(),
                actor=self.request.person,
                now=self.now,
            )
        self._sort_out(form, dict(zip(right, results, strict=False)))
        return not form.errors

    def next_page(self, form: CardsForm) -> str:
        """Return the address of the next empty page of the same source."""
        sent = form.source.data
        names = {key: sent.get(name, "") for key, name in SOURCE_IN_ADDRESS.items()}
        names["zeilen"] = str(len(form.rows))
        names[STORED] = _numbers(self.just_stored)
        return self._page(names)

    def _page(self, names: Mapping[str, str]) -> str:
        query = urlencode({key: value for key, value in names.items() if value}, safe=",")
        return f"{reverse('ideas:cards', args=[self.process.slug])}?{query}"

    def context(self, form: Any) -> dict[str, Any]:
        """Return what the pages show."""
        stored = self.just_stored
        return {
            "process": self.process,
            "form": form,
            "stored": stored,
            "stored_numbers": _numbers(stored),
            "source_query": self.same_source.partition("?")[2],
            "last": last_entered(self.process),
        }

    def _sort_out(self, form: CardsForm, results: Mapping[CardRow, Item | Refusal]) -> None:
        self.stored = [result for result in results.values() if isinstance(result, Item)]
        for row, result in results.items():
            if isinstance(result, Refusal):
                name = "number" if row.cleaned_data["number"] else "title"
                row.add_error(name, _with_link(result))
        stored = {row for row, result in results.items() if isinstance(result, Item)}
        form.keep([row for row in form.filled() if row not in stored])


def _numbers(ideas: Iterable[Item]) -> str:
    return ",".join(str(idea.pk) for idea in ideas)


def _with_link(refusal: Refusal) -> str:
    """Return the reason with a link to the idea it names, if it names one."""
    if "idea" not in refusal.facts:
        return str(refusal)
    url = refusal.facts["idea"].get_absolute_url()
    return format_html('{} <a class="kern-link" href="{}">{}</a>', refusal, url, _("See the idea"))
