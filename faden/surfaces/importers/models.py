"""An import: its files, how they are read, how far it is. No text of a contribution is in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from faden.backbone.people.models import Person
from faden.backbone.processes.models import Process

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def states() -> list[tuple[str, StrOrPromise]]:
    return list(ImportRun.State.choices)


def tables() -> list[tuple[str, StrOrPromise]]:
    return list(ImportFile.Table.choices)


class ImportRun(models.Model):
    """One import from one source into one process."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("Columns are to be assigned")
        CHECKING = "checking", _("Is being checked")
        REFUSED = "refused", _("Has problems")
        READY = "ready", _("Ready to start")
        RUNNING = "running", _("Is running")
        DONE = "done", _("Finished")
        FAILED = "failed", _("Stopped by a fault")
        REMOVING = "removing", _("Is being undone")
        CANCELLED = "cancelled", _("Cancelled")

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="import_runs")
    source = models.CharField(_("source"), max_length=60)  # the platform the rows come from
    plan = models.JSONField(default=dict)  # see columns.Plan
    state = models.CharField(max_length=10, choices=states, default=State.UPLOADED)
    problems = models.JSONField(default=list)  # see problems.Problem; removed with the files
    started_by = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="import_runs"
    )
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "importers_run"
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["source"],
                condition=Q(state__in=["running", "removing"]),
                name="one_running_import_a_source",
            )
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.pk}"

    def page_scopes(self) -> Iterable[str]:
        return [f"process:{self.process_id}"]


class ImportFile(models.Model):
    """A table of an import, and what became of its rows."""

    class Table(models.TextChoices):
        IDEAS = "ideas", _("Contributions")
        COMMENTS = "comments", _("Comments")

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="files")
    table = models.CharField(max_length=10, choices=tables)
    name = models.CharField(max_length=255)  # as it was uploaded
    stored_as = models.CharField(max_length=64, blank=True)  # "" when the file was removed
    sha256 = models.CharField(max_length=64)
    n_rows = models.PositiveIntegerField(default=0)
    n_done = models.PositiveIntegerField(default=0)  # rows written or found, in their order
    n_new = models.PositiveIntegerField(default=0)
    n_unchanged = models.PositiveIntegerField(default=0)  # were here already, just the same
    n_differing = models.PositiveIntegerField(default=0)  # were here already, and stay as they are

    class Meta:
        db_table = "importers_file"
        ordering = ["run", "-table"]  # contributions before comments
        constraints = [
            models.UniqueConstraint(fields=["run", "table"], name="one_file_a_table"),
            models.CheckConstraint(
                condition=Q(n_done=F("n_new") + F("n_unchanged") + F("n_differing")),
                name="every_row_counts_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table} of {self.run_id}"
