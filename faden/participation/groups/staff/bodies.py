"""Bodies and their members."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from faden.backbone.people.http import AccountRequest, account_required
from faden.backbone.processes.http import team_process_or_404
from faden.backbone.processes.queries import standing
from faden.backbone.processes.rules import Permission, role_refusal
from faden.participation.groups import actions, http, queries
from faden.participation.groups.forms import BodyForm, MemberForm
from faden.web.forms import render_form
from faden.web.pages import see_other
from faden.web.refusals import refusal_in

a_form = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@account_required
def manage(request: AccountRequest, process_slug: str) -> HttpResponse:
    """Show the bodies of a process to its team; who may set it up finds how to change them."""
    now = timezone.now()
    process = team_process_or_404(request, process_slug, now=now)
    asking = standing(request.person, process.pk, now=now)
    context = {
        "process": process,
        "bodies": list(queries.bodies_of(process, request.person, now=now)),
        "write_refusal": role_refusal(asking.roles, Permission.CONFIGURE),
    }
    return render(request, "groups/manage.html", context)


@a_form
@account_required
def found(request: AccountRequest, process_slug: str) -> HttpResponse:
    """Found a body."""
    now = timezone.now()
    process = http.process_to_write_or_404(request, process_slug, now=now)
    form = BodyForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refusal_in(form):
            body = actions.found_body(process, form.facts(), actor=request.person, now=now)
            messages.success(request, _("The body is there. Add its members now."))
            return see_other("groups:change", body.pk)
    context = {"process": process, "form": form, "title": _("New body")}
    return render_form(request, "groups/form.html", context=context)


@a_form
@account_required
def change(request: AccountRequest, pk: int) -> HttpResponse:
    """Change a body; its members, meetings and decisions stand below."""
    now = timezone.now()
    body = http.body_to_write_or_404(request, pk, now=now)
    form = BodyForm(request.POST if request.method == "POST" else None, body=body)
    if form.is_bound and form.is_valid():
        with refusal_in(form):
            actions.change_body(body, form.facts(), actor=request.person, now=now)
            messages.success(request, _("Saved."))
            return see_other("groups:change", pk)
    context = {
        "process": queries.process_of(body),
        "body": body,
        "form": form,
        "members": list(queries.members_of(body)),
        "meetings": list(queries.meetings_of(body, sees_all=True)),
        "decisions": list(queries.decisions_of(body, sees_all=True)),
    }
    return render_form(request, "groups/change.html", context=context)


@a_form
@account_required
def add_member(request: AccountRequest, pk: int) -> HttpResponse:
    """Take somebody into a body."""
    now = timezone.now()
    body = http.body_to_write_or_404(request, pk, now=now)
    form = MemberForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refusal_in(form):
            actions.add_member(body, form.facts(), actor=request.person, now=now)
            messages.success(request, _("The member is added."))
            return see_other("groups:change", pk)
    context = {"body": body, "process": queries.process_of(body), "form": form}
    context["title"] = _("New member")
    return render_form(request, "groups/form.html", context=context)


@a_form
@account_required
def member(request: AccountRequest, pk: int, *, member: int) -> HttpResponse:
    """Change what is known of a member."""
    now = timezone.now()
    body = http.body_to_write_or_404(request, pk, now=now)
    found = http.member_or_404(body, member)
    form = MemberForm(request.POST if request.method == "POST" else None, member=found)
    if form.is_bound and form.is_valid():
        with refusal_in(form):
            actions.change_member(found, form.facts(), actor=request.person, now=now)
            messages.success(request, _("Saved."))
            return see_other("groups:change", pk)
    context = {"body": body, "process": queries.process_of(body), "form": form}
    context["title"] = _("Change a member")
    return render_form(request, "groups/form.html", context=context)


@require_POST
@account_required
def remove_member(request: AccountRequest, pk: int, *, member: int) -> HttpResponse:
    """Let somebody leave a body."""
    now = timezone.now()
    body = http.body_to_write_or_404(request, pk, now=now)
    actions.remove_member(http.member_or_404(body, member), actor=request.person, now=now)
    messages.success(request, _("The member is removed."))
    return see_other("groups:change", pk)
