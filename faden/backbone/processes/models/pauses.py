"""When nothing new is taken in, in a process or on the whole site."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from faden.backbone.people.models import Person
from faden.backbone.processes.models.process import Process


class Pause(models.Model):
    """Contributions are not taken in from `starts_at` on; over when `ends_at` has come."""

    process = models.ForeignKey(  # null: the whole site
        Process, null=True, on_delete=models.CASCADE, related_name="pauses"
    )
    message = models.CharField(_("message to everybody"), max_length=300)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)  # null: until somebody ends it
    started_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    ended_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["process", "ends_at"], name="pauses_by_process")]
        constraints = [
            models.CheckConstraint(condition=~Q(message=""), name="pause_has_a_message"),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gte=F("starts_at")),
                name="pause_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"pause of {self.process_id or 'the site'}"

    def is_running(self, now: datetime) -> bool:
        """Return whether nothing is taken in at this moment because of it."""
        return self.starts_at <= now and (self.ends_at is None or now < self.ends_at)

    def page_scopes(self) -> Iterable[str]:
        return ["site", f"process:{self.process_id}"] if self.process_id else ["site"]
