"""The switch that lets the site be read and nothing be written."""

from __future__ import annotations

from datetime import datetime

from faden.backbone.audit.actions import always, record
from faden.backbone.places.models import ReadOnly


@always
def let_jobs_rest(notice: str, *, now: datetime) -> ReadOnly:
    """Let no job begin from now on; everything else goes on until `refuse_writes`."""
    switch, _is_new = ReadOnly.objects.get_or_create(
        number=1, defaults={"notice": notice, "since": now}
    )
    switch.notice = notice
    switch.save()
    record("city.let_jobs_rest", switch, actor=None)
    return switch


@always
def refuse_writes(switch: ReadOnly) -> None:
    """Refuse every write from now on, and say so on every page."""
    switch.refuses_writes = True
    switch.save()
    record("city.refuse_writes", switch, actor=None)


@always
def end_read_only() -> None:
    """Let everything be written again."""
    for switch in ReadOnly.objects.all():
        record("city.end_read_only", switch, actor=None)
        switch.delete()
