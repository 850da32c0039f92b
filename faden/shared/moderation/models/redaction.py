"""Passages that were made unreadable; the original is sealed and goes after a time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import Item
from faden.backbone.people.models import Person

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def redaction_subjects() -> list[tuple[str, StrOrPromise]]:
    """Return what is made unreadable, for fields that offer it."""
    return list(Redaction.Subject.choices)


class Redaction(models.Model):
    """Passages of an item, or parts of a picture of it, were made unreadable."""

    class Subject(models.TextChoices):
        NAME = "name", _("name of a third person")
        CONTACT = "contact", _("telephone number or address")
        PRIVATE = "private", _("something private about a third person")
        INSULT = "insult", _("insult")
        FACE = "face", _("face or number plate")

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="redactions")
    subject = models.CharField(_("what it is"), max_length=10, choices=redaction_subjects)
    reason = models.CharField(_("reason"), max_length=1000)  # the author reads it
    redacted_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    redacted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="redaction_has_a_reason")
        ]

    def __str__(self) -> str:
        return f"redaction of {self.item_id}"

    def page_scopes(self) -> Iterable[str]:
        return self.item.page_scopes()


class Sealed(models.Model):
    """What stood there before, encrypted; a job deletes it when its time has come."""

    redaction = models.OneToOneField(
        Redaction, on_delete=models.CASCADE, related_name="sealed", primary_key=True
    )
    content = models.BinaryField()  # see `sealing`
    delete_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"original of {self.redaction_id}"


class SealOpening(models.Model):
    """Somebody of the team read an original, for a stated cause; kept when it is gone."""

    redaction = models.ForeignKey(Redaction, on_delete=models.CASCADE, related_name="openings")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    cause = models.CharField(_("cause"), max_length=500)
    opened_at = models.DateTimeField()

    class Meta:
        db_table = "moderation_seal_opening"
        constraints = [
            models.CheckConstraint(condition=~Q(cause=""), name="seal_is_opened_for_a_cause")
        ]

    def __str__(self) -> str:
        return f"opening of {self.redaction_id}"
