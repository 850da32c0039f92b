"""The three questions, for who took part."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from faden.backbone.people.http import PersonRequest
from faden.backbone.processes.http import process_or_404
from faden.shared.feedback import http
from faden.shared.feedback.forms import FeedbackForm
from faden.web.forms import form_status
from faden.web.pages import see_other


@require_http_methods(["GET", "HEAD", "POST"])
def give(request: PersonRequest, process_slug: str) -> HttpResponse:
    """Take in the answers; they are counted, and nothing else is kept of them."""
    now = timezone.now()
    process = process_or_404(request, process_slug, now=now)
    is_sent = request.method == "POST"
    form = FeedbackForm(request.POST if is_sent else None)
    if is_sent and http.take_in(request, form, process=process, now=now):
        messages.success(request, _("Thank you. Your answers are counted, without your name."))
        return see_other(process.get_absolute_url())
    refusal = http.refusal_of(request, process.pk)
    context = {"process": process, "form": form, "refusal": refusal}
    return render(request, "feedback/give.html", context, status=form_status(form))
