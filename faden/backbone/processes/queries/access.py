"""Who is invited, who works for a process, who may look at a draft."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from faden.backbone.people.models import Person
from faden.backbone.processes.models import Invitation, PreviewLink, Process, RoleGrant
from faden.backbone.processes.queries.gate import is_running
from faden.backbone.processes.rules import Role, stored_key


def invitations_in(process: Process) -> QuerySet[Invitation]:
    """Return who is invited to the process, by address."""
    return process.invitations.order_by("email")


def invitations_of(person: Person) -> list[Mapping[str, Any]]:
    """Return the processes to which the person's address was invited."""
    invitations = Invitation.objects.filter(email=person.email or "").order_by("pk")
    return list(invitations.values("process_id", "created_at"))


def process_by_preview(key: str, *, now: datetime) -> tuple[Process, datetime] | None:
    """Return the process that a preview link shows, and until when; None: no longer, or never."""
    link = (
        PreviewLink.objects.filter(key=stored_key(key), expires_at__gt=now)
        .select_related("process__unit__unit__deputy__person")
        .first()
    )
    return (link.process, link.expires_at) if link else None


def preview_opens(key: str, process_id: int, *, now: datetime) -> bool:
    """Return whether the key of a preview link lets one see this process and its files."""
    links = PreviewLink.objects.filter(key=stored_key(key), process=process_id)
    return links.filter(expires_at__gt=now).exists()


def preview_links_of(process: Process, *, now: datetime) -> QuerySet[PreviewLink]:
    """Return the links that still show the process, the newest first; their keys are not known."""
    links = process.preview_links.filter(expires_at__gt=now)
    return links.select_related("created_by").order_by("-created_at", "-pk")


def administrators(*, now: datetime) -> QuerySet[RoleGrant]:
    """Return the grants of those who administer the platform and can sign in."""
    grants = RoleGrant.objects.filter(is_running(now), role=Role.ADMINISTRATOR)
    return grants.filter(person__is_active=True, person__email__isnull=False)
