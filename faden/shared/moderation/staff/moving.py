"""Moving contributions into the process to which they belong."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from faden.backbone.people.http import AccountRequest, account_required
from faden.shared.moderation.http import Mover
from faden.web.forms import render_form
from faden.web.pages import see_other

PAGE = "moderation/move.html"


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def move(request: AccountRequest, process_slug: str, *, numbers: str) -> HttpResponse:
    """Ask for the other process, then for topic and reason, and move them."""
    mover = Mover(request, process_slug, numbers=numbers, now=timezone.now())
    if mover.target is None:
        return render(request, PAGE, mover.context())
    form = mover.form(mover.target)
    n_authors = mover.n_authors
    if form.is_bound and (n := mover.move(form, mover.target)):
        messages.success(request, _done(n, mover.target.title, n_authors=n_authors))
        return _on(mover)
    return render_form(request, PAGE, context=mover.context(form))


def _done(n: int, title: str, *, n_authors: int) -> str:
    text = ngettext(
        "%(n)s contribution is part of “%(process)s” now.",
        "%(n)s contributions are part of “%(process)s” now.",
        n,
    ) % {"n": n, "process": title}
    if not n_authors:
        return text
    told = ngettext("%(n)s author is told why.", "%(n)s authors are told why.", n_authors)
    return f"{text} {told % {'n': n_authors}}"


def _on(mover: Mover) -> HttpResponse:
    """Go on to the one contribution, or back to the table from which several were moved."""
    if len(mover.items) == 1 or mover.kind.table_path is None:
        return see_other(mover.items[0])
    return see_other(mover.kind.table_path(mover.process))
