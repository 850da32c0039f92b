"""`faden seed_demo`: fill an empty database with the demonstration."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from faden.surfaces.demo.actions import seed, seed_bonn


class Command(BaseCommand):
    help = "Fills an empty database with the demonstration; a second call changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--data", choices=["none", "bonn"], default="none")

    def handle(self, *_args: object, data: str, **_options: object) -> None:
        now = timezone.now()
        seed(now=now)
        if data == "bonn" and not seed_bonn(Path(settings.FADEN_DEMO_DATA), now=now):
            raise CommandError(f"No data of Bonn in {settings.FADEN_DEMO_DATA}")
