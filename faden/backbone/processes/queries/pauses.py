"""Where nothing new is taken in."""

from datetime import datetime

from django.db.models import F, Q, QuerySet

from faden.backbone.processes.models import Pause, Process


def running_pauses(process: Process | None, *, now: datetime) -> QuerySet[Pause]:
    """Return the pauses of this very process, or (None) of the whole site, that run now."""
    running = Q(starts_at__lte=now) & (Q(ends_at=None) | Q(ends_at__gt=now))
    return Pause.objects.filter(running, process=process).order_by("-pk")


def running_pause(process: Process | None, *, now: datetime) -> Pause | None:
    """Return the one that runs now, or None."""
    return running_pauses(process, now=now).first()


def past_pauses(process: Process | None, *, now: datetime) -> QuerySet[Pause]:
    """Return the pauses of the process, or (None) of the site, that are over, the newest first."""
    over = Pause.objects.filter(process=process, ends_at__lte=now, ends_at__gt=F("starts_at"))
    return over.order_by("-starts_at", "-pk")
