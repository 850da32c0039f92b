"""A mail that is to be sent or was, what people decline, and addresses that do not work."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import Item

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def skipped_reasons() -> list[tuple[str, StrOrPromise]]:
    """Return why mails are not sent, for lists that show it."""
    return list(OutboxMail.SkippedReason.choices)


def bounce_causes() -> list[tuple[str, StrOrPromise]]:
    """Return why mails come back, for lists that show it."""
    return list(Bounce.Cause.choices)


class OutboxMail(models.Model):
    """Facts for a template, rendered and sent by a job; facts and address are blanked then."""

    class SkippedReason(models.TextChoices):
        ITEM_HIDDEN = "item_hidden", _("The contribution is not visible to the recipient.")
        RECIPIENT_ERASED = "recipient_erased", _("The account was deleted.")
        NO_ADDRESS = "no_address", _("The recipient has no e-mail address.")
        EXPIRED = "expired", _("The mail could not be sent in time.")
        DECLINED = "declined", _("The recipient does not want such mails.")
        REJECTED = "rejected", _("The recipient's mail server does not know the address.")

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    address = models.EmailField(blank=True)  # only where it is not the recipient's own
    template = models.CharField(max_length=100)  # path without ending: "ideas/mail/answered"
    language = models.CharField(max_length=10)
    item = models.ForeignKey(Item, null=True, on_delete=models.CASCADE, related_name="+")
    facts = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    is_urgent = models.BooleanField(default=False)  # somebody waits for it before a page
    tried_at = models.DateTimeField(null=True)  # the last time in vain
    trouble = models.CharField(max_length=60, blank=True)  # what was in the way then
    attempts = models.PositiveSmallIntegerField(default=0)  # begun
    skipped_reason = models.CharField(max_length=20, choices=skipped_reasons, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["sent_at"],
                condition=models.Q(sent_at__isnull=False),
                name="notifications_sent",
            ),
            models.Index(
                fields=["tried_at"],
                condition=models.Q(sent_at__isnull=True, skipped_reason=""),
                name="notifications_waiting",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sent_at__isnull=True) | models.Q(skipped_reason=""),
                name="mail_is_not_sent_and_skipped",
            ),
            models.CheckConstraint(
                condition=models.Q(sent_at__isnull=True, skipped_reason="")
                | models.Q(address="", facts={}),
                name="mail_forgets_what_it_said",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.pk}"

    @property
    def is_settled(self) -> bool:
        """Whether the mail was sent or never will be."""
        return self.sent_at is not None or self.skipped_reason != ""


class Declined(models.Model):
    """Somebody wants no mails of this sort any more."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="declined_mails"
    )
    sort = models.CharField(max_length=20)  # a key of `rules.SORTS`

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "sort"], name="one_refusal_per_sort_of_mail")
        ]

    def __str__(self) -> str:
        return f"no {self.sort} to {self.person_id}"


class Bounce(models.Model):
    """An address that mails come back from."""

    class Cause(models.TextChoices):
        UNKNOWN = "unknown", _("The mail server of the recipient does not know the address.")
        FULL = "full", _("The mailbox of the recipient is full.")
        REFUSED = "refused", _("The mail server of the recipient does not take mails of the city.")
        OTHER = "other", _("The mail came back for another reason.")

    address = models.EmailField(unique=True)  # in small letters
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="bounces"
    )  # whose account has the address
    cause = models.CharField(max_length=10, choices=bounce_causes)
    status = models.CharField(max_length=15)  # RFC 3463, or the answer's three figures
    n_mails = models.PositiveIntegerField(default=1)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        ordering = ["-last_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.cause} {self.pk}"

    def page_scopes(self) -> Iterable[str]:
        return []
