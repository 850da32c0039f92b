"""What is said of a card, and which numbers the team can enter."""

import pytest

from faden.participation.paper.rules import Facts, entry_refusal, stage_of, typed_refusal


@pytest.mark.parametrize(
    ("facts", "stage"),
    [
        ({}, "published"),
        ({"is_answered": True}, "answered"),
        ({"is_entered": False}, "not_entered"),
        ({"is_public": False}, "waiting"),
        ({"is_public": False, "is_hidden": True}, "hidden"),
        ({"is_withdrawn": True}, "withdrawn"),
        ({"is_merged": True, "is_answered": True}, "merged"),
        ({"is_process_public": False, "is_hidden": True}, "closed"),
    ],
)
def test_where_the_contribution_of_a_card_stands(facts, stage):
    assert stage_of(Facts(**facts)) == stage


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("147-K", None),
        ("147", "paper.letter_missing"),
        ("174-K", "paper.wrong_letter"),
        ("Karte", "paper.no_number"),
    ],
)
def test_what_visitors_type(typed, code):
    refusal = typed_refusal(typed)

    assert (refusal and refusal.code) == code


@pytest.mark.parametrize(
    ("typed", "facts", "code"),
    [
        ("147-K", {"is_given_out": True, "is_of_process": True, "is_taken": False}, None),
        ("147-K", {"is_given_out": True, "is_of_process": True, "is_taken": True}, "paper.taken"),
        (
            "147-J",
            {"is_given_out": True, "is_of_process": True, "is_taken": False},
            "paper.entry_letter",
        ),
        (
            "147",
            {"is_given_out": True, "is_of_process": True, "is_taken": False},
            "paper.entry_no_letter",
        ),
        (
            "147-K",
            {"is_given_out": True, "is_of_process": False, "is_taken": False},
            "paper.other_process",
        ),
        (
            "147-K",
            {"is_given_out": False, "is_of_process": False, "is_taken": False},
            "paper.not_printed",
        ),
        ("147", {"is_given_out": False, "is_of_process": False, "is_taken": False}, None),
        ("17a", {"is_given_out": False, "is_of_process": False, "is_taken": False}, None),
        ("Hand 17", {"is_given_out": False, "is_of_process": False, "is_taken": False}, None),
    ],
)
def test_what_the_team_types(typed, facts, code):
    refusal = entry_refusal(typed, **facts)

    assert (refusal and refusal.code) == code
