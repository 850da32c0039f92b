"""The end and what comes after: publishing, archive, template, history."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from faden.backbone.people.http import AccountRequest, account_required
from faden.backbone.processes import actions as processes
from faden.backbone.processes.queries import versions_of
from faden.surfaces.process_setup import actions, queries
from faden.surfaces.process_setup.forms.access import PublishForm, TemplateForm
from faden.surfaces.process_setup.http import set_up_or_404
from faden.surfaces.process_setup.staff.frame import frame_page, posted
from faden.web.forms import Form
from faden.web.pages import page_of, see_other
from faden.web.refusals import refusal_in

PER_PAGE = 20  # versions
MOST_SHOWN = 6  # changes of one version; more are folded


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def publish(request: AccountRequest, slug: str) -> HttpResponse:
    """Show what is missing, what will be seen and who is told; publish or take back."""
    now = timezone.now()
    set_up = set_up_or_404(request, slug, now=now)
    process = set_up.process
    form = PublishForm(
        posted(request),
        process=process,
        proposed=queries.proposed_visibility(process),
        n_invited=set_up.n_invited,
        n_places=sum(map(len, set_up.open_places.values())),
    )
    if form.is_valid():
        with refusal_in(form):
            chosen = form.cleaned_data["visibility"]
            n_told = actions.show_to(
                process,
                chosen,
                tells_invited=form.cleaned_data.get("tells_invited", False),
                actor=request.person,
                now=now,
            )
            messages.success(request, _done(chosen, n_told))
            return see_other("process_setup:overview", slug)
    template = "process_setup/publish.html"
    return frame_page(request, set_up, template=template, name="publish", form=form)


def _done(visibility: str, n_told: int) -> str:
    said = {
        "public": _("The process is public."),
        "invited": _("Invited people see the process now."),
        "staff": _("Only the team sees the process now. Nobody is told."),
    }[visibility]
    if not n_told:
        return said
    mails = ngettext("%(n)s person gets a mail.", "%(n)s people get a mail.", n_told)
    return f"{said} {mails % {'n': n_told}}"


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def archive(request: AccountRequest, slug: str) -> HttpResponse:
    """Ask, then close the process for good or open it again."""
    now = timezone.now()
    set_up = set_up_or_404(request, slug, now=now)
    process = set_up.process
    form = Form(posted(request))
    if form.is_valid() and process.archived_at:
        processes.reopen(process, actor=request.person, now=now)
        messages.success(request, _("The process is open again: its phases count."))
        return see_other("process_setup:overview", slug)
    if form.is_valid():
        processes.archive(process, actor=request.person, now=now)
        messages.success(request, _("The process is archived. It can still be read."))
        return see_other("process_setup:overview", slug)
    return frame_page(
        request, set_up, template="process_setup/archive.html", name="archive", form=form
    )


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def template(request: AccountRequest, slug: str) -> HttpResponse:
    """Keep the process as a template of the city."""
    now = timezone.now()
    set_up = set_up_or_404(request, slug, now=now)
    form = TemplateForm(posted(request))
    if form.is_valid():
        with refusal_in(form):
            values, actor = form.cleaned_data, request.person
            actions.save_as_template(set_up.process, actor=actor, now=now, **values)
            messages.success(request, _("The template is saved. You find it under “Set up”."))
            return see_other("process_setup:choose")
    return frame_page(
        request, set_up, template="process_setup/template.html", name="template", form=form
    )


@require_safe
@account_required
def history(request: AccountRequest, slug: str) -> HttpResponse:
    """Show every change: who, when, and what was and is now."""
    set_up = set_up_or_404(request, slug, now=timezone.now())
    process = set_up.process
    page = page_of(request, versions_of(process), per_page=PER_PAGE)
    context = {
        "page": page,
        "steps": queries.steps_of(process, start=(page.number - 1) * PER_PAGE, limit=PER_PAGE),
        "most_shown": MOST_SHOWN,
    }
    return frame_page(
        request, set_up, template="process_setup/history.html", name="history", **context
    )
