"""From the team's form for merging to actions."""

from datetime import datetime
from typing import Any

from django.http import Http404
from django.utils.functional import cached_property

from faden.backbone.items.models import Item
from faden.backbone.people.http import AccountRequest
from faden.backbone.processes.queries import roles_of
from faden.participation.ideas import actions, queries, states
from faden.participation.ideas.forms import MergeForm
from faden.participation.ideas.http.page import idea_or_404
from faden.participation.ideas.links import candidates_for, ideas_like, relatives_of
from faden.shared.notifications.queries import is_reached
from faden.web.refusals import refusal_in

LONGEST_SEARCH = 200  # characters


class Bundler:
    """A member of the team looks for ideas that say the same as one: one request."""

    def __init__(self, request: AccountRequest, pk: int, *, now: datetime) -> None:
        self.request, self.now = request, now
        self.idea = idea_or_404(request, pk, now=now)
        self.process = queries.process_of(self.idea)
        if not roles_of(request.person, self.process.pk, now=now):
            raise Http404

    @property
    def tells_author(self) -> bool:
        """Whether mails reach whoever handed in the idea."""
        return is_reached(self.idea.author)

    @property
    def words(self) -> str:
        """What they look for."""
        return self.request.GET.get("q", "").strip()[:LONGEST_SEARCH]

    @cached_property
    def candidates(self) -> list[Item]:
        """What was found, or without a search what is most alike."""
        if self.words:
            return candidates_for(self.idea, self.words, process=self.process)
        return ideas_like(
            self.idea.title,
            self.idea.text,
            process=self.process,
            language=self.idea.language,
            exclude=self.idea,
        )

    def form(self) -> MergeForm:
        """Return the form with the candidates, and with what was sent if something was."""
        sent = self.request.POST if self.request.method == "POST" else None
        return MergeForm(sent, candidates=self.candidates, tells_author=self.tells_author)

    def relate(self, form: MergeForm) -> bool:
        """Merge the idea or note the likeness; False: the form says why not."""
        if not form.is_valid():
            return False
        person, now = self.request.person, self.now
        with refusal_in(form):
            other = states.idea_with_state(form.chosen.pk)
            if form.is_merger:
                reason = form.cleaned_data["reason"]
                actions.merge(self.idea, other, reason=reason, actor=person, now=now)
            else:
                actions.note_likeness(self.idea, other, actor=person, now=now)
            return True
        return False

    def split(self) -> None:
        """Undo the merger of the idea."""
        actions.split(self.idea, actor=self.request.person, now=self.now)

    def forget_likeness(self) -> None:
        """Undo the likeness with the idea whose number was sent."""
        number = self.request.POST.get("idee", "")
        others = {str(item.pk): item.pk for item in relatives_of(self.idea).similar}
        if number not in others:
            raise Http404
        other = states.idea_with_state(others[number])
        actions.forget_likeness(self.idea, other, actor=self.request.person, now=self.now)

    def context(self, form: MergeForm) -> dict[str, Any]:
        """Return what the page shows."""
        return {
            "idea": self.idea,
            "process": self.process,
            "form": form,
            "words": self.words,
            "relatives": relatives_of(self.idea),
            "closed": states.idea_refusal(self.idea, "merge"),
        }
