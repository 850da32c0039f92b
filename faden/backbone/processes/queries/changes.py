"""When pages change although nobody writes."""

from datetime import datetime, time, timedelta

from django.db.models import Min
from django.utils.timezone import make_aware

from faden.backbone.processes.models import Pause, Phase
from faden.lib.dates import city_day


def next_change(now: datetime) -> datetime:
    """Return the next moment after `now` at which a phase or a pause begins or ends.

    It is at most the city's midnight, when days are counted anew.
    """
    midnight = make_aware(datetime.combine(city_day(now) + timedelta(days=1), time()))
    moments = (
        model.objects.filter(**{f"{edge}__gt": now}).aggregate(at=Min(edge))["at"]
        for model in (Phase, Pause)
        for edge in ("starts_at", "ends_at")
    )
    next_one: datetime = min([midnight, *filter(None, moments)])
    return next_one
