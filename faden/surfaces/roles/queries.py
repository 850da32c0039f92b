"""The roles that somebody may grant and revoke."""

from datetime import datetime

from django.db.models import Q, QuerySet

from faden.backbone.people.models import Person
from faden.backbone.processes.models import Process, RoleGrant
from faden.backbone.processes.queries import processes_worked_on, roles_of
from faden.backbone.processes.rules import Permission, role_refusal


def may_administer(person: Person, *, now: datetime) -> bool:
    """Return whether the person grants roles for all processes too."""
    return role_refusal(roles_of(person, None, now=now), Permission.ADMINISTER) is None


def processes_configured_by(person: Person, *, now: datetime) -> QuerySet[Process]:
    """Return the processes whose team the person puts together."""
    return processes_worked_on(person, now=now, permission=Permission.CONFIGURE)


def grants_managed_by(person: Person, *, now: datetime) -> QuerySet[RoleGrant]:
    """Return the roles that the person may revoke, ended ones too, with people and processes."""
    grants = RoleGrant.objects.select_related("person", "process")
    if may_administer(person, now=now):
        return grants
    return grants.filter(Q(process__in=processes_configured_by(person, now=now)))


def may_confirm_residence(person: Person, *, now: datetime) -> bool:
    """Return whether a role of the person lets them confirm where people live."""
    return role_refusal(roles_of(person, None, now=now), Permission.CONFIRM_RESIDENCE) is None


def with_name(grants: QuerySet[RoleGrant], text: str) -> QuerySet[RoleGrant]:
    """Keep the roles of people whose name or address holds the text."""
    return grants.filter(Q(person__display_name__icontains=text) | Q(person__email__icontains=text))
