"""A mail that is to be sent or was. What it said is gone as soon as it is sent."""

from __future__ import annotations

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
    attempts = models.PositiveSmallIntegerField(default=0)  # begun
    skipped_reason = models.CharField(max_length=20, choices=skipped_reasons, blank=True)

    class Meta:
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
