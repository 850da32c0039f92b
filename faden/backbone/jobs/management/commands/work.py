"""`faden work`: runs jobs in the background."""

import logging
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from faden.backbone.jobs import actions
from faden.backbone.jobs.worker import Worker, logger
from faden.lib.lifeline import StopSignal, follow


class Command(BaseCommand):
    help = "Runs the jobs that are due: mails, imports, what is scheduled. Ends with Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--batch", action="store_true", help="run what is due now, then end (for cron)"
        )
        parser.add_argument(
            "--short", action="store_true", help="leave what takes minutes to other workers"
        )
        parser.add_argument("--parent", type=int, help="end when the process of this id ends")

    def handle(self, *_args: Any, **options: Any) -> None:
        stop = StopSignal()
        if options["parent"]:
            follow(options["parent"])
        if options["verbosity"] > 1:  # with the traceback of what fails
            logger.setLevel(logging.DEBUG)
        worker = Worker(stop=stop, keeps_free=options["short"])
        if options["batch"]:
            actions.plan_anew(now=timezone.now())
            actions.give_up_abandoned(now=timezone.now())
            self.stdout.write(f"{worker.run_due()} jobs run.")
        else:
            worker.run(stop)
