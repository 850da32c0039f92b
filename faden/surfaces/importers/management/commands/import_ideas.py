"""`faden import ideas FILE --process SLUG --map columns.toml`"""

from argparse import ArgumentParser
from pathlib import Path
from time import sleep
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from faden.backbone.jobs.worker import Worker
from faden.backbone.processes.models import Process
from faden.lib.refused import Refused
from faden.surfaces.importers import actions, passes, queries
from faden.surfaces.importers.models import ImportRun
from faden.surfaces.importers.problems import Problem

POLL_S = 0.5


class Command(BaseCommand):
    help = (
        "Imports contributions, and comments on them, from CSV, XLSX or ODS. Every row is checked "
        "first; with a wrong row nothing is written. Rows that are here already stay as they are."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="table of contributions")
        parser.add_argument("--process", required=True, help="slug of the participation process")
        parser.add_argument("--map", help="mapping file; without it the columns are guessed")
        parser.add_argument("--comments", type=Path, help="table of comments")
        parser.add_argument("--source", default="", help="the platform the rows come from")
        parser.add_argument("--dry-run", action="store_true", help="check only")

    def handle(self, **options: Any) -> None:
        try:
            run = passes.begin(_order(options), actor=None, now=timezone.now())
            if run.state == ImportRun.State.REFUSED:
                raise CommandError(_report(run))
            if options["dry_run"]:
                self.stdout.write(_("Nothing is wrong. Nothing was written."))
                return
            actions.start(run, actor=None, now=timezone.now())
        except (Refused, OSError) as error:
            raise CommandError(str(error)) from None
        self._wait(run)

    def _wait(self, run: ImportRun) -> None:
        """Work at what is due until the import is over; another worker may be faster."""
        worker = Worker()
        run.refresh_from_db()
        while run.state == ImportRun.State.RUNNING and not queries.is_interrupted(run):
            if not worker.run_next():
                sleep(POLL_S)
            run.refresh_from_db()
        if run.state != ImportRun.State.DONE:
            raise CommandError(_report(run))
        for file in queries.files_of(run):
            self.stdout.write(
                _("%(table)s: %(new)s new, %(unchanged)s unchanged, %(differing)s different here")
                % {
                    "table": file.get_table_display(),
                    "new": file.n_new,
                    "unchanged": file.n_unchanged,
                    "differing": file.n_differing,
                }
            )


def _order(options: dict[str, Any]) -> passes.Order:
    process = Process.objects.filter(slug=options["process"]).first()
    if process is None:
        slugs = ", ".join(Process.objects.values_list("slug", flat=True))
        raise CommandError(
            _("There is no process “%(slug)s”. There are: %(slugs)s")
            % {"slug": options["process"], "slugs": slugs}
        )
    return passes.Order(
        process,
        options["file"],
        comments=options["comments"],
        mapping=passes.mapping_named(options["map"]) if options["map"] else None,
        source=options["source"],
    )


def _report(run: ImportRun) -> str:
    """Return what is wrong, one line a problem."""
    lines = [_line(problem) for problem in queries.problems_of(run)]
    return "\n".join([_("Nothing was written. What is wrong:"), *lines])


def _line(problem: Problem) -> str:
    place = [
        problem.table_label,
        _("row %(row)s") % {"row": problem.row} if problem.row else "",
        _("column %(column)s") % {"column": problem.column} if problem.column else "",
    ]
    return ": ".join(filter(None, [", ".join(filter(None, place)), problem.text]))
