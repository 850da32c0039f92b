"""An idea that several people change at the same moment."""

from functools import partial

import pytest

from faden.backbone.audit.tests.threads import WANTS_ROW_LOCKS, at_once
from faden.backbone.items.models import PublicCount
from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import REGISTERED, a_role, an_open_process
from faden.lib.refused import Refused
from faden.participation.ideas import actions
from faden.participation.ideas.models import Idea
from faden.participation.ideas.tests.factories import a_draft, an_idea
from faden.shared.ratings.actions import rate
from faden.shared.thread.models import Link

pytestmark = [
    pytest.mark.postgres_only,
    WANTS_ROW_LOCKS,
    pytest.mark.django_db(transaction=True),
]
ROUNDS = 5


@pytest.fixture
def process():
    return an_open_process(REGISTERED)


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_two_ideas_are_not_merged_into_each_other(process, _round):
    pair = [a_role(Role.MODERATOR, process) for _ in range(2)]
    one, other = an_idea(process), an_idea(process)

    answers = at_once(
        partial(actions.merge, source, target, reason="Dasselbe.", actor=actor, now=NOON)
        for actor, source, target in zip(pair, (one, other), (other, one), strict=True)
    )

    assert {type(answer) for answer in answers} == {Link, Refused}
    assert Link.objects.count() == 1


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_an_idea_is_withdrawn_or_merged_and_leaves_the_lists_once(process, _round):
    ada, moderator = a_person(), a_role(Role.MODERATOR, process)
    idea, other = an_idea(process, person=ada), an_idea(process)

    answers = at_once(
        [
            partial(actions.withdraw, idea, reason="Erledigt.", actor=ada, now=NOON),
            partial(actions.merge, idea, other, reason="Dasselbe.", actor=moderator, now=NOON),
        ]
    )

    counted = PublicCount.objects.get(process=process, kind="idea").n
    assert [type(answer) for answer in answers].count(Refused) == 1
    assert counted == 1


def test_an_idea_edited_withdrawn_and_rated_at_once_keeps_what_each_did(process):
    ada, ben = a_person(), a_person()
    idea = an_idea(process, person=ada)

    answers = at_once(
        [
            partial(actions.edit, idea, a_draft(title="Neuer Titel"), actor=ada, now=NOON),
            partial(actions.withdraw, idea, reason="Erledigt.", actor=ada, now=NOON),
            partial(rate, idea, 1, person=ben, now=NOON),
        ]
    )

    stored = Idea.objects.get(pk=idea.pk)
    edited, withdrawn, rated = (not isinstance(answer, Exception) for answer in answers)
    assert withdrawn
    assert stored.withdrawn_at == NOON
    assert edited == (stored.title == "Neuer Titel")
    assert rated == (stored.n_up == 1)
    assert all(isinstance(answer, Refused) for answer in answers if isinstance(answer, Exception))
