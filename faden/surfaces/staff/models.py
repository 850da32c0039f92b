"""When the log of staff actions was opened, for which cause."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from faden.backbone.people.models import Person

CAUSE_LENGTH = 500  # characters


class LogOpening(models.Model):
    """Somebody of the administration read a part of the log."""

    cause = models.CharField(_("cause"), max_length=CAUSE_LENGTH)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))  # the last day
    item_id_asked = models.BigIntegerField(null=True)  # only what was done to this one
    opened_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        db_table = "staff_log_opening"
        constraints = [
            models.CheckConstraint(condition=~Q(cause=""), name="log_is_opened_for_a_cause"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="log_is_opened_for_a_range"
            ),
        ]

    def __str__(self) -> str:
        return f"log opened {self.opened_at}"
