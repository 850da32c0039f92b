"""A result that several people publish and change at the same moment."""

from functools import partial

import pytest

from faden.backbone.audit.tests.threads import WANTS_ROW_LOCKS, at_once
from faden.backbone.people.tests.factories import NOON
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_role, an_open_process
from faden.lib.refused import Refused
from faden.participation.results.actions import begin, change, freeze
from faden.participation.results.models import Entry, Result
from faden.participation.results.queries import ranking_of
from faden.participation.results.rules import Plan, default_choices
from faden.participation.results.tests.factories import close, ideas_rated

pytestmark = [
    pytest.mark.postgres_only,
    WANTS_ROW_LOCKS,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def process():
    process = an_open_process()
    ideas_rated(process, 8, 3)
    close(process)
    return process


@pytest.fixture
def pair(process):
    return [a_role(Role.PROCESS_MANAGER, process) for _ in range(2)]


def a_plan(process, note: str, n_wanted: int = 1) -> Plan:
    choices = default_choices(ranking_of(process), n_wanted)
    return Plan(n_wanted=n_wanted, note=note, choices=choices)


def test_two_who_begin_at_once_work_on_one_draft(process, pair):
    drafts = at_once(
        partial(begin, process, title="Ergebnis", actor=actor, now=NOON) for actor in pair
    )

    assert drafts == [Result.objects.get()] * 2


def test_a_result_is_published_once_whoever_was_faster(process, pair):
    draft = begin(process, title="Ergebnis", actor=pair[0], now=NOON)
    change(draft, a_plan(process, "Beraten."), actor=pair[0], now=NOON)

    answers = at_once(partial(freeze, draft, actor=actor, now=NOON) for actor in pair)

    assert {type(answer) for answer in answers} == {type(None), Refused}
    assert Entry.objects.count() == 2


@pytest.mark.parametrize("_round", range(5))
def test_what_is_changed_while_it_is_published_is_published_or_refused(process, pair, _round):
    draft = begin(process, title="Ergebnis", actor=pair[0], now=NOON)
    change(draft, a_plan(process, "Beraten."), actor=pair[0], now=NOON)

    published, changed = at_once(
        [
            partial(freeze, draft, actor=pair[0], now=NOON),
            partial(change, draft, a_plan(process, "Anders.", 2), actor=pair[1], now=NOON),
        ]
    )

    result = Result.objects.get()
    n_selected = Entry.objects.filter(is_selected=True).count()
    assert published is None
    assert (result.note, n_selected) == (
        ("Beraten.", 1) if isinstance(changed, Refused) else ("Anders.", 2)
    )
