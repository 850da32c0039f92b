"""Tasks of the tests; each run leaves a line in the file that FADEN_TEST_TRACES names."""

import os
import time
from datetime import timedelta
from pathlib import Path

from faden.backbone.jobs.registry import RunningJob, task
from faden.backbone.jobs.rules import JobFailed

SHORT = timedelta(seconds=2)


@task("samples.note")
def note(job: RunningJob, *, word: str = "") -> None:
    trace(f"{job.pk} {job.attempt} {word}".strip())


@task("samples.doze", lease=SHORT)
def doze(job: RunningJob, *, seconds: float) -> None:
    """Sleep in the first attempt only."""
    sleep(job, seconds=seconds if job.attempt == 1 else 0)


@task("samples.sleep")
def sleep(job: RunningJob, *, seconds: float) -> None:
    trace(f"{job.pk} {job.attempt} begins")
    time.sleep(seconds)
    trace(f"{job.pk} {job.attempt} ends")


@task("samples.steps", lease=SHORT)
def steps(job: RunningJob, *, count: int) -> None:
    trace(f"{job.pk} {job.attempt} begins")
    for done in range(1, count + 1):
        time.sleep(0.1)
        job.progress(done, count)
    trace(f"{job.pk} {job.attempt} ends")


@task("samples.count_long", is_long=True)
def count_long(job: RunningJob) -> None:
    trace(f"{job.pk} {job.attempt} long")


@task("samples.fail", max_attempts=3)
def fail(job: RunningJob) -> None:
    raise JobFailed(f"no. {job.attempt}")


def trace(line: str) -> None:
    """Append the line in one write, which other processes cannot cut in two."""
    if path := os.environ.get("FADEN_TEST_TRACES"):
        with Path(path).open("a", encoding="utf-8") as traces:
            traces.write(f"{line}\n")
