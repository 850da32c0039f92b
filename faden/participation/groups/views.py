"""Bodies, meetings and decisions as the public and members see them; one's own organisations."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from faden.backbone.people.http import AccountRequest, PersonRequest, account_required
from faden.backbone.processes.http import process_or_404, shows
from faden.backbone.processes.queries import standing
from faden.participation.groups import actions, http, queries
from faden.participation.groups.forms import ApplicationForm
from faden.participation.groups.listings import BODIES
from faden.shared.media.queries import documents_of
from faden.web.forms import render_form
from faden.web.pages import see_other
from faden.web.refusals import refusal_as_message, refusal_in


@require_safe
def bodies(request: PersonRequest, process_slug: str) -> HttpResponseBase:
    """Show the bodies of a process that are for whoever asks."""
    now = timezone.now()
    process = process_or_404(request, process_slug, now=now)
    found = queries.bodies_of(process, request.person, now=now)
    if file := BODIES.file(request, found, now=now):
        return file
    shows(request, process.pk)
    context = {
        "process": process,
        "bodies": list(found),
        "standing": standing(request.person, process.pk, now=now),
    }
    return render(request, "groups/bodies.html", context)


@require_safe
def body(request: PersonRequest, pk: int, *, slug: str) -> HttpResponseBase:
    """Show a body: its task, who belongs to it, its meetings and decisions."""
    now = timezone.now()
    found = http.body_or_404(request, pk, now=now)
    if slug != (found.slug or "gruppe"):
        return redirect(found, permanent=True)
    sees_all = queries.sees_all_of(found, request.person, now=now)
    if file := http.file_asked_for(request, found, sees_all=sees_all, now=now):
        return file
    meetings = list(queries.meetings_of(found, sees_all=sees_all))
    context = {
        "body": found,
        "process": queries.process_of(found),
        "members": list(queries.members_of(found)),
        "coming": [meeting for meeting in reversed(meetings) if meeting.starts_at > now],
        "past": [meeting for meeting in meetings if meeting.starts_at <= now],
        "decisions": list(queries.decisions_of(found, sees_all=sees_all)),
        "sees_all": sees_all,
        "standing": standing(request.person, found.process_id, now=now),
    }
    return render(request, "groups/body.html", context)


@require_safe
def meeting(request: PersonRequest, pk: int, *, slug: str) -> HttpResponse:
    """Show a meeting: when, where, agenda, minutes, what was decided."""
    now = timezone.now()
    found = http.meeting_or_404(request, pk, now=now)
    if slug != (found.slug or "sitzung"):
        return redirect(found, permanent=True)
    sees_all = queries.sees_all_of(found.body, request.person, now=now)
    decisions = queries.decisions_of(found.body, sees_all=sees_all).filter(meeting=pk)
    context = {
        "meeting": found,
        "body": found.body,
        "process": queries.process_of(found),
        "documents": documents_of([found]).get(pk, []),
        "decisions": list(decisions),
        "is_ahead": found.starts_at > now,
        "standing": standing(request.person, found.process_id, now=now),
    }
    return render(request, "groups/meeting.html", context)


@require_safe
def decision(request: PersonRequest, pk: int, *, slug: str) -> HttpResponse:
    """Show what a body has decided."""
    now = timezone.now()
    found = http.decision_or_404(request, pk, now=now)
    if slug != (found.slug or "beschluss"):
        return redirect(found, permanent=True)
    shows(request, found.process_id)
    sees_all = queries.sees_all_of(found.body, request.person, now=now)
    context = {
        "decision": found,
        "body": found.body,
        "meeting": found.meeting
        if found.meeting and (sees_all or found.meeting.is_public)
        else None,
        "process": queries.process_of(found),
        "standing": standing(request.person, found.process_id, now=now),
    }
    return render(request, "groups/decision.html", context)


@require_safe
@account_required
def own(request: AccountRequest) -> HttpResponse:
    """Show the bodies one belongs to and the organisations one acts for."""
    context = {
        "memberships": list(queries.own_memberships(request.person)),
        "organisations": list(queries.own_organisations(request.person)),
    }
    return render(request, "groups/own.html", context)


@require_POST
@account_required
def choose_name(request: AccountRequest, pk: int) -> HttpResponse:
    """Let a member decide whether the own name is public."""
    member = queries.own_memberships(request.person).filter(pk=pk).first()
    if member is None:
        raise Http404
    is_named = request.POST.get("name") == "ja"
    with refusal_as_message(request):
        actions.choose_name(member, is_named=is_named, person=request.person)
        messages.success(
            request,
            _("Everybody reads your name now.") if is_named else _("Your name is not shown now."),
        )
    return see_other("groups:own")


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def apply(request: AccountRequest) -> HttpResponse:
    """Take in that somebody wants to act for an organisation."""
    form = ApplicationForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refusal_in(form):
            actions.apply_for(form.facts(), person=request.person, now=timezone.now())
            messages.success(request, _("Thank you. The city checks it and writes to you."))
            return see_other("groups:own")
    return render_form(request, "groups/apply.html", context={"form": form})
