"""Who may change, withdraw, hand in again and merge an idea, and when: the rules as tables."""

from datetime import datetime, timedelta

import pytest

from faden.backbone.people.tests.factories import NOON
from faden.backbone.processes.models import Opening, Phase
from faden.lib.refused import Refusal, Remedy
from faden.participation.ideas import rules
from faden.participation.ideas.rules import Asker, State

OPEN = State(is_public=True)
STATES = {
    "open": OPEN,
    "on paper": State(is_public=True, is_on_behalf=True),
    "hidden": State(is_public=False),
    "withdrawn": State(is_public=True, is_withdrawn=True),
    "merged": State(is_public=True, is_merged=True),
    "answered": State(is_public=True, is_answered=True),
    "answered on paper": State(is_public=True, is_on_behalf=True, is_answered=True),
}
ASKERS = {
    "author": Asker(is_author=True),
    "guest author": Asker(is_author=True, is_signed_in=False),
    "enterer": Asker(enters_on_behalf=True),
    "citizen": Asker(),
    "visitor": Asker(is_signed_in=False),
}
HOUR = timedelta(hours=1)


def code_of(refusal: Refusal | None) -> str:
    return refusal.code.removeprefix("ideas.") if refusal else "yes"


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("open", "yes"),
        ("on paper", "yes"),
        ("answered", "yes"),
        ("hidden", "hidden"),
        ("withdrawn", "withdrawn"),
        ("merged", "merged"),
    ],
)
def test_what_is_rated_and_discussed(state, expected):
    assert code_of(rules.closed_refusal(STATES[state])) == expected


# fmt: off
WHO_EDITS = [
    # state                author              enterer        others
    ("open",              "yes",              "not_yours",   "not_yours"),
    ("on paper",          "yes",              "yes",         "not_yours"),
    ("hidden",            "hidden",           "not_yours",   "not_yours"),
    ("withdrawn",         "withdrawn",        "not_yours",   "not_yours"),
    ("merged",            "merged",           "not_yours",   "not_yours"),
    ("answered",          "answered",         "not_yours",   "not_yours"),
    ("answered on paper", "answered",         "answered",    "not_yours"),
]
# fmt: on


@pytest.mark.parametrize(("state", "author", "enterer", "others"), WHO_EDITS)
def test_who_changes_and_who_withdraws_an_idea(state, author, enterer, others):
    expected = {
        "author": author,
        "guest author": author,
        "enterer": enterer,
        "citizen": others,
        "visitor": others,
    }

    edits = {name: code_of(edit_refusal(state, name, until=NOON + HOUR)) for name in ASKERS}
    withdrawals = {
        name: code_of(rules.withdraw_refusal(STATES[state], asker))
        for name, asker in ASKERS.items()
    }

    assert (edits, withdrawals) == (expected, expected)


def edit_refusal(state: str, asker: str, *, until: datetime | None, minutes: int | None = 60):
    return rules.edit_refusal(STATES[state], ASKERS[asker], minutes=minutes, until=until, now=NOON)


@pytest.mark.parametrize(
    ("until", "minutes", "expected"),
    [
        (None, None, "yes"),
        (NOON + HOUR, 60, "yes"),
        (NOON + timedelta(microseconds=1), 60, "yes"),
        (NOON, 60, "edit_time_over"),
        (NOON - HOUR, None, "edit_time_over"),
        (NOON, 0, "never_edited"),
    ],
)
@pytest.mark.parametrize("author", ["author", "guest author"])
def test_the_author_changes_it_until_the_time_is_over(author, until, minutes, expected):
    assert code_of(edit_refusal("open", author, until=until, minutes=minutes)) == expected


@pytest.mark.parametrize(("until", "minutes"), [(NOON - HOUR, 60), (NOON, 0), (NOON, None)])
def test_the_team_corrects_what_it_entered_without_a_limit_of_time(until, minutes):
    assert edit_refusal("on paper", "enterer", until=until, minutes=minutes) is None


def test_the_time_does_not_matter_for_withdrawing():
    assert rules.withdraw_refusal(OPEN, ASKERS["author"]) is None


def test_only_strangers_without_an_account_are_asked_to_sign_in():
    citizen, visitor = (edit_refusal("open", name, until=None) for name in ("citizen", "visitor"))

    assert (citizen.remedy, visitor.remedy) == (Remedy.NONE, Remedy.SIGN_IN)


def an_opening(verb: str, starts_in: int, ends_in: int | None, kind: str = "idea") -> Opening:
    """An opening of a phase that runs between these hours from noon on."""
    ends_at = None if ends_in is None else NOON + ends_in * HOUR
    phase = Phase(starts_at=NOON + starts_in * HOUR, ends_at=ends_at)
    return Opening(phase=phase, kind=kind, verb=verb, level=0)


@pytest.mark.parametrize(
    ("openings", "minutes", "hours"),
    [
        ([("submit", -5, 5)], 90, 1.5),
        ([("submit", -5, 5)], 0, 0),
        ([("submit", -5, 1)], 180, 3),
        ([("submit", -5, 5)], None, 5),
        ([("submit", 0, 5)], None, 5),
        ([("submit", -5, 0)], None, 0),
        ([("submit", -5, None)], None, None),
        ([("submit", -5, 5), ("submit", -1, 9)], None, 9),
        ([("submit", -5, 5), ("submit", 7, 20)], None, 5),
        ([("submit", -9, -5), ("submit", -1, 2)], None, 2),
        ([("submit", -5, 5), ("submit", -5, None)], None, None),
        ([("rate", -5, 9), ("submit", -5, 5)], None, 5),
        ([("submit", -5, 9, "comment")], None, 0),
        ([], None, 0),
    ],
)
def test_how_long_an_idea_of_noon_can_be_changed(openings, minutes, hours):
    expected = None if hours is None else NOON + timedelta(hours=hours)

    until = rules.edit_until(NOON, [an_opening(*facts) for facts in openings], minutes=minutes)

    assert until == expected


# fmt: off
WHO_HANDS_IN_AGAIN = [
    # state                author            enterer          citizen
    ("withdrawn",         "yes",            "not_yours",     "not_yours"),
    ("open",              "not_withdrawn",  "not_yours",     "not_yours"),
    ("on paper",          "not_withdrawn",  "not_withdrawn", "not_yours"),
    ("hidden",            "hidden",         "not_yours",     "not_yours"),
]
# fmt: on


@pytest.mark.parametrize(("state", "author", "enterer", "citizen"), WHO_HANDS_IN_AGAIN)
def test_who_takes_a_withdrawal_back(state, author, enterer, citizen):
    refusals = [
        rules.return_refusal(STATES[state], ASKERS[name], submit_refusal=None)
        for name in ("author", "enterer", "citizen")
    ]

    assert [code_of(refusal) for refusal in refusals] == [author, enterer, citizen]


def test_nothing_comes_back_in_when_ideas_are_not_taken_any_more():
    over = Refusal("processes.over", "This has ended.")

    refusal = rules.return_refusal(STATES["withdrawn"], ASKERS["author"], submit_refusal=over)

    assert refusal == over


def test_a_withdrawn_idea_that_was_answered_stays_withdrawn():
    state = State(is_public=True, is_withdrawn=True, is_answered=True)

    assert code_of(rules.return_refusal(state, ASKERS["author"], submit_refusal=None)) == "answered"


# fmt: off
WHAT_IS_MERGED = [
    # source       target          same   process  merged here  expected
    ("open",      "open",          False, True,    0,           "yes"),
    ("on paper",  "open",          False, True,    0,           "yes"),
    ("open",      "answered",      False, True,    0,           "yes"),
    ("open",      "open",          True,  True,    0,           "same_idea"),
    ("open",      "open",          False, False,   0,           "other_process"),
    ("open",      "open",          False, True,    2,           "merge_chain"),
    ("hidden",    "open",          False, True,    0,           "hidden"),
    ("withdrawn", "open",          False, True,    0,           "withdrawn"),
    ("merged",    "open",          False, True,    0,           "merged"),
    ("answered",  "open",          False, True,    0,           "answered"),
    ("open",      "hidden",        False, True,    0,           "merge_target"),
    ("open",      "withdrawn",     False, True,    0,           "merge_target"),
    ("open",      "merged",        False, True,    0,           "merge_target"),
]
# fmt: on


@pytest.mark.parametrize(
    ("source", "target", "is_same", "is_one_process", "n_merged_here", "expected"), WHAT_IS_MERGED
)
def test_what_is_merged_into_what(source, target, is_same, is_one_process, n_merged_here, expected):
    refusal = rules.merge_refusal(
        STATES[source],
        STATES[target],
        is_same=is_same,
        is_one_process=is_one_process,
        n_merged_here=n_merged_here,
    )

    assert code_of(refusal) == expected
