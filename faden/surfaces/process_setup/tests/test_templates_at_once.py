"""Two templates that are saved under one name at the same moment."""

from functools import partial

import pytest

from faden.backbone.audit.tests.threads import at_once
from faden.backbone.people.tests.factories import NOON
from faden.backbone.processes.models import OwnTemplate
from faden.lib.refused import Refused
from faden.surfaces.process_setup.actions import save_as_template
from faden.surfaces.process_setup.tests.factories import a_manager, a_whole_process


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_one_is_kept_and_the_other_is_refused():
    pairs = [(a_whole_process(title=f"Fluss {n}"), a_manager()) for n in range(2)]

    answers = at_once(
        partial(save_as_template, process, name="Unser Weg", purpose="x", actor=actor, now=NOON)
        for process, actor in pairs
    )

    refusals = [answer.refusal.code for answer in answers if isinstance(answer, Refused)]
    assert refusals == ["process_setup.name_taken"]
    assert OwnTemplate.objects.count() == 1
