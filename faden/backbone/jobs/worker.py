"""The loop that runs jobs: one at a time, in the main thread of `faden work`."""

import logging
import os
import random
import secrets
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from types import FrameType

from django.conf import settings
from django.db import Error as DatabaseTrouble
from django.db import close_old_connections, connections, reset_queries
from django.utils import timezone, translation

from faden.backbone.jobs import actions
from faden.backbone.jobs.models import Job
from faden.backbone.jobs.registry import (
    Cancelled,
    LeaseLost,
    Postponed,
    RunningJob,
    Stopping,
    lease_of,
    long_tasks,
    task_named,
)
from faden.backbone.jobs.rules import error_text
from faden.backbone.places.queries import jobs_rest
from faden.lib.lifeline import StopSignal

POLL_S = 1.0  # how long a new job waits at most before an idle worker sees it
LONGEST_PAUSE_S = 30.0  # between two tries to reach the database
GRACE_S = 5.0  # how long the running job may go on when the worker is asked to end
HOUSEKEEPING_S = 60.0
USE_OF_LEASE = 0.9  # a silent job is interrupted before somebody else may take it

logger = logging.getLogger("faden.jobs")


class TookTooLong(BaseException):
    """The job was silent for almost as long as its lease lasts."""


def run_due(now: datetime | None = None) -> int:
    """Run in this process what is due until nothing is; return how many jobs that were."""
    return Worker(clock=lambda: now or _now()).run_due()


class Worker:
    """Runs jobs until it is asked to end. With a `stop`, it also interrupts what hangs.

    :param keeps_free: leave what takes minutes to other workers
    """

    def __init__(
        self,
        *,
        stop: StopSignal | None = None,
        clock: Callable[[], datetime] | None = None,
        keeps_free: bool = False,
    ) -> None:
        self.name = f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(4)}"
        self.stop = stop
        self.clock = clock or _now
        self.leaves = long_tasks() if keeps_free else frozenset()
        self.is_running_job = False
        self.has_planned = False
        self.keeps_house_at = 0.0  # by the monotonic clock
        if stop:
            stop.when_set = self._hurry
            signal.signal(signal.SIGALRM, self._interrupt)

    @property
    def is_stopping(self) -> bool:
        return self.stop is not None and self.stop.is_set

    def run(self, stop: StopSignal) -> None:
        """Run jobs as they come due, and outlive a database that does not answer."""
        pause = POLL_S
        while not stop.is_set:
            try:
                pause = 0 if self._turn() else POLL_S
            except DatabaseTrouble as error:
                logger.warning("The database does not answer: %s", error_text(error))
                _reconnect()
                pause = min(max(pause, POLL_S) * 2, LONGEST_PAUSE_S)
            stop.wait(pause * random.uniform(0.8, 1.2))  # noqa: S311 - only spreads the workers

    def run_due(self) -> int:
        """Run what is due until nothing is; return how many jobs that were."""
        count = 0
        while not (self.is_stopping or jobs_rest()) and self.run_next():
            count += 1
        return count

    def run_next(self) -> bool:
        """Run the most urgent job that is due; return whether there was one."""
        job = actions.claim(self.name, now=self.clock(), leave=self.leaves)
        if job is None:
            return False
        began = time.monotonic()
        level, outcome = self._run(job)
        seconds = time.monotonic() - began
        logger.log(level, "%s %s, attempt %d, %.2f s", job, outcome, job.attempts, seconds)
        return True

    def _turn(self) -> bool:
        """Run one job and do what is to be done now and then; return whether there was a job."""
        close_old_connections()
        reset_queries()  # which Django collects in debug mode
        if jobs_rest():
            return False
        if not self.has_planned:
            actions.plan_anew(now=self.clock())
            self.has_planned = True
        if time.monotonic() >= self.keeps_house_at:
            actions.give_up_abandoned(now=self.clock())
            self.keeps_house_at = time.monotonic() + HOUSEKEEPING_S
        return self.run_next()

    def _run(self, job: Job) -> tuple[int, str]:
        """Return how the job ended: the level of its line in the log, and what to say."""
        running = RunningJob(
            pk=job.pk,
            attempt=job.attempts,
            is_last_attempt=job.attempts >= job.max_attempts,
            extend=partial(self._extend, job),
        )
        try:
            with self._time_limit(job), translation.override(settings.LANGUAGE_CODE):
                task_named(job.name)(running, **job.args)
        except LeaseLost:
            return logging.WARNING, "was taken by another worker"
        except (Exception, Stopping, Cancelled, TookTooLong) as error:
            return self._settle(self._after(job, error))
        return self._settle(partial(self._finish, job))

    def _after(self, job: Job, error: BaseException) -> Callable[[], tuple[int, str]]:
        """Return what is to be stored of a job that was not done; a bug must not end the worker."""
        if isinstance(error, Stopping | TookTooLong):
            _reconnect()  # whatever was interrupted
        if isinstance(error, Stopping):
            return partial(self._release, job)
        if isinstance(error, Cancelled):
            return partial(self._cancel, job)
        if isinstance(error, Postponed):
            return partial(self._postpone, job, error.until)
        logger.debug("%s", job, exc_info=error)
        return partial(self._fail, job, error)

    def _finish(self, job: Job) -> tuple[int, str]:
        actions.finish(job, now=self.clock())
        return logging.INFO, "done"

    def _release(self, job: Job) -> tuple[int, str]:
        actions.release(job)
        return logging.INFO, "put back for the next worker"

    def _cancel(self, job: Job) -> tuple[int, str]:
        actions.end_cancelled(job, now=self.clock())
        return logging.INFO, "was cancelled"

    def _postpone(self, job: Job, until: datetime) -> tuple[int, str]:
        actions.postpone(job, until=until)
        return logging.INFO, f"is put off until {until:%H:%M:%S} UTC"

    def _fail(self, job: Job, error: BaseException) -> tuple[int, str]:
        after = actions.fail(job, error_text(error), now=self.clock())
        if after.given_up_at:
            return logging.INFO, "was cancelled"
        if after.failed_at:
            return logging.ERROR, f"failed for good: {after.last_error}"
        return logging.WARNING, f"failed, again at {after.run_at:%H:%M:%S} UTC: {after.last_error}"

    def _settle(self, change: Callable[[], tuple[int, str]]) -> tuple[int, str]:
        """Store how the job ended, on a fresh connection if the present one is broken."""
        try:
            try:
                return change()
            except DatabaseTrouble:
                _reconnect()
                return change()
        except LeaseLost:
            return logging.WARNING, "was taken by another worker"
        except DatabaseTrouble as error:
            return logging.ERROR, f"is left until its lease ends: {error_text(error)}"

    def _extend(self, job: Job, done: int, total: int) -> None:
        actions.extend(job, done=done, total=total, now=self.clock())
        if self.is_stopping:
            raise Stopping
        if self.is_running_job:
            self._arm(lease_of(job.name).total_seconds() * USE_OF_LEASE)

    @contextmanager
    def _time_limit(self, job: Job) -> Iterator[None]:
        if self.stop is None:  # signals belong to the main thread of the command
            yield
            return
        self.is_running_job = True
        self._arm(lease_of(job.name).total_seconds() * USE_OF_LEASE)
        try:
            yield
        finally:
            self.is_running_job = False
            self._arm(0)

    def _hurry(self) -> None:
        if self.is_running_job:
            self._arm(GRACE_S)

    def _arm(self, seconds: float) -> None:
        signal.setitimer(signal.ITIMER_REAL, seconds)

    def _interrupt(self, _number: int, _frame: FrameType | None) -> None:
        if self.is_running_job:
            raise Stopping if self.is_stopping else TookTooLong


def _reconnect() -> None:
    """Drop connections in an unknown state; the next query opens a new one."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close()


def _now() -> datetime:
    return timezone.now()  # noqa: TID251 - the worker is where time begins for a job
