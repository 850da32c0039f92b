"""Writing, changing and deleting comments; a long thread; the stable address of one comment."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from faden.backbone.people.http import PersonRequest
from faden.backbone.processes.http import item_or_404
from faden.lib.refused import Refused
from faden.shared.comments import actions, http, queries
from faden.shared.comments.discussion import shown_threads
from faden.shared.comments.rules import OTHERS
from faden.shared.moderation.http import waiting_message
from faden.shared.moderation.queries import last_hold, open_hiding
from faden.web.forms import render_form
from faden.web.pages import asked_number, see_other


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: PersonRequest, pk: int) -> HttpResponse:
    """Take in a comment or a reply; what was typed stays when it cannot be taken."""
    now = timezone.now()
    desk = http.Desk(request, item_or_404(request, pk, now=now), now=now)
    form = desk.form()
    comment = desk.take_in(form) if form.is_bound else None
    if comment is not None:
        if not comment.is_public:
            messages.success(request, waiting_message())
            return see_other(f"{desk.about.get_absolute_url()}#diskussion")
        selection = http.selection_of(request, desk.about, now=now)
        return see_other(queries.address_in_discussion(comment, selection, neu=comment.pk))
    context = {"desk": desk, "form": form, "refusal": desk.refusal}
    return render_form(request, "comments/write.html", context=context)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: PersonRequest, pk: int) -> HttpResponse:
    """Put other words in place of one's own."""
    now = timezone.now()
    comment = http.comment_or_404(request, pk, now=now)
    form = http.change_form(request, comment)
    if form.is_bound and http.take_change_in(request, comment, form=form, now=now):
        messages.success(request, _("Your comment is changed."))
        return see_other(comment)
    refusal = http.change_refusal(request, comment, now=now)
    context = {"comment": comment, "form": form, "refusal": refusal}
    return render_form(request, "comments/change.html", context=context)


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask whether one's own comment is to be deleted, and delete it."""
    now = timezone.now()
    comment = http.comment_or_404(request, pk, now=now)
    if request.method == "POST":
        if request.person is None:
            raise Refused(OTHERS)
        actions.delete(comment, actor=request.person, now=now)
        messages.success(request, _("Your comment is deleted."))
        return see_other(f"{comment.about.get_absolute_url()}#diskussion")
    refusal = queries.deletion_refusal(comment, request.person, now=now)
    return render(request, "comments/delete.html", {"comment": comment, "refusal": refusal})


@require_safe
def thread(request: PersonRequest, pk: int) -> HttpResponse:
    """Show a comment with all replies to it, page by page."""
    now = timezone.now()
    root = http.comment_or_404(request, pk, now=now)
    if root.is_reply or not root.is_shown:
        return redirect(root)
    reader = http.reader_of(request, root.about, now=now)
    page = queries.thread_page(root, asked_number(request), reader=request.person)
    [shown] = shown_threads(page.object_list, reader)
    context = {"root": root, "reader": reader, "page": page, "thread": shown}
    return render(request, "comments/thread.html", context)


@require_safe
def permalink(request: PersonRequest, pk: int) -> HttpResponse:
    """Lead to the comment's place in its discussion, or show what only its author may still see."""
    now = timezone.now()
    comment = http.comment_or_404(request, pk, now=now)
    if not comment.is_shown:
        if comment.deleted_at is not None:
            raise Http404
        context = {
            "comment": comment,
            "hiding": open_hiding(comment),
            "hold": last_hold(comment),
            "may_change": queries.deletion_refusal(comment, request.person, now=now) is None,
        }
        return render(request, "comments/hidden.html", context)
    selection = http.selection_of(request, comment.about, now=now)
    return redirect(queries.address_in_discussion(comment, selection))
