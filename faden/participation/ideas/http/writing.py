"""From the form of a new idea to its action: who hands in, within which limits, what is kept."""

from datetime import datetime
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import Item
from faden.backbone.people.actions import declare_age
from faden.backbone.people.http import PersonRequest, contributor
from faden.backbone.people.limits import take
from faden.backbone.people.voices import voices_of
from faden.backbone.processes.models import Opening, Process
from faden.backbone.processes.queries import action_fields_of, openings_of, standing
from faden.backbone.processes.rules import Standing, age_to_declare, beyond_age, verb_refusal
from faden.lib.refused import Refusal, Remedy
from faden.participation.ideas import actions
from faden.participation.ideas.forms import IdeaForm, initial_of, typed_in
from faden.participation.ideas.http.kept import forget_typed, keep_typed, typed_before
from faden.participation.ideas.http.people import is_account, language_of_page, name_of_account
from faden.participation.ideas.kept import draft_of
from faden.participation.ideas.links import ideas_like
from faden.participation.ideas.models import TEXT_MAX, TITLE_MAX, Idea, IdeaDraft
from faden.shared.media.http import is_valid_with_files, keep_files
from faden.shared.moderation.rules import must_wait
from faden.web.refusals import refusal_in

SESSION_OVER = Refusal(
    "ideas.session_over",
    _(
        "You are not signed in any more. What you wrote is still here: sign in again, "
        "or publish it without an account."
    ),
    remedy=Remedy.SIGN_IN,
)


class Desk:
    """Somebody writes an idea in a process: one request."""

    def __init__(self, request: PersonRequest, process: Process, *, now: datetime) -> None:
        self.request, self.process, self.now = request, process, now

    @property
    def refusal(self) -> Refusal | None:
        """Why whoever asks cannot hand in an idea now; that the age has to be said is none."""
        return beyond_age(self._first_refusal)

    @cached_property
    def draft(self) -> IdeaDraft | None:
        """What the person has kept here with their account."""
        return draft_of(self.request.person, self.process)

    @cached_property
    def typed_before(self) -> dict[str, Any]:
        """What was typed in this session before signing in."""
        return initial_of(typed_before(self.request, self._purpose))

    def form(self) -> IdeaForm:
        """Return the form, with what was sent, or else with what was kept.

        People without an account are asked for a name, and for their age where it has to be said.
        """
        is_sent = self.request.method == "POST"
        return IdeaForm(
            *((self.request.POST, self.request.FILES) if is_sent else ()),
            owner=self.request.person,
            process=self.process,
            asks_name=not is_account(self.request),
            public_name=name_of_account(self.request),
            voices=voices_of(self.request.person),
            age_to_declare=age_to_declare(self._first_refusal),
            initial={} if is_sent else self._first_content(),
            now=self.now,
        )

    def form_again(self) -> IdeaForm:
        """Return the form with what was typed; nothing is missing yet, and files are kept.

        Where ideas are not taken, or not any more, the form says why and no file is kept.
        """
        form = self.form()
        if self.refusal:
            self._refuse(form, self.refusal)
            form.forgive()
        else:
            keep_files(self.request, form, now=self.now)
        return form

    def take_in(self, form: IdeaForm) -> Idea | None:
        """Store the idea with its files; None: the form says what is wrong, and all is kept."""
        refusal = SESSION_OVER if form.lost_account else self.refusal
        if refusal:  # it ended while somebody was typing
            self._refuse(form, refusal)
            return None
        request, now = self.request, self.now
        if not is_valid_with_files(request, form, now=now):
            return None
        name = form.cleaned_data.get("name")
        with refusal_in(form), contributor(request, name=name, now=now) as author:
            take("ideas", person=author, address=request.address, now=now)
            declare_age(author, form.declared_age)
            idea = actions.submit(
                self.process,
                form.draft(language=language_of_page()),
                person=author,
                images=form.images(),
                documents=form.documents(),
                voice_key=form.voice_key,
                now=now,
            )
            forget_typed(request)
            return idea
        return None

    def keep(self, form: IdeaForm) -> bool:
        """Keep what was typed with the account, or say in the form why not; whether it is kept."""
        person = self.request.person
        if person is None:
            self._refuse(form, actions.NEEDS_ACCOUNT)
            return False
        with refusal_in(form):
            content = typed_in(self.request.POST)
            self.draft = actions.keep_draft(self.process, content, person=person, now=self.now)
            return True
        return False

    def discard(self) -> None:
        """Forget all that was kept here."""
        if self.request.person is not None:
            actions.discard_draft(self.process, person=self.request.person)
        forget_typed(self.request)

    def context(
        self, form: IdeaForm, *, with_similar: bool = True, with_draft: bool = True
    ) -> dict[str, Any]:
        """Return what the page of the form shows: what was typed, ideas like it, the preview.

        No more is compared and previewed than an idea may hold: 2 MB of words would take half a
        minute.
        """
        title = str(form["title"].value() or "")[:TITLE_MAX]
        text = str(form["text"].value() or "")[:TEXT_MAX]
        return {
            "process": self.process,
            "form": form,
            "similar": self._ideas_like(title, text) if with_similar else [],
            "has_typed": bool(title),
            "preview": {"title": title, "text": text} if "vorschau" in self.request.POST else None,
            "is_account": is_account(self.request),
            "waits": must_wait(
                self._openings, kind_name="idea", verb="submit", standing=self._asking
            ),
            "draft": self.draft if with_draft else None,
            "is_restored": bool(self.typed_before) and not form.is_bound,
        }

    @cached_property
    def _first_refusal(self) -> Refusal | None:
        return verb_refusal(self._openings, kind="idea", verb="submit", standing=self._asking)

    @cached_property
    def _openings(self) -> list[Opening]:
        return openings_of(self.process)

    @property
    def _asking(self) -> Standing:
        return standing(self.request.person, self.process.pk, now=self.now)

    @property
    def _purpose(self) -> str:
        return f"process {self.process.pk}"

    def _first_content(self) -> dict[str, Any]:
        """Return what a form begins with: what was kept, or the topic that the address names."""
        if self.typed_before:
            return self.typed_before
        if self.draft is not None:
            return initial_of(self.draft.content)
        topic = self.request.GET.get("thema")
        found = action_fields_of(self.process.pk).filter(slug=topic).first() if topic else None
        return {"action_field": found.pk} if found else {}

    def _ideas_like(self, title: str, text: str) -> list[Item]:
        return ideas_like(title, text, process=self.process, language=language_of_page())

    def _refuse(self, form: IdeaForm, refusal: Refusal) -> None:
        form.add_refusal(refusal)
        if refusal.remedy == Remedy.SIGN_IN:
            keep_typed(self.request, self._purpose)
