"""From the team's page of links to actions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404
from django.utils.functional import cached_property

from faden.backbone.items.models import Item
from faden.backbone.people.http import AccountRequest
from faden.backbone.processes.http import item_or_404
from faden.backbone.processes.queries import process_id_of, roles_of, standing
from faden.backbone.processes.rules import Permission
from faden.shared.thread import actions, queries
from faden.shared.thread.forms import KnotForm
from faden.shared.thread.models import Link
from faden.shared.thread.relations import BESIDE, later_end, words_back, words_onward
from faden.shared.thread.rules import by_hand_refusal
from faden.web.refusals import refusal_in

LONGEST_SEARCH = 200  # characters


class Knotter:
    """A member of the team links an item: one request."""

    def __init__(self, request: AccountRequest, pk: int, *, now: datetime) -> None:
        self.request, self.now = request, now
        self.item = item_or_404(request, pk, now=now)
        if not roles_of(request.person, process_id_of(self.item), now=now):
            raise Http404

    @property
    def words(self) -> str:
        """What they look for."""
        return self.request.GET.get("q", "").strip()[:LONGEST_SEARCH]

    @cached_property
    def candidates(self) -> list[Item]:
        return queries.candidates_for(
            self.item, self.words, person=self.request.person, now=self.now
        )

    def form(self) -> KnotForm:
        """Return the form with what was found, and with what was sent if something was."""
        sent = self.request.POST if self.request.method == "POST" else None
        return KnotForm(sent, candidates=self.candidates)

    def tie(self, form: KnotForm) -> int | None:
        """Link, and return how many links are new; None: the form says why not."""
        if not form.is_valid():
            return None
        with refusal_in(form):
            return actions.tie(
                self.item, form.chosen, knot=form.knot, actor=self.request.person, now=self.now
            )
        return None

    def untie(self) -> None:
        """Take back the link whose number was sent."""
        number = self.request.POST.get("link", "")
        if not number.isascii() or not number.isdecimal() or len(number) > queries.LONGEST_NUMBER:
            raise Http404
        actions.untie(self.item, int(number), actor=self.request.person, now=self.now)

    def context(self, form: KnotForm) -> dict[str, Any]:
        """Return what the page shows."""
        asking = standing(self.request.person, process_id_of(self.item), now=self.now)
        return {
            "item": self.item,
            "form": form,
            "words": self.words,
            "rows": [self._row(link) for link in self._links()],
            "may_link": asking.may(Permission.ANSWER),
        }

    def _links(self) -> list[Link]:
        return queries.links_of(self.item, person=self.request.person, now=self.now)

    def _row(self, link: Link) -> dict[str, Any]:
        is_source = link.source_id == self.item.pk
        if link.relation in BESIDE:
            words: Any = link.get_relation_display()
        else:
            is_later = later_end(link) == self.item.pk
            words = (words_back if is_later else words_onward)(link.relation)
        return {
            "link": link,
            "words": words,
            "other": link.target if is_source else link.source,
            "passage": link.source_passage if is_source else link.target_passage,
            "is_by_hand": by_hand_refusal(link.relation) is None,
        }
