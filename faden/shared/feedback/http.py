"""Who is asked: whoever took part in this session and has not answered yet."""

from __future__ import annotations

from datetime import datetime

from faden.backbone.people.http import PersonRequest
from faden.backbone.people.limits import take
from faden.backbone.processes.models import Process
from faden.lib.refused import Refusal
from faden.shared.feedback import actions, rules
from faden.shared.feedback.forms import FeedbackForm
from faden.web.refusals import refusal_in

KEY = "feedback"  # in the session: the processes about which was answered, not what
MOST_KEPT = 50  # processes


def refusal_of(request: PersonRequest, process_id: int) -> Refusal | None:
    """Return why whoever asks cannot answer about the process, or None."""
    return rules.answer_refusal(
        took_part=request.person is not None,
        has_answered=process_id in request.session.get(KEY, []),
    )


def take_in(request: PersonRequest, form: FeedbackForm, *, process: Process, now: datetime) -> bool:
    """Count what was answered; False: the form says why not."""
    if refusal := refusal_of(request, process.pk):
        form.add_refusal(refusal)
        return False
    if not form.is_valid():
        return False
    with refusal_in(form):
        take("feedback", address=request.address, now=now)
        actions.count_answers(process, form.given(), now=now)
        request.session[KEY] = [*request.session.get(KEY, []), process.pk][-MOST_KEPT:]
        return True
    return False
