"""One table holds what waits, what runs, what is done, what failed and what nobody wants."""

from django.db import models
from django.db.models import Q

IS_OPEN = Q(done_at__isnull=True, failed_at__isnull=True, given_up_at__isnull=True)
DEFAULT_ATTEMPTS = 8  # the last one comes about eleven hours after the first
ERROR_LENGTH = 300  # characters


class Priority(models.IntegerChoices):
    """What is taken first. Within one priority it is what is due longest."""

    SOMEBODY_WAITS = 0, "somebody waits"  # before a page, as for a code
    USUAL = 1, "usual"
    CAN_WAIT = 2, "can wait"  # what takes minutes, and what tidies up


class Job(models.Model):
    """A call of a task. Who holds the lease runs it; when the lease ends, anybody may take it."""

    name = models.CharField(max_length=100)  # of the task: "<room>.<verb>"
    args = models.JSONField(default=dict)  # references only: no texts, names or addresses
    unique_key = models.CharField(max_length=200, blank=True)  # at most one open job has it
    slot = models.DateTimeField(null=True)  # the moment of the schedule it was made for
    priority = models.PositiveSmallIntegerField(default=Priority.USUAL)
    run_at = models.DateTimeField()  # not before
    lease_until = models.DateTimeField(null=True)
    leased_by = models.CharField(max_length=120, blank=True)  # host, process and a random token
    attempts = models.PositiveSmallIntegerField(default=0)  # begun, the running one included
    max_attempts = models.PositiveSmallIntegerField(default=DEFAULT_ATTEMPTS)
    runs_again = models.BooleanField(default=False)  # enqueued once more while it was running
    last_error = models.CharField(max_length=ERROR_LENGTH, blank=True)
    done_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)  # tried for the last time
    cancel_asked_at = models.DateTimeField(null=True)  # while it ran; it ends at the next step
    given_up_at = models.DateTimeField(null=True)  # cancelled, or dismissed after it failed
    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)  # 0: unknown
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["priority", "run_at", "id"], condition=IS_OPEN, name="jobs_open_by_priority"
            ),
            models.Index(
                fields=["failed_at"], condition=Q(failed_at__isnull=False), name="jobs_failed"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["unique_key"],
                condition=IS_OPEN & ~Q(unique_key=""),
                name="one_open_job_per_key",
            ),
            models.UniqueConstraint(
                fields=["name", "slot"],
                condition=Q(slot__isnull=False),
                name="one_job_per_slot",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(failed_at__isnull=True),
                name="job_is_not_done_and_failed",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(given_up_at__isnull=True),
                name="job_is_not_done_and_given_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it still waits or runs."""
        return self.done_at is None and self.failed_at is None and self.given_up_at is None
