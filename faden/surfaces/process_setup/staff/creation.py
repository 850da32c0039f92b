"""A new process: choosing a template, and one page for all of it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from faden.backbone.people.http import AccountRequest, account_required
from faden.backbone.processes.queries import may
from faden.backbone.processes.rules import Permission
from faden.lib.dates import city_day
from faden.surfaces.process_setup import actions, queries
from faden.surfaces.process_setup.forms.creation import NewProcessForm
from faden.surfaces.process_setup.http import require_setting_up
from faden.surfaces.process_setup.staff.frame import posted
from faden.surfaces.process_setup.words import duration_of, facts_of
from faden.web.forms import render_form
from faden.web.pages import see_other
from faden.web.refusals import refusal_as_message, refusal_in

COMPUTE = "berechnen"  # the button that moves all dates to the first day


@require_safe
@account_required
def choose(request: AccountRequest) -> HttpResponse:
    """Show the templates, each with what is in it."""
    now = timezone.now()
    require_setting_up(request, now=now)
    own = queries.own_plans()
    may_all = may(request.person, Permission.ADMINISTER, process_id=None, now=now)
    context = {
        "shipped": [(plan, duration_of(plan)) for plan in queries.shipped_plans()],
        "own": [(plan, duration_of(plan)) for plan in own],
        "removable": {plan.slug for plan in own} if may_all else queries.saved_by(request.person),
    }
    return render(request, "process_setup/choose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def create(request: AccountRequest, template: str) -> HttpResponse:
    """Take in a whole process; where another first day was typed, show the dates it leads to."""
    now = timezone.now()
    require_setting_up(request, now=now)
    plan = queries.plan_by_slug(template)
    if plan is None:
        raise Http404
    form = NewProcessForm(posted(request), plan=plan, today=city_day(now))
    if form.is_bound and (form.distance or (COMPUTE in request.POST and form.distance is not None)):
        form = form.moved()
        messages.info(request, _("The dates are computed from the first day. Please look at them."))
    elif form.is_valid():
        with refusal_in(form):
            new = actions.NewProcess(form.texts(), form.phases(), form.milestones())
            process = actions.create_from_plan(plan, new, actor=request.person, now=now)
            messages.success(request, _("The draft is there. Only the team sees it."))
            return see_other("process_setup:overview", process.slug)
    rows = {"phase_rows": form.rows("phase"), "entry_rows": form.rows("entry")}
    context = {"plan": plan, "form": form, "facts": facts_of(plan), **rows}
    return render_form(request, "process_setup/create.html", context=context)


@require_POST
@account_required
def remove_template(request: AccountRequest, template: str) -> HttpResponse:
    """Remove one of the city's own templates."""
    now = timezone.now()
    require_setting_up(request, now=now)
    own = queries.own_template(template)
    if own is None:
        raise Http404
    with refusal_as_message(request):
        actions.remove_template(own, actor=request.person, now=now)
        messages.success(request, _("The template is removed. Processes made from it stay."))
    return see_other("process_setup:choose")
