"""A documentation that was asked for: of which process and date, and where its files are."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import Q

from faden.backbone.people.models import Person
from faden.backbone.processes.models import Process


class Documentation(models.Model):
    """How a process stood at the end of a day. No text of a contribution is in this row."""

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="documentations")
    as_of = models.DateField()  # the last day it tells of
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    stored_as = models.CharField(max_length=32, blank=True)  # the name of both files
    n_ideas = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at=None) | ~Q(stored_as=""),
                name="finished_documentation_has_files",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.process_id} as of {self.as_of}"

    def page_scopes(self) -> Iterable[str]:
        return []
