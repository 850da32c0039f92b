"""What people may do, and the reasons when they may not."""

from datetime import UTC, datetime

import pytest

from faden.backbone.people.models import Person
from faden.backbone.people.rules import (
    email_refusal,
    limit_refusal,
    merge_refusal,
    name_refusal,
)
from faden.lib.refused import Remedy

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
GUEST = Person(display_name="Guest")
REGISTERED = Person(email="ada@example.org", email_confirmed_at=NOON)
VERIFIED = Person(email="ben@example.org", email_confirmed_at=NOON, verified_at=NOON)
OFFICE = Person(kind=Person.Kind.UNIT)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Ada Lovelace", None),
        ("A", None),
        ("x" * 60, None),
        ("x" * 61, "people.name_too_long"),
        ("", "people.name_missing"),
        ("   ", "people.name_missing"),
        ("ada@example.org", "people.name_is_address"),
        ("Ayşe Öztürk", None),
        ("Оксана", None),
        ("...", "people.name_unreadable"),
        ("\u200b", "people.name_unreadable"),
        ("Ada \u202egnitirw", "people.name_unreadable"),
    ],
)
def test_which_names_can_be_shown(name, code):
    refusal = name_refusal(name)

    assert (refusal and refusal.code) == code


@pytest.mark.parametrize(
    ("guest", "account", "is_refused"),
    [
        (GUEST, REGISTERED, False),
        (GUEST, VERIFIED, False),
        (GUEST, GUEST, True),
        (REGISTERED, VERIFIED, True),
        (OFFICE, REGISTERED, True),
        (Person(erased_at=NOON), REGISTERED, True),
    ],
)
def test_only_a_guest_becomes_part_of_an_account(guest, account, is_refused):
    assert (merge_refusal(guest, account) is not None) is is_refused


def test_an_address_has_one_account():
    refusal = email_refusal(is_taken=True)

    assert email_refusal(is_taken=False) is None
    assert refusal
    assert refusal.remedy is Remedy.SIGN_IN


def test_a_limit_says_from_when_on_it_works_again():
    refusal = limit_refusal("ideas", taken=6, allowed=5, until=NOON)

    assert limit_refusal("ideas", taken=5, allowed=5, until=NOON) is None
    assert refusal
    assert (refusal.code, refusal.remedy) == ("people.limit.ideas", Remedy.WAIT_UNTIL)
    assert refusal.facts["until"] == NOON
    assert "14:00" in str(refusal)  # the clocks of the municipality
