"""The public pages of ideas."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from faden.backbone.items.queries import public_counts
from faden.backbone.people.http import PersonRequest
from faden.backbone.processes import queries as processes
from faden.backbone.processes.http import process_or_404
from faden.participation.ideas import http, queries, rules
from faden.participation.ideas.queries import ORDERS
from faden.web.forms import render_form
from faden.web.pages import page_of, see_other


@require_safe
def idea_list(request: PersonRequest, process_slug: str) -> HttpResponse:
    """Show the ideas of a process: filter, search, order, pages."""
    now = timezone.now()
    process = process_or_404(request, process_slug, now=now)
    fields = list(processes.action_fields_of(process.pk))
    selection = http.selection(request, fields)
    n_all = None if selection.is_filtered else public_counts(process).get("idea", 0)
    ideas = queries.selected(process, selection)
    page = page_of(request, ideas, per_page=queries.PAGE_SIZE, n_all=n_all)
    context = {
        "process": process,
        "page": page,
        "ideas": queries.cards(page, selection),
        "selection": selection,
        "orders": ORDERS,
        "fields": fields,
        "refusal": http.submit_refusal(request, process, now=now),
        "standing": processes.standing(request.person, process.pk, now=now),
    }
    return render(request, "ideas/list.html", context)


@require_safe
def detail(request: PersonRequest, pk: int, *, slug: str) -> HttpResponse:
    """Show one idea: text, rating, what became of it, discussion."""
    now = timezone.now()
    idea = http.idea_or_404(request, pk, now=now)
    if slug != rules.address_part(idea):
        return redirect(idea, permanent=True)
    context = http.idea_context(request, idea, now=now)
    return render(request, "ideas/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PersonRequest, process_slug: str) -> HttpResponse:
    """Show the form for a new idea, and take it in."""
    now = timezone.now()
    process = process_or_404(request, process_slug, now=now)
    refusal = http.submit_refusal(request, process, now=now)
    if refusal and request.method != "POST":
        return render(request, "ideas/refused.html", {"process": process, "refusal": refusal})
    form = http.idea_form(request, process, now=now)
    idea = http.take_in(request, process, form=form, now=now) if form.is_bound else None
    if idea is not None:
        return see_other("ideas:thanks", idea.pk, rules.address_part(idea))
    return render_form(
        request, "ideas/new.html", context=http.new_idea_context(request, process, form=form)
    )


@require_http_methods(["GET", "HEAD", "POST"])
def similar(request: PersonRequest, process_slug: str) -> HttpResponse:
    """Show the form again with what was typed, ideas like it, and how it would look."""
    if request.method != "POST":  # the address was copied, or the window restored
        return redirect("ideas:new", process_slug)
    now = timezone.now()
    process = process_or_404(request, process_slug, now=now)
    form = http.idea_form_again(request, process, now=now)
    return render(request, "ideas/new.html", http.new_idea_context(request, process, form=form))


@require_safe
def thanks(request: PersonRequest, pk: int, *, slug: str) -> HttpResponse:
    """Say what happens next with the idea that was just handed in."""
    idea = http.idea_or_404(request, pk, now=timezone.now())
    context = {
        "idea": idea,
        "process": queries.process_of(idea),
        "is_account": http.is_account(request),
    }
    return render(request, "ideas/thanks.html", context)
