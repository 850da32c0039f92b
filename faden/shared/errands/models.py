"""What somebody asked for, and the job that does it. The row goes a week after its end."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from faden.backbone.jobs.models import Job
from faden.backbone.people.models import Person
from faden.backbone.processes.models import Process
from faden.shared.errands.kinds import kind_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Errand(models.Model):
    """Long work for a person of the team. How far it is stands in its job."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits")
        RUNNING = "running", _("Is under way")
        RETRYING = "retrying", _("Is tried again soon")
        ENDING = "ending", _("Is being cancelled")
        DONE = "done", _("Ready")
        FAILED = "failed", _("Failed")
        CANCELLED = "cancelled", _("Cancelled")

    kind = models.CharField(max_length=30)  # see `kinds.py`
    title = models.CharField(max_length=250)  # in the language of whoever asked
    subject_id = models.PositiveBigIntegerField(null=True)  # the row that the work is about
    address = models.CharField(max_length=2000, blank=True)  # of the list that is exported
    process = models.ForeignKey(Process, null=True, on_delete=models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    job = models.ForeignKey(  # forgotten a week after its end; read it by `select_related` only
        Job, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="errands"
    )
    created_at = models.DateTimeField()
    stored_as = models.CharField(max_length=32, blank=True)  # the file that was made
    file_name = models.CharField(max_length=150, blank=True)
    content_type = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["kind", "subject_id"], name="errands_by_subject")]
        constraints = [
            models.UniqueConstraint(
                fields=["job"], condition=Q(job__isnull=False), name="one_errand_a_job"
            ),
            models.CheckConstraint(
                condition=Q(stored_as="") | ~Q(file_name=""), name="errand_names_its_file"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return where its progress and its result are shown."""
        path = kind_of(self.kind).path
        if path is None or self.subject_id is None:
            return reverse("errands:detail", args=[self.pk])
        return path(self.subject_id)

    def page_scopes(self) -> Iterable[str]:
        return []

    @property
    def state(self) -> State:
        """How it stands; the job of what is long done is forgotten."""
        job, states = self.job, self.State
        if job is None or job.done_at:
            return states.DONE
        if job.failed_at and not job.given_up_at:
            return states.FAILED
        if job.given_up_at:
            return states.CANCELLED
        return _open_state(job)

    @property
    def kind_label(self) -> StrOrPromise:
        """What kind of work it is."""
        return kind_of(self.kind).label

    @property
    def is_open(self) -> bool:
        """Whether it waits or is under way."""
        return self.job is not None and self.job.is_open

    @property
    def can_be_cancelled(self) -> bool:
        return self.is_open and self.state != self.State.ENDING


def _open_state(job: Job) -> Errand.State:
    if job.cancel_asked_at:
        return Errand.State.ENDING
    if job.lease_until:
        return Errand.State.RUNNING
    return Errand.State.RETRYING if job.attempts else Errand.State.WAITING
