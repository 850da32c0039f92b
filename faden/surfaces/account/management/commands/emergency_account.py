"""`faden emergency-account EMAIL`: whose password opens the team's pages without the city."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from faden.backbone.people.queries import account_by_email
from faden.surfaces.account.actions import set_emergency_account


class Command(BaseCommand):
    help = (
        "Names the one account of staff whose password still works with FADEN_STAFF_PASSWORDS=0."
        " Each use is recorded, and all who administer the site are told."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        whose = parser.add_mutually_exclusive_group(required=True)
        whose.add_argument("email", nargs="?", help="address of the account")
        whose.add_argument("--none", action="store_true", help="no account any more")

    def handle(self, *_args: object, email: str | None, **_options: Any) -> None:
        person = account_by_email(email) if email else None
        if email and person is None:
            raise CommandError(f"There is no account {email}.")
        set_emergency_account(person)
        self.stdout.write(
            f"{email} is the emergency account now." if email else "There is none any more."
        )
