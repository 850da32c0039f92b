"""When a comment can be changed and deleted, and by whom: the table."""

from datetime import timedelta

import pytest

from faden.backbone.items.models import Item, Origin
from faden.backbone.people.models import Level, Person
from faden.backbone.people.tests.factories import NOON
from faden.backbone.processes.rules import Role, Standing
from faden.lib.refused import Refusal
from faden.shared.comments import rules
from faden.shared.comments.models import Comment

OVER = Refusal("processes.over", "This has ended.")
SECOND = timedelta(seconds=1)
IN_TIME, LATE = NOON + rules.CORRECTION - SECOND, NOON + rules.CORRECTION
PUBLIC, STAFF = Item.Visibility.PUBLIC, Item.Visibility.STAFF


def a_comment(**facts) -> Comment:
    """A comment of person 1, never stored."""
    given = {"author": Person(pk=1), "visibility": PUBLIC, "written_at": NOON, "pk": 7} | facts
    comment = Comment(**given)
    comment.origin = Origin()
    return comment


def asking(pk: int | None = 1, *roles: Role) -> Standing:
    person = None if pk is None else Person(pk=pk)
    return Standing(person, Level.REGISTERED, frozenset(roles), NOON)


@pytest.mark.parametrize("now", [NOON, IN_TIME, LATE])
@pytest.mark.parametrize("closed", [None, OVER], ids=["open", "over"])
@pytest.mark.parametrize("is_rated", [False, True, None], ids=["unrated", "rated", "hidden"])
@pytest.mark.parametrize("n_answers", [0, 2], ids=["unanswered", "answered"])
def test_ones_own_words_can_be_corrected_for_half_an_hour_and_then_until_somebody_reacts(
    now, closed, is_rated, n_answers
):
    comment = a_comment(n_answers=n_answers)

    refusal = rules.change_refusal(comment, is_own=True, is_rated=is_rated, closed=closed, now=now)

    reactions = [
        (closed, closed),
        (n_answers, rules.ANSWERED),
        (is_rated, rules.RATED),
        (is_rated is None, rules.RATINGS_HIDDEN),
    ]
    first = next((reason for is_there, reason in reactions if is_there), None)
    assert refusal == (first if now == LATE else None)


@pytest.mark.parametrize(
    ("facts", "is_own", "expected"),
    [
        ({}, True, None),
        ({}, False, rules.OTHERS),
        ({"visibility": STAFF}, True, rules.HIDDEN),
        ({"visibility": STAFF}, False, rules.OTHERS),
        ({"visibility": STAFF, "deleted_at": NOON}, True, rules.DELETED),
        ({"n_answers": 3, "n_up": 3}, True, None),
    ],
)
def test_ones_own_words_can_be_deleted_at_any_time_while_they_are_shown(facts, is_own, expected):
    comment = a_comment(**facts)

    assert rules.deletion_refusal(comment, is_own=is_own) == expected
    if expected:
        change = rules.change_refusal(comment, is_own=is_own, is_rated=False, closed=None, now=NOON)
        assert change == expected


@pytest.mark.parametrize(
    ("n_answers", "is_rated", "now", "is_marked"),
    [
        (0, False, NOON, False),
        (0, False, IN_TIME, False),
        (0, False, LATE, True),
        (1, False, NOON, True),
        (0, True, NOON, True),
        (1, True, LATE, True),
    ],
)
def test_a_correction_before_anybody_reacted_is_not_marked(n_answers, is_rated, now, is_marked):
    comment = a_comment(n_answers=n_answers)

    assert rules.is_marked(comment, is_rated=is_rated, now=now) is is_marked


@pytest.mark.parametrize(
    ("facts", "who", "is_own"),
    [
        ({}, asking(1), True),
        ({}, asking(2), False),
        ({}, asking(None), False),
        ({"author": None}, asking(None), False),
        ({}, asking(2, Role.ADMINISTRATOR), False),
        ({"author": None, "is_by_team": True}, asking(None), False),
        ({"author": None, "is_by_team": True}, asking(1), False),
        ({"author": None, "is_by_team": True}, asking(1, Role.ON_SITE_TEAM), False),
        ({"author": None, "is_by_team": True}, asking(1, Role.MODERATOR), True),
        ({"author": None, "is_by_team": True}, asking(1, Role.EVALUATOR), True),
        ({"author": Person(pk=9), "is_by_team": True}, asking(1, Role.PROCESS_MANAGER), True),
    ],
)
def test_whose_words_they_are(facts, who, is_own):
    assert rules.is_own(a_comment(**facts), who) is is_own


def test_an_imported_comment_of_a_team_is_nobodys_here():
    comment = a_comment(author=None, is_by_team=True)
    comment.origin = Origin(source="raddialog.bonn.de", source_id="comment/1")

    assert not rules.is_own(comment, asking(1, Role.ADMINISTRATOR))
