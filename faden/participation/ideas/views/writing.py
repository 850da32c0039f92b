"""Handing in an idea, and keeping what is not yet one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from faden.backbone.people.http import PersonRequest
from faden.backbone.processes.http import process_or_404
from faden.participation.ideas import rules
from faden.participation.ideas.http.editing import Author
from faden.participation.ideas.http.people import is_account
from faden.participation.ideas.http.writing import Desk
from faden.web.forms import form_status, render_form
from faden.web.pages import see_other


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PersonRequest, process_slug: str) -> HttpResponse:
    """Show the form for a new idea, and take it in."""
    desk = _desk(request, process_slug)
    if desk.refusal and request.method != "POST":
        context = {"process": desk.process, "refusal": desk.refusal, "draft": desk.draft}
        return render(request, "ideas/refused.html", context)
    form = desk.form()
    idea = desk.take_in(form) if form.is_bound else None
    if idea is not None:
        return see_other("ideas:thanks", idea.pk, rules.address_part(idea))
    return render_form(request, "ideas/new.html", context=desk.context(form))


@require_http_methods(["GET", "HEAD", "POST"])
def similar(request: PersonRequest, process_slug: str) -> HttpResponse:
    """Show the form again with what was typed: ideas like it, the place, how it would look."""
    if request.method != "POST":  # the address was copied, or the window restored
        return redirect("ideas:new", process_slug)
    desk = _desk(request, process_slug)
    context = desk.context(desk.form_again(), with_draft=False)
    return render(request, "ideas/new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: PersonRequest, process_slug: str) -> HttpResponse:
    """Keep what was typed for later, or forget what was kept."""
    if request.method != "POST":
        return redirect("ideas:new", process_slug)
    desk = _desk(request, process_slug)
    if "verwerfen" in request.POST:
        desk.discard()
        messages.success(request, _("The draft is deleted."))
        return see_other("ideas:new", process_slug)
    form = desk.form_again()
    desk.keep(form)
    context = desk.context(form, with_similar=False)
    return render(request, "ideas/new.html", context, status=form_status(form))


@require_safe
def thanks(request: PersonRequest, pk: int, *, slug: str) -> HttpResponse:
    """Say what happens next with the idea that was just handed in."""
    author = Author(request, pk, now=timezone.now())
    context = author.context(is_account=is_account(request), open_verbs=author.open_verbs)
    return render(request, "ideas/thanks.html", context)


def _desk(request: PersonRequest, process_slug: str) -> Desk:
    now = timezone.now()
    return Desk(request, process_or_404(request, process_slug, now=now), now=now)
