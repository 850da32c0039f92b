"""`faden bounces < MAIL`: takes in one mail that came back, as a mail server pipes it."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from faden.shared.notifications import actions

LARGEST = 10_000_000  # bytes


class Command(BaseCommand):
    help = (
        "Reads one mail from the standard input and notes the address from which a mail of Faden "
        "came back. Other mails are left alone; the exit code is 0 all the same, or the mail "
        "server would answer them."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        n_noted = actions.take_report(sys.stdin.buffer.read(LARGEST), now=timezone.now())
        self.stdout.write(f"{n_noted} addresses noted.")
