"""Writing a comment on an item of any kind, and the stable address of a single one."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from faden.backbone.people.http import PersonRequest
from faden.backbone.processes.http import item_or_404
from faden.backbone.processes.queries import verb_refusal_on
from faden.shared.comments import http, queries
from faden.shared.comments.forms import CommentForm
from faden.web.forms import render_form
from faden.web.pages import see_other


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: PersonRequest, pk: int) -> HttpResponse:
    """Take in a comment; what was typed stays when it cannot be taken."""
    now = timezone.now()
    item = item_or_404(request, pk, now=now)
    form = CommentForm(request.POST if request.method == "POST" else None)
    comment = http.take_in(request, item, form=form, now=now) if form.is_bound else None
    if comment is not None:
        messages.success(request, _("Thank you. Your comment is published."))
        return see_other(queries.address_in_discussion(comment))
    refusal = verb_refusal_on(item, "comment", person=request.person, now=now)
    context = {"item": item, "form": form, "refusal": refusal}
    return render_form(request, "comments/write.html", context=context)


@require_safe
def permalink(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to the comment's place in the discussion."""
    comment = queries.public_comment(pk)
    if comment is None:
        raise Http404
    return redirect(queries.address_in_discussion(comment))
