"""People who answer at the same moment; only PostgreSQL lets them."""

from functools import partial

import pytest

from faden.backbone.audit.tests.threads import WANTS_ROW_LOCKS, at_once
from faden.backbone.people.tests.factories import NOON
from faden.backbone.processes.tests.factories import a_process
from faden.shared.feedback.actions import count_answers
from faden.shared.feedback.models import Tally

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgres_only,
    WANTS_ROW_LOCKS,
]


def test_answers_at_the_same_moment_are_all_counted():
    process = a_process()

    at_once([partial(count_answers, process, {"fair": "yes"}, now=NOON)] * 4)

    assert Tally.objects.get().n == 4
