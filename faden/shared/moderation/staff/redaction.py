"""Making passages and parts of pictures unreadable, and reading an original for a cause."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from faden.backbone.items.queries import text_of
from faden.backbone.people.http import AccountRequest, account_required
from faden.backbone.processes.queries import standing
from faden.backbone.processes.rules import Permission
from faden.shared.moderation import actions, queries
from faden.shared.moderation.blackening import COLUMNS
from faden.shared.moderation.forms import CauseForm, PictureForm, RedactForm
from faden.shared.moderation.http import Review, preview_of, told
from faden.web.forms import render_form
from faden.web.pages import see_other
from faden.web.refusals import refusal_in


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def redact(request: AccountRequest, pk: int) -> HttpResponse:
    """Choose passages, look at the result, then make them unreadable."""
    desk = Review(request, pk, now=timezone.now())
    text = text_of(desk.item)
    form = RedactForm(request.POST if desk.is_sent else None, text=text)
    is_preview = "vorschau" in request.POST
    if desk.is_sent and not is_preview and form.is_valid():
        with refusal_in(form):
            actions.redact(
                desk.item,
                form.passages(),
                ground=form.ground(),
                actor=request.person,
                now=desk.now,
            )
            messages.success(request, told(desk.item, _("The passage is unreadable now.")))
            return see_other("moderation:review", pk)
    context = {
        "item": desk.item,
        "process": desk.item.process,
        "text": text,
        "form": form,
        "preview": preview_of(desk.item, text, form=form) if is_preview else None,
    }
    return render_form(request, "moderation/redact.html", context=context)


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def picture(request: AccountRequest, pk: int, *, image_pk: int) -> HttpResponse:
    """Choose parts of a picture to be made unreadable, or take it away."""
    desk = Review(request, pk, now=timezone.now())
    image = desk.picture(image_pk)
    form = PictureForm(request.POST if desk.is_sent else None)
    if desk.is_sent and form.is_valid():
        with refusal_in(form):
            _redact_picture(desk, image, form)
            messages.success(request, told(desk.item, _("The picture is changed.")))
            return see_other("moderation:review", pk)
    context = {
        "item": desk.item,
        "process": desk.item.process,
        "image": image,
        "form": form,
        "columns": COLUMNS,
    }
    return render_form(request, "moderation/picture.html", context=context)


def _redact_picture(desk: Review, image: Any, form: PictureForm) -> None:
    person, now, ground = desk.request.person, desk.now, form.ground()
    if form.removes:
        actions.remove_picture(image, ground, actor=person, now=now)
        return
    cells = form.cleaned_data["cells"]
    actions.redact_picture(image, cells, ground=ground, actor=person, now=now)


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def original(request: AccountRequest, redaction_pk: int) -> HttpResponse:
    """Ask for the cause, then show what stood there; nothing of it is kept by the browser."""
    now = timezone.now()
    kept = queries.sealed_of(redaction_pk)
    if kept is None:
        raise Http404
    item = kept.redaction.item
    if not standing(request.person, item.process_id, now=now).may(Permission.OPEN_SEALED):
        raise Http404
    form = CauseForm(request.POST if request.method == "POST" else None)
    shown = None
    if form.is_valid():
        with refusal_in(form):
            cause = form.cleaned_data["cause"]
            shown = actions.open_sealed(redaction_pk, cause=cause, actor=request.person, now=now)
    context = {"item": item, "sealed": kept, "form": form, "original": shown}
    return render_form(request, "moderation/original.html", context=context)
