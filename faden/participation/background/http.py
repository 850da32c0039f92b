"""From a request to a question, and to what the team may write."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, StreamingHttpResponse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from faden.backbone.people.actions import declare_age
from faden.backbone.people.http import AccountRequest, PersonRequest, contributor
from faden.backbone.people.limits import take
from faden.backbone.people.voices import is_own, voices_of
from faden.backbone.processes.http import team_process_or_404
from faden.backbone.processes.models import Process
from faden.backbone.processes.queries import may_see, refusal_in, require, roles_of
from faden.backbone.processes.rules import Permission, age_to_declare, beyond_age
from faden.lib.refused import Refusal, Remedy
from faden.participation.background import actions, queries, rules
from faden.participation.background.forms import AskForm
from faden.participation.background.listings import QUESTIONS, TERMS
from faden.participation.background.models import Question, Term
from faden.shared.moderation.queries import last_hold, must_wait
from faden.shared.notifications.queries import is_reached
from faden.web import refusals

SESSION_OVER = Refusal(
    "background.session_over",
    _("You are not signed in any more. Sign in again, or ask without an account."),
    remedy=Remedy.SIGN_IN,
)


class Desk:
    """Somebody asks a question on a process: one request."""

    def __init__(self, request: PersonRequest, process: Process, *, now: datetime) -> None:
        self.request, self.process, self.now = request, process, now

    @property
    def is_account(self) -> bool:
        """Whether somebody with an account asks."""
        return self.request.person is not None and not self.request.person.is_guest

    @property
    def refusal(self) -> Refusal | None:
        """Why whoever asks cannot ask now; that the age has to be said is none."""
        return beyond_age(self._first_refusal)

    @cached_property
    def _first_refusal(self) -> Refusal | None:
        kind, person = Question.kind_name, self.request.person
        return refusal_in(self.process, kind, verb="submit", person=person, now=self.now)

    @property
    def waits(self) -> bool:
        """Whether the team looks at the question before it is shown."""
        kind, person = Question.kind_name, self.request.person
        return must_wait(self.process, kind, verb="submit", person=person, now=self.now)

    def form(self) -> AskForm:
        """Return the form, with what was sent; people without an account are asked for a name."""
        is_sent = self.request.method == "POST"
        person = self.request.person
        name = person.display_name if person else ""
        return AskForm(
            self.request.POST if is_sent else None,
            asks_name=not self.is_account,
            public_name=person.public_name if person and self.is_account else "",
            voices=voices_of(person),
            age_to_declare=age_to_declare(self._first_refusal),
            initial={"name": name},
        )

    def take_in(self, form: AskForm) -> Question | None:
        """Store the question; None: the form says what is wrong."""
        has_lost_account = "with_account" in self.request.POST and not self.is_account
        if refusal := SESSION_OVER if has_lost_account else self.refusal:
            form.add_refusal(refusal)
            return None
        if not form.is_valid():
            return None
        request, now = self.request, self.now
        name = form.cleaned_data.get("name")
        with refusals.refusal_in(form), contributor(request, name=name, now=now) as person:
            take("questions", person=person, address=request.address, now=now)
            declare_age(person, form.declared_age)
            asked = form.asked(language=get_language() or "de")
            return actions.ask(
                self.process, asked, voice_key=form.voice_key, person=person, now=now
            )
        return None


def question_or_404(request: PersonRequest, pk: int, *, now: datetime) -> Question:
    """Return the question if whoever asks may see it."""
    question = queries.question_by_id(pk)
    if question is None or not may_see(question, request.person, now=now):
        raise Http404
    return question


class OwnQuestion:
    """Somebody looks at their own question while it waits for release: one request."""

    def __init__(self, request: PersonRequest, pk: int, *, now: datetime) -> None:
        self.request, self.now = request, now
        self.question = question_or_404(request, pk, now=now)
        self.hold = None if self.question.is_public else last_hold(self.question)

    @property
    def refusal(self) -> Refusal | None:
        """Why they can neither change nor withdraw it, or None."""
        is_waiting = self.hold is not None and self.hold.is_open
        own = is_own(self.request.person, self.question.author)
        return rules.own_refusal(is_own=own, is_waiting=is_waiting)

    def form(self) -> AskForm:
        """Return the form with what the question says, or with what was sent."""
        question, author = self.question, self.question.author
        is_account = author is not None and not author.is_guest
        return AskForm(
            self.request.POST if self.request.method == "POST" else None,
            asks_name=False,
            public_name=author.public_name if author and is_account else "",
            initial={
                "title": question.title,
                "text": question.text,
                "without_name": not question.shows_author,
            },
        )

    def rewrite(self, form: AskForm) -> bool:
        """Store the other words; False: the form says what is wrong."""
        person = self.request.person
        if person is None or not form.is_valid():
            return False
        with refusals.refusal_in(form):
            take("questions", person=person, address=self.request.address, now=self.now)
            asked = form.asked(language=self.question.language)
            actions.rewrite(self.question, asked, actor=person, now=self.now)
            return True
        return False


def team_question_or_404(request: AccountRequest, pk: int, *, now: datetime) -> Question:
    """Return the question if whoever asks works for its process; for others there is none."""
    question = question_or_404(request, pk, now=now)
    if not roles_of(request.person, question.process_id, now=now):
        raise Http404
    return question


def is_asker_told(question: Question) -> bool:
    """Return whether the answer that is written now is told to whoever asked."""
    is_first = not question.is_answered and not question.is_by_team
    return is_first and is_reached(question.author)


def process_to_write_or_404(request: AccountRequest, slug: str, *, now: datetime) -> Process:
    """Return the process; who does not work for it finds no such page.

    :raises Refused: for those of the team who may not set it up
    """
    process = team_process_or_404(request, slug, now=now)
    require(request.person, Permission.CONFIGURE, process_id=process.pk, now=now)
    return process


def term_or_404(process: Process, pk: int) -> Term:
    """Return this term of the process."""
    term = queries.terms_of(process).select_related("process").filter(pk=pk).first()
    if term is None:
        raise Http404
    return term


def frequent_or_404(process: Process, pk: int) -> Question:
    """Return this question, if it is a frequent one of the process."""
    question = queries.frequent_of(process).select_related("process").filter(pk=pk).first()
    if question is None:
        raise Http404
    return question


def file_asked_for(
    request: PersonRequest, process: Process, *, now: datetime
) -> StreamingHttpResponse | None:
    """Return the public questions or the terms as a file, if the address asks for one."""
    questions = queries.public_questions(process).select_related("unit").order_by("pk")
    of_questions = QUESTIONS.file(request, questions, now=now)
    return of_questions or TERMS.file(request, queries.terms_of(process), now=now)
