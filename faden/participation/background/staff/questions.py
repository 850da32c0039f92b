"""Questions: the table, the answer, the frequent ones and their order."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from faden.backbone.people.http import AccountRequest, account_required
from faden.backbone.processes.http import team_process_or_404
from faden.backbone.processes.queries import require, standing
from faden.backbone.processes.rules import Permission
from faden.participation.background import actions, http, queries
from faden.participation.background.forms import AnswerForm, FrequentForm, PromiseForm
from faden.participation.background.staff.columns import QUESTIONS
from faden.web.forms import Form, render_form
from faden.web.pages import see_other
from faden.web.refusals import refusal_as_message, refusal_in

a_form = require_http_methods(["GET", "HEAD", "POST"])


@a_form
@account_required
def table(request: AccountRequest, process_slug: str) -> HttpResponseBase:
    """Show all questions on a process, those that wait first; hide many at once; export."""
    now = timezone.now()
    process = team_process_or_404(request, process_slug, now=now)
    if "export" in request.GET:
        require(request.person, Permission.EXPORT, process_id=process.pk, now=now)
    rows = queries.questions_of_team(process)
    asking = standing(request.person, process.pk, now=now)
    context = {"process": process, "may_write": asking.may(Permission.CONFIGURE)}
    template = "background/table.html"
    return QUESTIONS.respond(request, rows, now=now, template=template, context=context)


@a_form
@account_required
def answer(request: AccountRequest, pk: int) -> HttpResponse:
    """Take in the answer to a question; it is public at once."""
    now = timezone.now()
    question = http.team_question_or_404(request, pk, now=now)
    process = queries.process_of(question)
    if question.is_by_team and question.position is not None:
        return redirect("background:frequent", process.slug, pk)
    require(request.person, Permission.ANSWER, process_id=process.pk, now=now)
    sent = request.POST if request.method == "POST" else None
    form = AnswerForm(sent, question=question, unit=process.unit)
    is_told = http.is_asker_told(question)
    if form.is_bound and form.is_valid():
        with refusal_in(form):
            actions.answer(question, form.given(), actor=request.person, now=now)
            messages.success(request, _answered_words(is_told=is_told))
            return see_other(question)
    promise_form = PromiseForm(initial={"promised_on": question.promised_on})
    return _answer_page(request, question, process=process, form=form, promise_form=promise_form)


@require_POST
@account_required
def promise(request: AccountRequest, pk: int) -> HttpResponse:
    """Promise the answer for another day."""
    now = timezone.now()
    question = http.team_question_or_404(request, pk, now=now)
    process = queries.process_of(question)
    promise_form = PromiseForm(request.POST)
    if promise_form.is_valid():
        day = promise_form.cleaned_data["promised_on"]
        with refusal_in(promise_form):
            actions.promise(question, day, actor=request.person, now=now)
            messages.success(request, _("The new day stands beside the question."))
            return see_other("background:answer", pk)
    form = AnswerForm(question=question, unit=process.unit)
    return _answer_page(
        request, question, process=process, form=form, promise_form=promise_form, wrong=True
    )


def _answered_words(*, is_told: bool) -> str:
    if is_told:
        return _("The answer is published. Who asked is told by mail.")
    return _("The answer is published.")


def _answer_page(
    request: AccountRequest,
    question: Any,
    *,
    process: Any,
    form: Form,
    promise_form: Form,
    wrong: bool = False,
) -> HttpResponse:
    asking = standing(request.person, process.pk, now=timezone.now())
    context = {
        "question": question,
        "process": process,
        "form": form,
        "promise_form": promise_form,
        "may_write": asking.may(Permission.CONFIGURE),
        "is_told": http.is_asker_told(question),
    }
    name = "promise_form" if wrong else "form"
    return render_form(request, "background/answer.html", context=context, form_name=name)


@require_POST
@account_required
def make_frequent(request: AccountRequest, pk: int) -> HttpResponse:
    """Take an answered question among the frequent ones, or out of them."""
    now = timezone.now()
    question = http.team_question_or_404(request, pk, now=now)
    is_frequent = request.POST.get("haeufig") == "ja"
    with refusal_as_message(request):
        actions.make_frequent(question, is_frequent=is_frequent, actor=request.person, now=now)
        messages.success(request, _("Saved."))
    return see_other("background:manage", queries.process_of(question).slug)


@a_form
@account_required
def add_frequent(request: AccountRequest, process_slug: str) -> HttpResponse:
    """Set down a question with its answer."""
    now = timezone.now()
    process = http.process_to_write_or_404(request, process_slug, now=now)
    sent = request.POST if request.method == "POST" else None
    form = FrequentForm(sent, initial={"unit": process.unit})
    if form.is_bound and form.is_valid():
        title = form.cleaned_data["title"]
        with refusal_in(form):
            actions.add_frequent(process, title, given=form.given(), actor=request.person, now=now)
            messages.success(request, _("The question is on the page."))
            return see_other("background:manage", process.slug)
    context = {"process": process, "form": form, "title": _("New question with answer")}
    return render_form(request, "background/form.html", context=context)


@a_form
@account_required
def frequent(request: AccountRequest, process_slug: str, *, pk: int) -> HttpResponse:
    """Change a question of the team and its answer; what somebody has asked is only answered."""
    now = timezone.now()
    process = http.process_to_write_or_404(request, process_slug, now=now)
    question = http.frequent_or_404(process, pk)
    if not question.is_by_team:
        return redirect("background:answer", pk)
    known = {"title": question.title, "answer": question.answer, "unit": question.unit}
    form = FrequentForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_bound and form.is_valid():
        title = form.cleaned_data["title"]
        with refusal_in(form):
            actions.change_frequent(
                question, title, given=form.given(), actor=request.person, now=now
            )
            messages.success(request, _("Saved."))
            return see_other("background:manage", process.slug)
    context = {"process": process, "form": form, "title": _("Change a question")}
    return render_form(request, "background/form.html", context=context)


@require_POST
@account_required
def move(request: AccountRequest, process_slug: str, *, pk: int) -> HttpResponse:
    """Let a frequent question change places with its neighbour."""
    now = timezone.now()
    process = http.process_to_write_or_404(request, process_slug, now=now)
    question = http.frequent_or_404(process, pk)
    is_up = request.POST.get("richtung") == "auf"
    actions.move(question, is_up=is_up, actor=request.person, now=now)
    return see_other("background:manage", process.slug)


@require_POST
@account_required
def remove_frequent(request: AccountRequest, process_slug: str, *, pk: int) -> HttpResponse:
    """Delete a question that the team has set down itself."""
    now = timezone.now()
    process = http.process_to_write_or_404(request, process_slug, now=now)
    question = http.frequent_or_404(process, pk)
    with refusal_as_message(request):
        actions.remove_frequent(question, actor=request.person, now=now)
        messages.success(request, _("The question is removed."))
    return see_other("background:manage", process.slug)
