"""The sections that are texts and choices of the process itself, and all of them at a glance."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from faden.backbone.people.http import AccountRequest, account_required
from faden.backbone.processes.actions import change_process
from faden.surfaces.process_setup import actions, queries
from faden.surfaces.process_setup.forms.concept import ConceptForm
from faden.surfaces.process_setup.forms.fields import FieldsForm
from faden.surfaces.process_setup.forms.process import (
    BasicsForm,
    LinesForm,
    ProgressForm,
    RulesForm,
    SectionForm,
)
from faden.surfaces.process_setup.http import set_up_or_404
from faden.surfaces.process_setup.sections import next_section
from faden.surfaces.process_setup.staff.frame import frame_page, posted, saved, section_page
from faden.web.refusals import refusal_in

FORMS: dict[str, type[SectionForm]] = {
    "basics": BasicsForm,
    "lines": LinesForm,
    "rules": RulesForm,
    "progress": ProgressForm,
}


@require_safe
@account_required
def overview(request: AccountRequest, slug: str) -> HttpResponse:
    """Show all sections: what is set, what is missing, what the public sees, who is told."""
    set_up = set_up_or_404(request, slug, now=timezone.now())
    template = "process_setup/overview.html"
    return frame_page(request, set_up, template=template, next_section=next_section(set_up))


@require_safe
@account_required
def team(request: AccountRequest, slug: str) -> HttpResponse:
    """Show who works for the process, and where others get a role."""
    set_up = set_up_or_404(request, slug, now=timezone.now())
    return section_page(request, set_up, name="team")


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def edit(request: AccountRequest, slug: str, *, name: str) -> HttpResponse:
    """Take in one section of the process's own texts and choices."""
    now = timezone.now()
    set_up = set_up_or_404(request, slug, now=now)
    form = FORMS[name](posted(request), process=set_up.process)
    if form.is_valid():
        with refusal_in(form):
            change_process(set_up.process, actor=request.person, now=now, **form.changes())
            return saved(request, set_up, name=name)
    return section_page(request, set_up, name=name, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def concept(request: AccountRequest, slug: str) -> HttpResponse:
    """Take in the participation concept and what happens with the results."""
    now = timezone.now()
    set_up = set_up_or_404(request, slug, now=now)
    process = set_up.process
    plan = queries.plan_by_slug(process.template)
    form = ConceptForm(posted(request), process=process, concept=set_up.concept, plan=plan)
    if "uebernehmen" in request.POST:
        form = form.with_texts()
    if form.is_valid():
        with refusal_in(form):
            columns, parts = form.columns(), form.written()
            actions.set_concept(process, columns, parts=parts, actor=request.person, now=now)
            return saved(request, set_up, name="concept")
    return section_page(request, set_up, name="concept", form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def fields(request: AccountRequest, slug: str) -> HttpResponse:
    """Take in names and order of all action fields, new ones, and which are removed."""
    now = timezone.now()
    set_up = set_up_or_404(request, slug, now=now)
    form = FieldsForm(posted(request), fields=set_up.fields)
    if form.is_valid():
        with refusal_in(form):
            actions.arrange_fields(
                set_up.process,
                form.names(),
                removed=form.removed(),
                new=form.cleaned_data["new"],
                actor=request.person,
                now=now,
            )
            return saved(request, set_up, name="fields")
    return section_page(request, set_up, name="fields", form=form)
