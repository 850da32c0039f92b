"""What authors do with their ideas, and how the texts of ideas were before."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from faden.backbone.people.http import PersonRequest
from faden.participation.ideas.forms import WithdrawForm
from faden.participation.ideas.http.editing import Author
from faden.participation.ideas.http.page import idea_or_404
from faden.participation.ideas.http.versions import versions_context
from faden.web.forms import render_form
from faden.web.pages import see_other


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PersonRequest, pk: int, *, slug: str) -> HttpResponse:
    """Change an idea, as long as that is possible."""
    author = Author(request, pk, now=timezone.now())
    if author.own.edit_refusal and not author.is_sent:
        context = author.context(title=_("Change the idea"), refusal=author.own.edit_refusal)
        return render(request, "ideas/own_refused.html", context)
    form = author.edit_form()
    if author.is_sent and author.edit(form):
        messages.success(request, _("The idea is changed."))
        return see_other(author.idea)
    return render_form(request, "ideas/edit.html", context=author.context(form=form))


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: PersonRequest, pk: int, *, slug: str) -> HttpResponse:
    """Ask for the reason, then withdraw the idea."""
    author = Author(request, pk, now=timezone.now())
    if author.own.withdraw_refusal and not author.is_sent:
        context = author.context(title=_("Withdraw the idea"), refusal=author.own.withdraw_refusal)
        return render(request, "ideas/own_refused.html", context)
    form = WithdrawForm(request.POST if author.is_sent else None)
    if author.is_sent and author.withdraw(form):
        messages.success(request, _("The idea is withdrawn."))
        return see_other(author.idea)
    return render_form(request, "ideas/withdraw.html", context=author.context(form=form))


@require_POST
def hand_in_again(request: PersonRequest, pk: int, *, slug: str) -> HttpResponse:
    """Take a withdrawal back."""
    author = Author(request, pk, now=timezone.now())
    author.hand_in_again()
    messages.success(request, _("The idea is handed in again."))
    return see_other(author.idea)


@require_safe
def versions(request: PersonRequest, pk: int, *, slug: str) -> HttpResponse:
    """Show how the text was before, and what was changed."""
    idea = idea_or_404(request, pk, now=timezone.now())
    return render(request, "ideas/versions.html", versions_context(request, idea))
