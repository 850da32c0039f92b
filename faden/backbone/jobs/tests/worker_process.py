"""`faden work` with the tasks of the tests; a program of its own, so that it can be killed."""

import sys

import django
from django.core.management import call_command


def main() -> None:
    django.setup()
    from faden.backbone.jobs.tests import sample_tasks  # noqa: F401, PLC0415 - fills the registry

    call_command("work", *sys.argv[1:])


if __name__ == "__main__":
    main()
