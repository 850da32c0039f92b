"""Who counts as what, and what the database refuses whoever writes."""

import pytest
from django.db import IntegrityError

from faden.backbone.people.models import Level, Person, normal_email
from faden.backbone.people.tests.factories import (
    NOON,
    a_guest,
    a_person,
    a_unit,
    a_verified_person,
)

pytestmark = pytest.mark.django_db


def test_levels_can_be_compared():
    assert Level.GUEST < Level.REGISTERED < Level.VERIFIED


@pytest.mark.parametrize(
    ("facts", "level"),
    [
        ({"email": None}, Level.GUEST),
        ({"email": None, "verified_at": NOON}, Level.GUEST),
        ({"email": "ada@example.org"}, Level.GUEST),
        ({"email": "ada@example.org", "verified_at": NOON}, Level.GUEST),
        ({"email": "ada@example.org", "email_confirmed_at": NOON}, Level.REGISTERED),
        (
            {"email": "ada@example.org", "email_confirmed_at": NOON, "verified_at": NOON},
            Level.VERIFIED,
        ),
    ],
)
def test_the_level_of_a_person(facts, level):
    assert Person(**facts).level is level


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({"display_name": "Ada"}, "Ada"),
        ({"display_name": ""}, "Gast"),
        ({"display_name": "", "erased_at": NOON}, "Gelöschtes Konto"),
    ],
)
def test_the_name_that_is_shown(facts, name):
    assert Person(**facts).public_name in {name, "Guest", "Deleted account"}


def test_an_address_is_stored_in_one_spelling_only():
    assert normal_email("  Ada@Example.ORG ") == "ada@example.org"

    with pytest.raises(IntegrityError):
        a_person(email="Ada@example.org")


def test_an_address_does_not_become_longer_by_its_spelling():
    longest = "a@" + "İ" * 60 + ".example"

    assert len(normal_email(longest)) == len(longest)
    assert a_person(email=normal_email(longest)).pk


def test_two_accounts_cannot_share_an_address():
    a_person(email="ada@example.org")

    with pytest.raises(IntegrityError):
        a_person(email="ada@example.org")


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": "unit"},  # an office has no address of its own
        {"email": ""},  # a guest has none, not an empty one
        {"email": None},  # confirmed, but what?
        {"erased_at": NOON},  # not blank
        {"erased_at": NOON, "email": None, "email_confirmed_at": None},  # a name is left
    ],
)
def test_the_database_refuses_what_makes_no_sense(facts):
    with pytest.raises(IntegrityError):
        a_person(**facts)


def test_guests_and_offices_need_no_address():
    assert [person.email for person in [a_guest(), a_guest(), a_unit(), a_unit()]] == [None] * 4


def test_only_people_without_an_account_are_guests():
    erased = a_guest(erased_at=NOON, is_active=False)

    people = [a_guest(), a_unit(), a_person(), a_verified_person(), erased]

    assert [person.is_guest for person in people] == [True, False, False, False, False]
