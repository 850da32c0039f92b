"""The tasks of all rooms, in the shape of `django.tasks`: `@task(...)` and `.enqueue(...)`.

A room's `tasks.py` declares what runs later:

    @task("ideas.count_again", daily=time(3, 30))
    def count_again(job: RunningJob, *, process: int) -> None: ...

A task runs at least once: it must be able to run again after it was stopped anywhere.
"""

import inspect
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, TypedDict, Unpack

from django.db import IntegrityError, transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone
from django_stubs_ext import StrOrPromise

from faden.backbone.jobs.models import DEFAULT_ATTEMPTS, IS_OPEN, Job, Priority
from faden.backbone.jobs.rules import (
    DEFAULT_LEASE,
    Daily,
    Every,
    JobFailed,
    Schedule,
)

RACES = 5  # how often a job with a key can be lost to another one before something is wrong


class NoSuchTask(JobFailed):
    """The name is misspelt, or the job was put by another version of the program."""


class LeaseLost(Exception):  # noqa: N818 - reads as a sentence
    """Another worker has the job by now: what this one does must not be kept."""


class Stopping(BaseException):
    """The worker is asked to end: the job is put back as it was, for the next worker."""


class Cancelled(BaseException):
    """Nobody wants the job any more: what it did since its last `progress` is undone."""


class Postponed(Exception):  # noqa: N818 - reads as a sentence
    """A task raises it to run later, as if it had not run: nothing is wrong."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


@dataclass(frozen=True)
class RunningJob:
    """What a task knows about the job it runs in, and how it says that it is still alive."""

    pk: int
    attempt: int  # 1 is the first
    is_last_attempt: bool
    extend: Callable[[int, int], None]

    def progress(self, done: int, total: int) -> None:
        """Store how far the job is and begin its lease anew.

        Called inside the transaction of a batch, it makes the batch count exactly once.

        :raises LeaseLost: when another worker has taken the job
        :raises Cancelled: when somebody has cancelled it
        """
        self.extend(done, total)


Handler = Callable[..., None]  # of a RunningJob and keywords


@dataclass(frozen=True)
class Task:
    """A function that jobs call. Calling the task itself runs the function at once."""

    name: str
    handler: Handler
    max_attempts: int = DEFAULT_ATTEMPTS
    lease: timedelta = DEFAULT_LEASE  # the longest time between two calls of progress()
    schedule: Schedule | None = None
    label: StrOrPromise = ""  # what it does, for people
    priority: Priority = Priority.USUAL
    is_long: bool = False  # takes minutes, and says how far it is

    def __call__(self, job: RunningJob, **args: Any) -> None:
        self.handler(job, **args)

    def enqueue(
        self,
        *,
        unique_key: str = "",
        run_at: datetime | None = None,
        priority: Priority | None = None,
        **args: Any,
    ) -> Job:
        """Return the job that will call the task; it exists when the transaction ends well.

        While a job with the key waits, it is returned instead of a second one. While it runs, it
        is marked to run once more afterwards, so that nothing is missed that changed meanwhile.

        :raises TypeError: for arguments the task does not take
        """
        inspect.signature(self.handler).bind(None, **args)
        job = Job(
            name=self.name,
            args=args,
            unique_key=unique_key,
            priority=self.priority if priority is None else priority,
            run_at=run_at or timezone.now(),  # noqa: TID251 - the queue's clock, no rule reads it
            max_attempts=self.max_attempts,
        )
        return _saved_once(job) if unique_key else _saved(job)


_tasks: dict[str, Task] = {}


class Options(TypedDict, total=False):
    """What a task may say of itself.

    `lease` is the longest time it may take without calling `job.progress`. `label` says in a short
    sentence what it does, for those who see that it failed. What `is_long` takes minutes: other
    work goes first, and one worker is kept free of it.
    """

    max_attempts: int
    lease: timedelta
    label: StrOrPromise
    is_long: bool


def task(
    name: str,
    *,
    daily: time | None = None,
    every: timedelta | None = None,
    **options: Unpack[Options],
) -> Callable[[Handler], Task]:
    """Make a function a task that jobs can call, by request or by schedule.

    :param daily: run it each day at this time on the city's clocks
    :param every: run it again and again after this time
    """
    schedule = Daily(daily) if daily else Every(every) if every else None
    can_wait = options.get("is_long") or daily
    priority = Priority.CAN_WAIT if can_wait else Priority.USUAL

    def register(handler: Handler) -> Task:
        if name in _tasks and _tasks[name].handler.__module__ != handler.__module__:
            raise ValueError(f"task {name} is registered twice")
        _tasks[name] = Task(name, handler, schedule=schedule, priority=priority, **options)
        return _tasks[name]

    return register


def task_named(name: str) -> Task:
    """Return the task.

    :raises NoSuchTask: when no room has it
    """
    if name not in _tasks:
        raise NoSuchTask(f"no room has a task {name}")
    return _tasks[name]


def next_slots(after: datetime) -> dict[str, datetime]:
    """Return `{task: moment}` of all that runs by schedule, on the city's clocks."""
    zone = timezone.get_default_timezone()
    return {
        task.name: task.schedule.next_slot(after, zone) for task in _tasks.values() if task.schedule
    }


def lease_of(name: str) -> timedelta:
    """Return how long a job of the task may be silent."""
    return _tasks[name].lease if name in _tasks else DEFAULT_LEASE


def label_of(name: str) -> StrOrPromise:
    """Return what the task does, for people; its name when no room has it."""
    return (_tasks[name].label if name in _tasks else "") or name


def long_tasks() -> frozenset[str]:
    """Return the names of the tasks that take minutes."""
    return frozenset(task.name for task in _tasks.values() if task.is_long)


def all_tasks() -> list[Task]:
    """Return the tasks of all rooms, by name."""
    return sorted(_tasks.values(), key=lambda task: task.name)


def _saved(job: Job) -> Job:
    job.save(force_insert=True)
    return job


def _saved_once(job: Job) -> Job:
    same = Job.objects.filter(IS_OPEN, unique_key=job.unique_key)
    marked = Case(When(lease_until__isnull=False, then=Value(value=True)), default=F("runs_again"))
    for _attempt in range(RACES):
        with suppress(IntegrityError), transaction.atomic():
            return same.get() if same.update(runs_again=marked) else _saved(job)
    raise IntegrityError(f"{job.name}: others put and finish jobs with this key all the time")
