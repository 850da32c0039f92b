"""A process and its openings in one query."""

import pytest

from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.processes.queries import openings_of, process_with_openings
from faden.backbone.processes.tests.factories import (
    GUEST,
    a_draft_process,
    a_phase,
    a_process,
    an_invitation,
    an_open_process,
)

pytestmark = pytest.mark.django_db


def test_a_process_comes_with_all_that_its_phases_open(django_assert_num_queries):
    process = an_open_process(title="Fluss")
    an_open_process(title="Wald")

    with django_assert_num_queries(1):
        found = process_with_openings(None, "fluss", now=NOON)

    assert found == (process, openings_of(process))
    assert found[0].summary == process.summary


def test_a_process_that_opens_nothing_is_there_too():
    process = a_process(title="Fluss")
    a_phase(process)

    assert process_with_openings(None, "fluss", now=NOON) == (process, [])
    assert process_with_openings(None, "wald", now=NOON) is None


@pytest.mark.parametrize("has_phase", [True, False])
def test_who_may_not_see_a_process_does_not_get_its_openings(has_phase):
    draft, person = a_draft_process(title="Fluss"), a_person()
    invited = a_process(title="Wald", visibility="invited")
    an_invitation(invited, person)
    for process in (draft, invited) if has_phase else ():
        a_phase(process, {"idea.submit": GUEST})

    found = {
        (slug, who is person): process_with_openings(who, slug, now=NOON) is not None
        for slug in ("fluss", "wald")
        for who in (None, person)
    }

    assert found == {
        ("fluss", False): False,
        ("fluss", True): False,
        ("wald", False): False,
        ("wald", True): True,
    }
