"""Jobs run at least once: whatever a task does, doing it twice changes nothing more."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core import mail as mailbox

from faden.backbone.audit.guard import arranging
from faden.backbone.jobs.registry import RunningJob, all_tasks, task_named
from faden.backbone.people.tests.factories import a_person
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_role, an_open_process
from faden.participation.ideas.tests.factories import an_idea
from faden.participation.news.tests.factories import a_news_draft
from faden.shared.errands.actions import Order, ask_for_file
from faden.shared.media.tests.factories import a_document, an_image
from faden.shared.notifications.actions import notify
from faden.shared.outcomes.tests.factories import an_outcome
from faden.surfaces.documentation.tests.factories import asked
from faden.surfaces.importers import actions as importers
from faden.surfaces.importers import passes
from faden.surfaces.importers.tests.factories import a_csv, an_order, ideas

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
LEFT_OUT = ("audit_", "jobs_", "django_", "search_")  # the log tells of each run; the index is made


def _run(process: Any, folder: Path, source: str) -> Any:
    table = a_csv(folder, ideas(3), f"{source}.csv")
    return passes.begin(an_order(process, table, source=source), actor=None, now=NOW)


def _arguments(folder: Path) -> dict[str, dict[str, Any]]:
    """Return what each task is called with, after there is something for it to do."""
    process = an_open_process()
    administrator = a_role(Role.ADMINISTRATOR)
    idea, other = an_idea(process, title="Bank am Wehr"), an_idea(process, title="Bank am Wehr")
    outcome = an_outcome(idea, actor=administrator)
    checked, written, removed = (_run(process, folder, name) for name in ("a.de", "b.de", "c.de"))
    with arranging():
        type(checked).objects.filter(pk=checked.pk).update(state="checking")
    for run in (written, removed):
        importers.start(run, actor=None, now=NOW, in_job=False)
    importers.cancelled(removed.pk)
    order = Order("export", "Liste", address="/team/auftraege/gescheitert/?export=csv")
    a_news_draft(process)
    mail = notify(a_person(), "account/mail/password_changed")
    assert mail
    return {
        "notifications.send": {"mail": mail.pk},
        "media.reencode": {"image": an_image().pk},
        "media.scan": {"document": a_document().pk},
        "outcomes.tell": {"answering": outcome.answering_id},
        "paper.compare": {"idea": other.pk},
        "importers.check": {"run": checked.pk},
        "importers.write": {"run": written.pk},
        "importers.discard": {"run": removed.pk},
        "documentation.make": {"documentation": asked(process, now=NOW).pk},
        "errands.export": {"errand": ask_for_file(order, actor=administrator, now=NOW).pk},
    }


def _everything(folder: Path) -> dict[str, Any]:
    """Return all rows, the mails that were sent and the names of all files."""
    models: Any = apps.get_models()
    rows = {
        model._meta.db_table: list(model.objects.order_by("pk").values())
        for model in models
        if not model._meta.db_table.startswith(LEFT_OUT)
    }
    files = sorted(str(path) for path in folder.rglob("*") if path.is_file())
    return rows | {"mails": len(mailbox.outbox), "files": files}


def _call(name: str, arguments: dict[str, Any]) -> None:
    job = RunningJob(pk=1, attempt=1, is_last_attempt=False, extend=lambda _done, _total: None)
    task_named(name)(job, **arguments)


@pytest.mark.django_db
def test_every_task_can_run_twice(settings, tmp_path):
    settings.DATA, settings.MEDIA_ROOT = tmp_path / "data", tmp_path / "data" / "media"
    arguments = _arguments(tmp_path)
    names = [task.name for task in all_tasks() if task.handler.__module__.endswith(".tasks")]
    changed = {}

    for name in names:
        _call(name, arguments.get(name, {}))
        once = _everything(tmp_path)
        _call(name, arguments.get(name, {}))
        twice = _everything(tmp_path)
        changed[name] = [table for table in once if once[table] != twice[table]]

    assert {name: tables for name, tables in changed.items() if tables} == {}
    assert set(arguments) <= set(names)


def test_every_task_says_in_plain_words_what_it_does():
    tasks = [task for task in all_tasks() if task.handler.__module__.endswith(".tasks")]

    assert [task.name for task in tasks if not task.label] == []
