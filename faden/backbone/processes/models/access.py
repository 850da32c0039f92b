"""Who works for a process, who is invited to it, who may look before it is public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from faden.backbone.people.models import EMAIL_LENGTH, Person
from faden.backbone.processes.models.process import Process

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def roles() -> list[tuple[str, StrOrPromise]]:
    return list(RoleGrant.Role.choices)


class RoleGrant(models.Model):
    """A person holds a role, in one process or in all, until it expires."""

    class Role(models.TextChoices):
        ADMINISTRATOR = "administrator", _("Administration")
        PROCESS_MANAGER = "process_manager", _("Process management")
        MODERATOR = "moderator", _("Moderation")
        EVALUATOR = "evaluator", _("Specialist unit")
        ON_SITE_TEAM = "on_site_team", _("On-site team")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField(max_length=20, choices=roles)
    process = models.ForeignKey(
        Process, null=True, on_delete=models.CASCADE, related_name="role_grants"
    )
    expires_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "processes_role_grant"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role", "process"], name="one_grant_per_role_and_process"
            ),
            models.UniqueConstraint(  # SQLite takes two empty processes for different ones
                fields=["person", "role"], condition=Q(process=None), name="one_grant_for_all"
            ),
            models.CheckConstraint(
                condition=~Q(role="administrator") | Q(process=None),
                name="administrators_are_for_all_processes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.person_id}"


class Invitation(models.Model):
    """Somebody may see a process that is for invited people; known by a confirmed address."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"), max_length=EMAIL_LENGTH)  # lower case
    invited_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["process", "email"], name="one_invitation_per_address"),
            models.CheckConstraint(
                condition=Q(email=Lower("email")) & ~Q(email=""), name="invitation_is_lower_case"
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk} to {self.process_id}"


class PreviewLink(models.Model):
    """Whoever has the link sees the process as a draft until it expires."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="preview_links")
    key = models.CharField(max_length=64, unique=True)  # SHA-256 of what stands in the link
    created_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        db_table = "processes_preview_link"
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="preview_link_expires"
            )
        ]

    def __str__(self) -> str:
        return f"preview of {self.process_id} until {self.expires_at:%Y-%m-%d}"
