"""From the author's forms to actions: changing an idea and withdrawing it."""

from datetime import datetime
from typing import Any

from django.utils.functional import cached_property

from faden.backbone.people.http import PersonRequest
from faden.backbone.people.limits import take
from faden.backbone.processes.queries import refusals_in, standing
from faden.backbone.processes.rules import beyond_age
from faden.lib.refused import Refused, Remedy
from faden.participation.ideas import actions, queries, rules
from faden.participation.ideas.forms import IdeaForm, WithdrawForm, content_of, initial_of
from faden.participation.ideas.http.kept import forget_typed, keep_typed, typed_before
from faden.participation.ideas.http.own import Own, own_of
from faden.participation.ideas.http.page import idea_or_404
from faden.participation.ideas.http.people import name_of_account
from faden.shared.media.http import is_valid_with_files, keep_files
from faden.shared.media.queries import documents_of, images_of
from faden.web.refusals import refusal_in


class Author:
    """Somebody looks at an idea to change or withdraw it: one request."""

    def __init__(self, request: PersonRequest, pk: int, *, now: datetime) -> None:
        self.request, self.now = request, now
        self.idea = idea_or_404(request, pk, now=now)
        self.process = queries.process_of(self.idea)

    @cached_property
    def own(self) -> Own:
        """What they can do with it."""
        asking = standing(self.request.person, self.idea.process_id, now=self.now)
        return own_of(self.idea, asking, minutes=self.process.edit_minutes)

    @property
    def open_verbs(self) -> set[str]:
        """What they can do with ideas of others in the process now, of rating and commenting."""
        verbs, person = ("rate", "comment"), self.request.person
        refusals = refusals_in(self.process, "idea", verbs=verbs, person=person, now=self.now)
        return {verb for verb in verbs if beyond_age(refusals[verb]) is None}

    @property
    def is_sent(self) -> bool:
        return self.request.method == "POST"

    def edit_form(self) -> IdeaForm:
        """Return the form with what the idea says, or with what was sent."""
        idea, initial = self.idea, content_of(self.idea)
        if not self.is_sent:
            initial |= initial_of(typed_before(self.request, self._purpose))
        return IdeaForm(
            *((self.request.POST, self.request.FILES) if self.is_sent else ()),
            owner=self.request.person,
            process=self.process,
            asks_name=False,
            public_name=name_of_account(self.request) if self.own.is_own else "",
            initial=initial,
            attached_images=images_of([idea]).get(idea.pk, []),
            attached_documents=documents_of([idea]).get(idea.pk, []),
            now=self.now,
        )

    def edit(self, form: IdeaForm) -> bool:
        """Change the idea; False: the form says why not, and all that was typed is there."""
        if refusal := self.own.edit_refusal:  # it ended while somebody was typing
            form.add_refusal(refusal)
            if refusal.remedy == Remedy.SIGN_IN:
                keep_typed(self.request, self._purpose)
            return False
        if {"noch_einmal", "vorschau"} & self.request.POST.keys():
            keep_files(self.request, form, now=self.now)
            return False
        if not is_valid_with_files(self.request, form, now=self.now):
            return False
        with refusal_in(form):
            self._edit(form)
            return True
        return False

    def withdraw(self, form: WithdrawForm) -> bool:
        """Withdraw the idea; False: the form says why not."""
        person = self.request.person
        if refusal := self.own.withdraw_refusal:
            form.add_refusal(refusal)
        if person is None or not form.is_valid():
            return False
        with refusal_in(form):
            reason = form.cleaned_data["reason"]
            actions.withdraw(self.idea, reason=reason, actor=person, now=self.now)
            return True
        return False

    def hand_in_again(self) -> None:
        """Take the withdrawal back.

        :raises Refused: where that is not possible
        """
        person = self.request.person
        if person is None:
            raise Refused(self.own.return_refusal or rules.NOT_WITHDRAWN)
        actions.hand_in_again(self.idea, actor=person, now=self.now)

    def context(self, **more: Any) -> dict[str, Any]:
        """Return what all pages of the author show."""
        return {"idea": self.idea, "process": self.process, "own": self.own, **more}

    @property
    def _purpose(self) -> str:
        return f"idea {self.idea.pk}"

    def _edit(self, form: IdeaForm) -> None:
        request, person = self.request, self.request.person
        assert person is not None  # noqa: S101 - the rule lets no visitor edit
        take("ideas", person=person, address=request.address, now=self.now)
        actions.edit(
            self.idea,
            form.draft(language=self.idea.language),
            images=form.images_arranged(),
            documents=form.documents_arranged(),
            actor=person,
            now=self.now,
        )
        forget_typed(request)
