"""Processes are killed while people write: what was acknowledged is there, once, and counted."""

from collections.abc import Iterator

import pytest

from faden.backbone.jobs.tests.processes import wait_until
from faden.config.tests.load import Crowd, a_town, kill_while_writing, wrong
from faden.config.tests.processes import Served
from faden.participation.ideas.models import Idea
from faden.surfaces.importers import actions, passes
from faden.surfaces.importers.models import ImportRun
from faden.surfaces.importers.tests.factories import NOON, a_csv, a_process, an_order, counts, ideas

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.alone]
N_ROWS = 400  # of the import


@pytest.fixture
def served(tmp_path) -> Iterator[Served]:
    served = Served(tmp_path, FADEN_LIMITS="0")
    yield served
    served.end()


def is_done(run: ImportRun) -> bool:
    run.refresh_from_db()
    return run.state == "done"


def test_what_was_acknowledged_survives_the_death_of_any_process(served, tmp_path):
    crowd = Crowd(served, a_town())
    order = an_order(a_process(), a_csv(tmp_path, ideas(N_ROWS)))
    run = passes.begin(order, actor=None, now=NOON)
    actions.start(run, actor=None, now=NOON)
    served.wait_until_ready()

    kill_while_writing(crowd, rounds=2, n_stored=20)
    wait_until(lambda: is_done(run), seconds=60)

    assert wrong(crowd) == []
    assert counts(run) == {"ideas": (N_ROWS, 0, 0)}
    assert Idea.objects.filter(process=run.process).count() == N_ROWS
    assert min(len(crowd.ideas), len(crowd.comments), len(crowd.ratings)) > 0
