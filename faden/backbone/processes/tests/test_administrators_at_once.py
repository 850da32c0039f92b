"""Two administrators who take the role from each other at the same moment."""

from functools import partial

import pytest

from faden.backbone.audit.guard import arranging
from faden.backbone.audit.tests.threads import WANTS_ROW_LOCKS, at_once
from faden.backbone.people.tests.factories import NOON
from faden.backbone.processes.actions import revoke_role
from faden.backbone.processes.models import RoleGrant
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_role
from faden.lib.refused import Refused


@pytest.mark.postgres_only
@WANTS_ROW_LOCKS
@pytest.mark.django_db(transaction=True)
def test_one_of_them_stays():
    for _round in range(5):
        with arranging():
            RoleGrant.objects.all().delete()
        pair = [a_role(Role.ADMINISTRATOR) for _ in range(2)]
        grants = [RoleGrant.objects.get(person=person) for person in pair]

        answers = at_once(
            partial(revoke_role, grant, actor=actor, now=NOON)
            for grant, actor in zip(grants, reversed(pair), strict=True)
        )

        assert sum(isinstance(answer, Refused) for answer in answers) == 1
        assert RoleGrant.objects.count() == 1
