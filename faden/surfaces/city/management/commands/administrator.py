"""`faden administrator EMAIL`: who may set the municipality up; the pages grant all other roles."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from faden.backbone.people.queries import account_by_email
from faden.backbone.processes.actions import grant_role
from faden.backbone.processes.rules import Role
from faden.lib.refused import Refused


class Command(BaseCommand):
    help = "Makes an account the administration of this municipality."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="address of an account that is there already")

    def handle(self, *_args: object, email: str, **_options: Any) -> None:
        person = account_by_email(email)
        if person is None:
            raise CommandError(f"There is no account {email}. Create it on the site first.")
        try:
            grant_role(
                person,
                Role.ADMINISTRATOR,
                process=None,
                reason="faden administrator",
                actor=None,
                now=timezone.now(),
            )
        except Refused as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(f"{email} may set up the municipality now, at /team/stadt/.")
