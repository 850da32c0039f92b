"""A field of action in which there are ideas stays."""

import pytest

from faden.backbone.audit.tests.logged import log_of
from faden.backbone.people.tests.factories import NOON
from faden.backbone.processes.actions import remove_action_field
from faden.backbone.processes.models import ActionField
from faden.backbone.processes.tests.factories import an_action_field, an_open_process
from faden.lib.refused import Refused
from faden.participation.ideas.tests.factories import an_idea

pytestmark = pytest.mark.django_db


def test_a_field_with_ideas_is_not_removed_and_says_how_many_there_are():
    process = an_open_process()
    field = an_action_field(process, "Rad")
    for _ in range(2):
        an_idea(process, action_field=field)

    with pytest.raises(Refused) as refused:
        remove_action_field(field, actor=None, now=NOON)

    assert (refused.value.refusal.code, dict(refused.value.refusal.facts)) == (
        "processes.field_in_use",
        {"n": 2},
    )
    assert list(ActionField.objects.all()) == [field]
    assert list(log_of(field)) == []
