"""From a request to what the team decides about one contribution."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from faden.backbone.items.kinds import kind
from faden.backbone.items.models import Item
from faden.backbone.items.queries import text_of
from faden.backbone.people.http import AccountRequest, PersonRequest
from faden.backbone.people.limits import take
from faden.backbone.places.queries import the_place
from faden.backbone.processes.http import team_item_or_404, team_process_or_404
from faden.backbone.processes.models import Process
from faden.backbone.processes.queries import action_fields_of, standing
from faden.backbone.processes.rules import Permission
from faden.lib.refused import Refusal
from faden.shared.media.models import Image
from faden.shared.media.queries import images_of
from faden.shared.moderation import actions, queries, rules
from faden.shared.moderation.actions.redaction import note_of
from faden.shared.moderation.forms import (
    DecideForm,
    MoveForm,
    RedactForm,
    RefuseForm,
    ReportForm,
)
from faden.shared.moderation.forms.deciding import NEED_REASON
from faden.shared.moderation.models import Report
from faden.shared.moderation.passages import redacted
from faden.shared.notifications.queries import is_reached, n_reached
from faden.web.refusals import refusal_in

P = ParamSpec("P")
NUMBERS = re.compile("[0-9]{1,15}(?:-[0-9]{1,15})*")  # of contributions in an address


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
            "move_url": move_address([item]) if kind(item.kind).moving else "",
            "images": images_of([item]).get(item.pk, []),
            "hold": hold,
            "mark": queries.mark_of_words(item),
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

        :raises Refused: if it does not wait, or says something else by now
        """
        seen = self.request.POST.get("stand", "")
        actions.release(self.item, seen=seen, actor=self.request.person, now=self.now)

    def refuse(self, form: RefuseForm) -> bool:
        """Do not publish it; False: the form says what is wrong."""
        if not form.is_valid():
            return False
        with refusal_in(form):
            reason = form.cleaned_data["reason"]
            actions.refuse(self.item, reason=reason, actor=self.request.person, now=self.now)
            return True
        return False

    def decide(self, form: DecideForm) -> str:
        """Decide its reports and say who is told; nothing: the form says what is wrong."""
        if not form.is_valid():
            return ""
        values = form.cleaned_data
        reports = list(queries.open_reports(self.item))
        with refusal_in(form):
            actions.decide(
                self.item,
                values["decision"],
                reason=values["reason"],
                explanation=values["explanation"],
                actor=self.request.person,
                now=self.now,
            )
            is_author_told = values["decision"] in NEED_REASON
            text = decided_words(reports)
            return told(self.item, text) if is_author_told else text
        return ""

    def picture(self, pk: int) -> Image:
        """Return one of its pictures."""
        for image in images_of([self.item]).get(self.item.pk, []):
            if image.pk == pk and image.is_ready:
                return image
        raise Http404


class Mover:
    """The team moves contributions into another process: one request."""

    def __init__(self, request: AccountRequest, slug: str, *, numbers: str, now: datetime) -> None:
        self.request, self.now = request, now
        self.process = team_process_or_404(request, slug, now=now)
        asking = standing(request.person, self.process.pk, now=now)
        if not asking.may(Permission.MODERATE) or not NUMBERS.fullmatch(numbers):
            raise Http404
        ids = [int(one) for one in numbers.split("-")][: rules.MOST_MOVED]
        found = queries.movable(self.process, ids)
        if len({item.kind for item in found}) != 1:
            raise Http404
        self.kind = kind(found[0].kind)
        assert self.kind.moving is not None  # noqa: S101 - the query has asked
        refusals = self.kind.moving.refusals(found)
        self.staying = [(item, refusals[item.pk]) for item in found if item.pk in refusals]
        self.items = [item for item in found if item.pk not in refusals]

    @cached_property
    def targets(self) -> list[Process]:
        """The processes among which one can choose."""
        person = self.request.person
        return queries.targets_for(self.process, self.kind.name, person=person, now=self.now)

    @cached_property
    def target(self) -> Process | None:
        """The one that the address names."""
        asked = self.request.GET.get("nach")
        return next((one for one in self.targets if one.slug == asked), None)

    @cached_property
    def n_authors(self) -> int:
        """How many authors get a mail."""
        return n_reached(item.author for item in self.items)

    def form(self, target: Process) -> MoveForm:
        """Return the form for this process, with what was sent."""
        assert self.kind.moving is not None  # noqa: S101 - as above
        topics = list(action_fields_of(target.pk)) if self.kind.moving.has_field else []
        return MoveForm(self.request.POST if self.request.method == "POST" else None, topics=topics)

    def move(self, form: MoveForm, target: Process) -> int:
        """Move what can be moved and return how many these were; 0: the form says why not."""
        if not self.items or not form.is_valid():
            return 0
        to, reason = actions.Destination(target, form.topic()), form.cleaned_data["reason"]
        with refusal_in(form):
            person = self.request.person
            return actions.move_all(self.items, to, reason=reason, actor=person, now=self.now)
        return 0

    def context(self, form: MoveForm | None = None) -> dict[str, Any]:
        """Return what the page shows."""
        return {
            "process": self.process,
            "kind": self.kind,
            "items": self.items,
            "staying": self.staying,
            "targets": self.targets,
            "target": self.target,
            "form": form,
            "n_told": self.n_authors,
        }


def move_address(items: Sequence[Item]) -> str:
    """Return where these contributions of one process are moved."""
    numbers = "-".join(str(item.pk) for item in items)
    process = items[0].process
    return reverse("moderation:move", args=[process.slug if process else "", numbers])


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


def decided_words(reports: Iterable[Report]) -> str:
    """Return that reports are decided, and that those are told who left an address."""
    if any(report.email or is_reached(report.reporter) for report in reports):
        return _("It is decided. Those who reported it are told.")
    return _("It is decided.")


def told(item: Item, text: str) -> str:
    """Return what was done, and that the author is told why where a mail can reach them."""
    if not is_reached(item.author):
        return text
    more = _("The author is told why.")
    return f"{text} {more}"
