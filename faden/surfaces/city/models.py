"""What people write to an office, kept until its mail is delivered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from faden.backbone.people.models import EMAIL_LENGTH, Unit
from faden.shared.notifications.models import OutboxMail

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SUBJECT_LENGTH = 120  # characters
TEXT_LENGTH = 5000


def message_kinds() -> list[tuple[str, StrOrPromise]]:
    """Return what people write about, for lists that show it."""
    return list(Message.Kind.choices)


class Message(models.Model):
    """One message. The outbox forgets what a mail said; this row goes once it has arrived."""

    class Kind(models.TextChoices):
        CONTACT = "contact", _("Message")
        BARRIER = "barrier", _("Report of a barrier")

    kind = models.CharField(max_length=10, choices=message_kinds)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.SET_NULL, related_name="messages")
    subject = models.CharField(_("subject"), max_length=SUBJECT_LENGTH)
    text = models.TextField(_("message"))
    email = models.EmailField(max_length=EMAIL_LENGTH, blank=True)  # where an answer is wanted
    page = models.CharField(max_length=500, blank=True)  # of a barrier: its address or name
    created_at = models.DateTimeField()
    mail = models.OneToOneField(OutboxMail, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
