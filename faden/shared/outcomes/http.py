"""From a request to what is answered: contributions, the draft, the form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.http import Http404, HttpRequest
from django.shortcuts import resolve_url

from faden.backbone.items.kinds import kind
from faden.backbone.items.models import Item
from faden.backbone.people.http import AccountRequest
from faden.backbone.processes.models import Process
from faden.backbone.processes.queries import roles_of
from faden.shared.outcomes import queries, rules
from faden.shared.outcomes.forms import WordsForm, with_text_block
from faden.shared.outcomes.models import Answering, Draft, Outcome

FormT = TypeVar("FormT", bound=WordsForm)
NUMBERS = re.compile("[0-9]{1,15}(?:-[0-9]{1,15})*")
INSERT, SAVE, HAND_IN = "insert", "save", "hand_in"  # names of buttons


def chosen_or_404(process: Process, numbers: str) -> list[Item]:
    """Return the contributions of the process that an address names as "7-12"; 404 without any."""
    if not NUMBERS.fullmatch(numbers):
        raise Http404
    ids = [int(one) for one in numbers.split("-")]
    found = queries.contributions_by_ids(process, ids[: rules.MOST_AT_ONCE])
    if not found:
        raise Http404
    return found


def address_for(items: Sequence[Item], name: str, *, slug: str) -> str:
    """Return the address of a page for these contributions of a process."""
    numbers = "-".join(str(item.pk) for item in items)
    return resolve_url(f"outcomes:{name}", slug, numbers)


def words_form(
    request: HttpRequest,
    form_class: type[FormT],
    *,
    items: Sequence[Item],
    now: datetime,
    before: Outcome | Draft | None = None,
) -> FormT:
    """Return the form as it was sent; with a text block inserted, or kept as a draft, if asked."""
    codes = rules.codes_for(kind(item.kind) for item in items)
    facts: dict[str, Any] = {"now": now, "codes": codes, "before": before}
    proposed = {} if before else {"unit": _office_of(items[0].process)}
    if request.method != "POST":
        return form_class(initial=proposed, **facts)
    if INSERT in request.POST:
        return form_class(initial=proposed | with_text_block(request.POST), **facts)
    return form_class(request.POST, is_complete=SAVE not in request.POST, **facts)


def _office_of(process: Any) -> int | None:
    """Return the key of the office in charge of the process, else of the only one of the city."""
    if process.as_process.unit_id:
        return int(process.as_process.unit_id)
    offices = list(queries.units().values_list("pk", flat=True)[:2])
    return offices[0] if len(offices) == 1 else None


def team_draft_or_404(request: AccountRequest, pk: int, *, now: datetime) -> Draft:
    """Return the draft if whoever asks works for its process."""
    draft = queries.draft_by_id(pk)
    if draft is None or not roles_of(request.person, draft.process_id, now=now):
        raise Http404
    return draft


def team_answering_or_404(request: AccountRequest, pk: int, *, now: datetime) -> Answering:
    """Return what was answered if whoever asks works for its process."""
    answering = queries.answering_by_id(pk)
    if answering is None or not roles_of(request.person, answering.process_id, now=now):
        raise Http404
    return answering
