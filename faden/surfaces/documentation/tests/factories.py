from datetime import datetime
from typing import Any

from faden.backbone.people.tests.factories import NOON
from faden.backbone.processes.models import Process
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_role
from faden.lib.dates import city_day
from faden.surfaces.documentation.actions import ask_for
from faden.surfaces.documentation.models import Documentation


def asked(process: Process, *, now: datetime = NOON, **facts: Any) -> Documentation:
    """A documentation that is still to be made, by default of today."""
    manager = a_role(Role.PROCESS_MANAGER, process)
    return ask_for(process, actor=manager, now=now, **({"as_of": city_day(now)} | facts))
