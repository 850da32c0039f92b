"""The page as a whole: its text, its terms, the order of its questions."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from faden.backbone.people.http import AccountRequest, account_required
from faden.participation.background import actions, http, queries
from faden.participation.background.forms import BackgroundForm, FrameForm, TermForm
from faden.web.forms import render_form
from faden.web.pages import see_other
from faden.web.refusals import refusal_in

a_form = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@account_required
def manage(request: AccountRequest, process_slug: str) -> HttpResponse:
    """Show all that the page on the background is made of."""
    process = http.process_to_write_or_404(request, process_slug, now=timezone.now())
    context = {
        "process": process,
        "background": queries.background_of(process),
        "frequent": list(queries.frequent_of(process)),
        "n_open": queries.open_of(process).count(),
        "terms": list(queries.terms_of(process)),
        "venues": queries.venues_chosen(process),
        "funders": queries.funders_chosen(process),
    }
    return render(request, "background/manage.html", context)


@a_form
@account_required
def text(request: AccountRequest, process_slug: str) -> HttpResponse:
    """Take in the text at the top, and within how many days answers are promised."""
    now = timezone.now()
    process = http.process_to_write_or_404(request, process_slug, now=now)
    before = queries.background_of(process)
    known = {"text": before.text, "answer_days": before.answer_days}
    form = BackgroundForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_bound and form.is_valid():
        with refusal_in(form):
            given = form.cleaned_data["text"], form.cleaned_data["answer_days"]
            actions.set_background(
                process, given[0], answer_days=given[1], actor=request.person, now=now
            )
            messages.success(request, _("Saved."))
            return see_other("background:manage", process.slug)
    context = {"process": process, "form": form, "title": _("Text and time to answer")}
    return render_form(request, "background/form.html", context=context)


@a_form
@account_required
def frame(request: AccountRequest, process_slug: str) -> HttpResponse:
    """Say where people take part on site, and who gives money."""
    now = timezone.now()
    process = http.process_to_write_or_404(request, process_slug, now=now)
    before = queries.background_of(process)
    known = {
        "venues": queries.venues_chosen(process),
        "funders": queries.funders_chosen(process),
        "funding_text": before.funding_text,
    }
    form = FrameForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_bound and form.is_valid():
        with refusal_in(form):
            actions.set_frame(process, form.frame(), actor=request.person, now=now)
            messages.success(request, _("Saved. The page of the process shows it now."))
            return see_other("background:manage", process.slug)
    context = {"process": process, "form": form, "title": _("Places and funding")}
    return render_form(request, "background/form.html", context=context)


@a_form
@account_required
def add_term(request: AccountRequest, process_slug: str) -> HttpResponse:
    """Explain a term."""
    now = timezone.now()
    process = http.process_to_write_or_404(request, process_slug, now=now)
    form = TermForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refusal_in(form):
            actions.add_term(process, form.said(), actor=request.person, now=now)
            messages.success(request, _("The term is explained now."))
            return see_other("background:manage", process.slug)
    context = {"process": process, "form": form, "title": _("Explain a term")}
    return render_form(request, "background/form.html", context=context)


@a_form
@account_required
def term(request: AccountRequest, process_slug: str, *, pk: int) -> HttpResponse:
    """Explain a term in other words."""
    now = timezone.now()
    process = http.process_to_write_or_404(request, process_slug, now=now)
    found = http.term_or_404(process, pk)
    names = ("word", "other_forms", "explanation")
    known = {name: getattr(found, name) for name in names}
    form = TermForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_bound and form.is_valid():
        with refusal_in(form):
            actions.change_term(found, form.said(), actor=request.person, now=now)
            messages.success(request, _("Saved."))
            return see_other("background:manage", process.slug)
    context = {"process": process, "form": form, "title": known["word"]}
    return render_form(request, "background/form.html", context=context)


@require_POST
@account_required
def remove_term(request: AccountRequest, process_slug: str, *, pk: int) -> HttpResponse:
    """Explain a term no more."""
    now = timezone.now()
    process = http.process_to_write_or_404(request, process_slug, now=now)
    actions.remove_term(http.term_or_404(process, pk), actor=request.person, now=now)
    messages.success(request, _("The term is removed."))
    return see_other("background:manage", process.slug)
