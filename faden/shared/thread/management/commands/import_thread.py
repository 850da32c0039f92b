"""`faden import thread FILE`"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from faden.lib import sheets
from faden.lib.refused import Refused
from faden.shared.thread import actions


class Command(BaseCommand):
    help = (
        "Reads links back from a file (CSV, XLSX, ODS) that a thread's page gave. Links that are "
        "here already stay as they are; with a wrong row nothing is written."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the file of links")

    def handle(self, **options: Any) -> None:
        try:
            n_new = actions.take_in(sheets.read(options["file"]), actor=None)
        except (Refused, OSError) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{n_new} new links.")
