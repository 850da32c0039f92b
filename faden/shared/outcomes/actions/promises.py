"""The day by which the city promised answers: an entry of the timetable that can be postponed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from faden.backbone.audit.actions import action, record
from faden.backbone.people.models import Person
from faden.backbone.processes.actions import add_milestone, postpone
from faden.backbone.processes.models import Process
from faden.lib.dates import city_day
from faden.lib.fuzzy_date import FuzzyDate, Precision
from faden.lib.refused import Refused
from faden.shared.notifications.actions import notify
from faden.shared.outcomes import queries, rules
from faden.shared.outcomes.models import Promise
from faden.shared.outcomes.rules import Promised


@action
def promise(
    process: Process, on: date, *, actor: Person | None, now: datetime, reason: str = ""
) -> Promise:
    """Promise answers by this day, as a public entry of the timetable.

    A promise that is there already is postponed: the old day stays, with the reason.

    :raises Refused: without the permission to set the process up, for a day that is over, or
        without a reason for another day
    """
    if on < city_day(now):
        raise Refused(rules.PROMISE_PAST)
    before = queries.promise_of(process)
    if before is not None:
        day = FuzzyDate(on, Precision.DAY, None)
        postpone(before.milestone, day, reason=reason, actor=actor, now=now)
        record("outcomes.promise", before, actor=actor, on=on.isoformat())
        return before
    with translation.override(process.language):
        title = _("The city answers all contributions")
    milestone = add_milestone(process, title=title, starts_on=on, actor=actor, now=now)
    made = Promise.objects.create(process=process, milestone=milestone)
    record("outcomes.promise", made, actor=actor, on=on.isoformat())
    return made


@action
def tell_broken_promises(*, now: datetime) -> int:
    """Tell those who answer in a process, once, that the promised day has passed unmet.

    Return how many mails.
    """
    return sum(_tell(one, now=now) for one in queries.promises(now=now) if one.is_broken)


def _tell(broken: Promised, *, now: datetime) -> int:
    process_id = broken.milestone.process_id
    found = Promise.objects.select_for_update().exclude(told_on=broken.day)
    told = found.filter(process_id=process_id).first()
    if told is None:
        return 0
    told.told_on = broken.day
    told.save(update_fields=["told_on"])
    record("outcomes.tell_broken_promise", told, actor=None, on=broken.day.isoformat())
    facts: dict[str, Any] = {
        "n": broken.n_waiting,
        "all": broken.n_all,
        "on": broken.day.isoformat(),
    }
    team = queries.who_answers(process_id, now=now)
    mails = [
        notify(person, "outcomes/mail/promise_broken", item=broken.milestone.process, **facts)
        for person in team
    ]
    return sum(mail is not None for mail in mails)
