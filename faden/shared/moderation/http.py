"""From a request to what the team decides about one contribution."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from faden.backbone.items.kinds import kind
from faden.backbone.items.models import Item
from faden.backbone.items.queries import text_of
from faden.backbone.people.http import AccountRequest, PersonRequest
from faden.backbone.people.limits import take
from faden.backbone.places.queries import the_place
from faden.backbone.processes.http import team_item_or_404
from faden.backbone.processes.queries import standing
from faden.backbone.processes.rules import Permission
from faden.lib.refused import Refusal
from faden.shared.media.models import Image
from faden.shared.media.queries import images_of
from faden.shared.moderation import actions, queries, rules
from faden.shared.moderation.actions.redaction import note_of
from faden.shared.moderation.forms import DecideForm, RedactForm, RefuseForm, ReportForm
from faden.shared.moderation.models import Report
from faden.shared.moderation.passages import redacted
from faden.shared.notifications.rules import can_be_told
from faden.web.refusals import refusal_in

P = ParamSpec("P")


def moderators_only(
    view: Callable[Concatenate[AccountRequest, P], HttpResponseBase],
) -> Callable[Concatenate[AccountRequest, P], HttpResponseBase]:
    """Open a page to those who moderate any process; others find no such page."""

    @wraps(view)
    def wrapper(request: AccountRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        now = timezone.now()  # noqa: TID251 - part of every view
        if not standing(request.person, None, now=now).may(Permission.MODERATE):
            raise Http404
        return view(request, *args, **kwargs)

    return wrapper  # type: ignore[return-value]  # `wraps` keeps the names


class Review:
    """The team looks at one contribution: one request."""

    def __init__(self, request: AccountRequest, pk: int, *, now: datetime) -> None:
        self.request, self.now = request, now
        self.item = team_item_or_404(request, pk, now=now)
        self.asking = standing(request.person, self.item.process_id, now=now)
        if not self.asking.may(Permission.MODERATE):
            raise Http404
        self.is_sent = request.method == "POST"

    def context(self, **forms: Any) -> dict[str, Any]:
        """Return what the page shows: the contribution, why it is here, what can be done.

        :param forms: `refuse_form` or `decide_form`, where one was sent
        """
        item, hold = self.item, queries.last_hold(self.item)
        return {
            "item": item,
            "process": item.process,
            "kind": kind(item.kind),
            "text": text_of(item),
            "is_redactable": kind(item.kind).put_text is not None,
            "images": images_of([item]).get(item.pk, []),
            "hold": hold,
            "reports": queries.open_reports(item),
            "hiding": None if item.is_public else queries.open_hiding(item),
            "redactions": queries.redactions_of(item),
            "may_open_sealed": self.asking.may(Permission.OPEN_SEALED),
            "acts": self._acts(),
            "ways": [(label, path(item)) for label, path in kind(item.kind).team_paths],
            "refuse_form": RefuseForm(prefix="ablehnen"),
            "decide_form": DecideForm(prefix="meldung"),
            **forms,
        }

    def _acts(self) -> list[tuple[StrOrPromise, str]]:
        """Return what is done by one press; all of it answers the contribution."""
        if not self.asking.may(Permission.ANSWER):
            return []
        return [(label, path(self.item)) for label, path in kind(self.item.kind).team_acts]

    def release(self) -> None:
        """Publish it.

        :raises Refused: if it does not wait
        """
        actions.release(self.item, actor=self.request.person, now=self.now)

    def refuse(self, form: RefuseForm) -> bool:
        """Do not publish it; False: the form says what is wrong."""
        if not form.is_valid():
            return False
        with refusal_in(form):
            reason = form.cleaned_data["reason"]
            actions.refuse(self.item, reason=reason, actor=self.request.person, now=self.now)
            return True
        return False

    def decide(self, form: DecideForm) -> bool:
        """Decide its reports; False: the form says what is wrong."""
        if not form.is_valid():
            return False
        values = form.cleaned_data
        with refusal_in(form):
            actions.decide(
                self.item,
                values["decision"],
                reason=values["reason"],
                explanation=values["explanation"],
                actor=self.request.person,
                now=self.now,
            )
            return True
        return False

    def picture(self, pk: int) -> Image:
        """Return one of its pictures."""
        for image in images_of([self.item]).get(self.item.pk, []):
            if image.pk == pk and image.is_ready:
                return image
        raise Http404


def report_form(request: PersonRequest) -> ReportForm:
    """Return the form; people without an account may leave an address."""
    asks_email = request.person is None or not request.person.email
    return ReportForm(request.POST if request.method == "POST" else None, asks_email=asks_email)


def report_refusal(request: PersonRequest, item: Item) -> Refusal | None:
    """Return why whoever asks cannot report the item."""
    return rules.report_refusal(item, person=request.person)


def take_report_in(
    request: PersonRequest, item: Item, *, form: ReportForm, now: datetime
) -> Report | None:
    """Store the report; None: the form says what is wrong."""
    if not form.is_valid():
        return None
    complaint = form.complaint()
    with refusal_in(form):
        take("reports", person=request.person, address=request.address, now=now)
        if complaint.reason == Report.Reason.THREAT:
            take("threats", person=request.person, address=request.address, now=now)
        return actions.report(item, complaint, reporter=request.person, now=now)
    return None


def preview_of(item: Item, text: str, *, form: RedactForm) -> dict[str, str] | None:
    """Return title and text as they would be, or None while the form is not filled in."""
    if not form.is_valid():
        return None
    note = note_of(form.cleaned_data["subject"], language=item.language)
    chosen = form.passages()
    return {
        "title": redacted(item.title, chosen, note=note),
        "text": redacted(text, chosen, note=note),
    }


def waiting_message() -> str:
    """Return what somebody reads whose contribution waits, with the hours where they are known."""
    hours = the_place().moderation_hours
    text = _("Thank you. The team looks at it before it is published.")
    if not hours:
        return text
    more = _("Contributions are released %(hours)s.") % {"hours": hours}
    return f"{text} {more}"


def told(item: Item, text: str) -> str:
    """Return what was done, and that the author is told why where a mail can reach them."""
    if not can_be_told(item.author):
        return text
    more = _("The author is told why.")
    return f"{text} {more}"
