"""Who works for a process."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from faden.backbone.processes.models import Process, RoleGrant
from faden.backbone.processes.queries.gate import is_running
from faden.backbone.processes.rules import Role


def team_of(process: Process, *, now: datetime) -> QuerySet[RoleGrant]:
    """Return the roles that people have in the process now, by name; not those of administrators.

    Roles for all processes count too.
    """
    grants = RoleGrant.objects.filter(is_running(now), Q(process=process) | Q(process=None))
    others = grants.exclude(role=Role.ADMINISTRATOR).select_related("person")
    return others.order_by("person__display_name", "role", "pk")
