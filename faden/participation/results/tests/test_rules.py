"""The order, the line, and which choices need a reason: tables that a reader can check."""

from datetime import timedelta

import pytest

from faden.backbone.people.tests.factories import NOON
from faden.participation.results.rules import (
    Candidate,
    Choice,
    Plan,
    freezing_problems,
    lacking_reasons,
    placed,
    surely_selected,
    tied_at_line,
    time_refusal,
)

YES = Choice(is_selected=True)
YES_BECAUSE = Choice(is_selected=True, reason="weil")
NO_BECAUSE = Choice(reason="weil")

NO_NOTE = ("results.no_note", "note", None)
NOTHING = ("results.nothing_selected", "", None)
TIE = ("results.tie", "tie_reason", None)
TOO_MANY = ("results.too_many", "tie_reason", None)


def ranking(*ratings: int):
    """Candidates 1, 2, 3, ... with so many ratings in favour."""
    return placed(
        Candidate(idea_id=n, title=f"Idee {n}", n_up=n_up, n_down=0, n_comments=0)
        for n, n_up in enumerate(ratings, start=1)
    )


def test_places_are_counted_as_in_sports_and_the_earlier_idea_is_first_among_equals():
    found = [(one.place, one.candidate.idea_id) for one in ranking(5, 9, 9, 0, 5)]

    assert found == [(1, 2), (1, 3), (3, 1), (3, 5), (5, 4)]


def test_ratings_against_and_dots_change_no_place():
    plain, disputed = Candidate(1, "a", 3, 0, 0, 0), Candidate(2, "b", 4, 99, 0, 0)

    assert [one.candidate.idea_id for one in placed([plain, disputed])] == [2, 1]
    assert placed([Candidate(1, "a", 3, 0, 0, 500), disputed])[0].candidate.idea_id == 2


@pytest.mark.parametrize(
    ("ratings", "n_wanted", "sure", "tied"),
    [
        ([9, 7, 5], 2, {1, 2}, set()),
        ([9, 7, 7], 2, {1}, {2, 3}),
        ([9, 9, 9], 2, set(), {1, 2, 3}),
        ([9, 7, 7], 3, {1, 2, 3}, set()),
        ([9, 7, 7, 1], 3, {1, 2, 3}, set()),
        ([9], 3, {1}, set()),
        ([], 3, set(), set()),
        ([0, 0], 1, set(), {1, 2}),
    ],
)
def test_the_line_and_who_shares_it(ratings, n_wanted, sure, tied):
    found = ranking(*ratings)

    assert surely_selected(found, n_wanted) == sure
    assert tied_at_line(found, n_wanted) == tied


@pytest.mark.parametrize(
    ("choices", "lacking"),
    [
        ({1: YES, 2: YES}, {}),
        ({1: YES}, {2: "results.left_out"}),
        ({1: YES, 2: NO_BECAUSE}, {}),
        ({1: YES, 2: YES, 3: YES}, {3: "results.taken_in"}),
        ({1: YES, 2: YES, 3: YES_BECAUSE}, {}),
        ({2: YES, 3: YES}, {1: "results.left_out", 3: "results.taken_in"}),
    ],
)
def test_what_departs_from_the_order_needs_a_reason(choices, lacking):
    found = lacking_reasons(ranking(9, 7, 5), Plan(n_wanted=2, choices=choices))

    assert {pk: refusal.code for pk, refusal in found.items()} == lacking


@pytest.mark.parametrize(
    ("ratings", "choices", "note", "tie_reason", "problems"),
    [
        ([9, 7, 5], {1: YES, 2: YES}, "gelesen", "", []),
        ([9, 7, 5], {1: YES, 2: YES}, " ", "", [NO_NOTE]),
        ([9, 7, 5], {}, "gelesen", "", [NOTHING]),
        ([9, 7, 5], {77: YES}, "gelesen", "", [NOTHING]),
        ([9, 7, 5], {}, "", "", [NO_NOTE, NOTHING]),
        ([9, 7, 5], {1: YES}, "gelesen", "", [("results.left_out", "reason", 2)]),
        ([9, 7, 5], {1: YES, 2: NO_BECAUSE}, "gelesen", "", []),
        ([9, 7, 7], {1: YES, 2: YES}, "gelesen", "", [TIE]),
        ([9, 7, 7], {1: YES, 2: YES}, "gelesen", "Los", []),
        ([9, 7, 7], {1: YES, 2: YES, 3: YES}, "gelesen", "", [TOO_MANY]),
        ([9, 7, 7], {1: YES, 2: YES, 3: YES}, "gelesen", "alle drei", []),
        ([9, 7, 5], {1: YES, 2: YES, 3: YES_BECAUSE}, "gelesen", "", [TOO_MANY]),
        (
            [9, 7, 5],
            {1: YES, 2: YES, 3: YES},
            "",
            "",
            [NO_NOTE, TOO_MANY, ("results.taken_in", "reason", 3)],
        ),
    ],
)
def test_all_that_is_missing_before_publishing_is_said_at_once(
    ratings, choices, note, tie_reason, problems
):
    plan = Plan(n_wanted=2, note=note, tie_reason=tie_reason, choices=choices)

    found = freezing_problems(ranking(*ratings), plan)

    assert [(one.refusal.code, one.field, one.idea_id) for one in found] == problems


@pytest.mark.parametrize(
    ("ends", "is_early"),
    [
        ([], False),
        ([NOON], False),
        ([NOON + timedelta(seconds=1)], True),
        ([NOON - timedelta(days=1), NOON + timedelta(days=1)], True),
        ([None], True),
    ],
)
def test_a_result_waits_until_nobody_can_rate_any_more(ends, is_early):
    assert (time_refusal(ends, now=NOON) is not None) == is_early
