"""What goes wrong is on the standard error output, as the page about it says."""

import logging
from http import HTTPStatus
from io import StringIO

import pytest
from django.db import connection
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def log(monkeypatch) -> StringIO:
    """What the handlers of Django's messages write."""
    written = StringIO()
    for handler in logging.getLogger("django").handlers:
        monkeypatch.setattr(handler, "stream", written, raising=False)
    return written


def test_a_failure_of_ours_is_in_the_log_with_its_traceback(log) -> None:
    with connection.execute_wrapper(_breaks):
        answer = Client(raise_request_exception=False).get("/")

    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "ZeroDivisionError" in log.getvalue()


def test_an_address_that_does_not_exist_is_not_in_the_log(log) -> None:
    answer = Client().get("/gibt-es-nicht/")

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert log.getvalue() == ""


def _breaks(*_statement: object) -> None:
    """A database that fails at every statement."""
    raise ZeroDivisionError
