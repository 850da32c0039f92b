"""From the team's forms for paper to actions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from faden.backbone.items.models import Item
from faden.backbone.people.http import AccountRequest
from faden.backbone.processes.models import Process
from faden.lib.dates import city_day
from faden.lib.refused import Refusal
from faden.participation.ideas import actions
from faden.participation.ideas.entered import last_entered
from faden.participation.ideas.forms import CardRow, CardsForm, OnBehalfForm
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
        """Return the page of fifty rows."""
        return CardsForm(
            self.request.POST if self.is_sent else None,
            process=self.process,
            initial=self.first_content,
            language=self.process.language,
            today=city_day(self.now),
        )

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
        query = urlencode({key: value for key, value in names.items() if value})
        return f"{reverse('ideas:cards', args=[self.process.slug])}?{query}"

    def context(self, form: Any) -> dict[str, Any]:
        """Return what the pages show."""
        return {
            "process": self.process,
            "form": form,
            "stored": self.stored,
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


def _with_link(refusal: Refusal) -> str:
    """Return the reason with a link to the idea it names."""
    url = refusal.facts["idea"].get_absolute_url()
    return format_html('{} <a class="kern-link" href="{}">{}</a>', refusal, url, _("See the idea"))
