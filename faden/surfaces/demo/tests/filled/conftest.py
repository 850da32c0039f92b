from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.test import override_settings

from faden.surfaces.demo.actions import seed

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture(scope="package")
def filled(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[datetime]:
    """The demonstration, filled once for all tests here; the moment at which it was."""
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")),
        transaction.atomic(),
    ):
        assert seed(now=NOW)
        yield NOW
        transaction.set_rollback(True)
