"""Counting answers."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import F

from faden.backbone.audit.actions import action, touch
from faden.backbone.items.actions import lock
from faden.backbone.processes.models import Process
from faden.lib.dates import city_day
from faden.shared.feedback.models import Tally


@action
def count_answers(process: Process, given: Mapping[str, str], *, now: datetime) -> None:
    """Count the answers, each by itself. The log is not told: it would know the second.

    :param given: `{question: answer}`
    """
    lock(process)  # two people at once make one row
    month = city_day(now).replace(day=1)
    for question, answer in given.items():
        tally, _is_new = Tally.objects.get_or_create(
            process=process, month=month, question=question, answer=answer
        )
        Tally.objects.filter(pk=tally.pk).update(n=F("n") + 1)
    touch(process)
