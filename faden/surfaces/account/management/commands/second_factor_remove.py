"""`faden second-factor remove EMAIL`: for somebody who lost app, passkeys and recovery codes."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from faden.backbone.people.queries import account_by_email
from faden.lib.refused import Refused
from faden.surfaces.account.actions import reset_factors


class Command(BaseCommand):
    help = "Removes the second factor of an account and tells the person by mail."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="address of the account")

    def handle(self, *_args: object, email: str, **_options: Any) -> None:
        person = account_by_email(email)
        if person is None:
            raise CommandError(f"There is no account {email}.")
        try:
            reset_factors(person)
        except Refused as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(
            f"{email} signs in with the password alone now, and should set up a second factor"
            " again at /konto/zweiter-faktor/."
        )
