"""Who may see the process before or beside the public: invited people, holders of a link."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from faden.backbone.people.http import AccountRequest, account_required
from faden.backbone.processes import actions as processes
from faden.backbone.processes import queries as of_processes
from faden.surfaces.process_setup import actions
from faden.surfaces.process_setup.forms.access import InvitationsForm, PreviewForm
from faden.surfaces.process_setup.http import (
    invitation_or_404,
    preview_link_or_404,
    process_or_404,
    set_up_or_404,
)
from faden.surfaces.process_setup.staff.frame import section_page
from faden.web.pages import page_of, see_other
from faden.web.refusals import refusal_in

NEW_PREVIEW = "new_preview"  # in the session, until it is shown: {"process": pk, "path": ...}


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def access(request: AccountRequest, slug: str) -> HttpResponse:
    """Show who is invited and which links are open; take in invitations."""
    now = timezone.now()
    set_up = set_up_or_404(request, slug, now=now)
    form = InvitationsForm(request.POST if "addresses" in request.POST else None)
    if form.is_valid():
        with refusal_in(form):
            addresses = form.cleaned_data["addresses"]
            given = actions.invite(set_up.process, addresses, actor=request.person, now=now)
            messages.success(request, _told(*given))
            return see_other("process_setup:access", slug)
    return section_page(
        request,
        set_up,
        name="access",
        form=form,
        preview_form=PreviewForm(),
        page=page_of(request, of_processes.invitations_in(set_up.process), per_page=50),
        links=list(of_processes.preview_links_of(set_up.process, now=now)),
        new_preview=_new_preview(request, set_up.process.pk),
    )


def _told(n_new: int, n_mails: int) -> str:
    if not n_new:
        return _("These addresses were invited already.")
    invited = ngettext("%(n)s address is invited.", "%(n)s addresses are invited.", n_new)
    if n_mails:
        mails = _("Everybody new gets a mail now.")
    else:
        mails = _("They get a mail when the process is published.")
    return f"{invited % {'n': n_new}} {mails}"


def _new_preview(request: AccountRequest, process_id: int) -> str:
    """Return the address of the link that was just made; it is shown this once."""
    made = request.session.get(NEW_PREVIEW)
    if not made or made["process"] != process_id:
        return ""
    del request.session[NEW_PREVIEW]
    return f"{settings.FADEN_BASE_URL}{made['path']}"


@require_POST
@account_required
def uninvite(request: AccountRequest, slug: str, *, pk: int) -> HttpResponse:
    """Take one invitation back."""
    now = timezone.now()
    process = process_or_404(request, slug, now=now)
    processes.uninvite(invitation_or_404(process, pk), actor=request.person, now=now)
    messages.success(request, _("The invitation is taken back. Nobody is told."))
    return see_other("process_setup:access", slug)


@require_POST
@account_required
def create_preview(request: AccountRequest, slug: str) -> HttpResponse:
    """Make a preview link and show its address once."""
    now = timezone.now()
    process = process_or_404(request, slug, now=now)
    form = PreviewForm(request.POST)
    if form.is_valid():
        ends = form.expires_at(now=now)
        key = processes.create_preview_link(process, expires_at=ends, actor=request.person, now=now)
        path = reverse("processes:preview", args=[key])
        request.session[NEW_PREVIEW] = {"process": process.pk, "path": path}
    return see_other(reverse("process_setup:access", args=[slug]) + "#vorschau")


@require_POST
@account_required
def revoke_preview(request: AccountRequest, slug: str, *, pk: int) -> HttpResponse:
    """Let a preview link open nothing any more."""
    now = timezone.now()
    process = process_or_404(request, slug, now=now)
    link = preview_link_or_404(process, pk, now=now)
    processes.revoke_preview_link(link, actor=request.person, now=now)
    messages.success(request, _("The link opens nothing any more."))
    return see_other(reverse("process_setup:access", args=[slug]) + "#vorschau")
