"""Two people of the team invite the same people at the same moment."""

from functools import partial

import pytest

from faden.backbone.audit.tests.threads import WANTS_ROW_LOCKS, at_once
from faden.backbone.people.tests.factories import NOON
from faden.backbone.processes.actions import invite
from faden.backbone.processes.models import Invitation
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_process, a_role

pytestmark = [
    pytest.mark.postgres_only,
    WANTS_ROW_LOCKS,
    pytest.mark.django_db(transaction=True),
]


def test_everybody_is_invited_once_in_whatever_order_two_lists_name_them():
    process = a_process()
    pair = [a_role(Role.PROCESS_MANAGER, process) for _ in range(2)]
    people = [f"person{number}@example.org" for number in range(40)]

    answers = at_once(
        partial(invite, process, order, actor=actor, now=NOON)
        for actor, order in zip(pair, (people, people[::-1]), strict=True)
    )

    assert [type(answer) for answer in answers] == [list, list]
    assert sum(map(len, answers)) == Invitation.objects.count() == 40
