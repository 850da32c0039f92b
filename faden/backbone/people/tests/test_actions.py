"""Writing about people, and what the log may know about it."""

import json
import threading

import pytest
from django.contrib.auth.hashers import check_password, make_password
from django.db import connection

from faden.backbone.audit.models import LogEntry
from faden.backbone.audit.queries import versions
from faden.backbone.people import actions
from faden.backbone.people.models import Level, Person
from faden.backbone.people.tests.factories import (
    NOON,
    PASSWORD,
    a_guest,
    a_person,
    a_unit,
    a_verified_person,
)
from faden.lib.refused import Refused

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "gelbe Bank am Markt"  # noqa: S105 - of people who do not exist


def create(**overrides):
    facts = {"email": "Ada@Example.org", "display_name": " Ada ", "password": PASSWORD}
    return actions.create_account(**(facts | overrides), now=NOON)


def test_a_new_account_can_sign_in_at_once():
    person = create()

    stored = Person.objects.get()
    assert (stored.email, stored.display_name) == ("ada@example.org", "Ada")
    assert stored.level is Level.REGISTERED
    assert stored.check_password(PASSWORD)
    assert person.password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


@pytest.mark.parametrize(
    ("overrides", "code"),
    [
        ({"display_name": " "}, "people.name_missing"),
        ({"display_name": "x" * 61}, "people.name_too_long"),
        ({"email": "ADA@example.org"}, "people.email_taken"),
    ],
)
def test_an_account_that_cannot_be_made(overrides, code):
    a_person(email="ada@example.org")

    with pytest.raises(Refused) as refused:
        create(**({"email": "new@example.org"} | overrides))

    assert refused.value.refusal.code == code
    assert Person.objects.count() == 1


def test_a_guest_needs_no_name_but_a_name_must_be_fit_to_be_shown():
    guest = actions.create_guest(language="de", now=NOON)

    assert (guest.level, guest.is_guest, guest.has_usable_password()) == (Level.GUEST, True, False)
    with pytest.raises(Refused):
        actions.create_guest(display_name="ada@example.org", language="de", now=NOON)


def test_an_office_has_a_name_and_cannot_sign_in():
    unit = actions.create_unit("Stadtplanungsamt", now=NOON)

    assert (unit.kind, unit.public_name) == (Person.Kind.UNIT, "Stadtplanungsamt")
    assert not unit.has_usable_password()


def test_whose_residence_was_checked_is_verified():
    person = a_person()

    actions.verify(person, by=a_person(), now=NOON)

    assert Person.objects.get(pk=person.pk).level is Level.VERIFIED


def test_another_name_renews_every_page_that_may_show_it():
    person = a_person()

    actions.rename(person, "Ada L.")

    assert Person.objects.get().display_name == "Ada L."
    assert versions(["site"]) == {"site": 1}


def test_signing_up_renews_no_page():
    create()

    assert versions(["site"]) == {"site": 0}


def test_a_password_is_changed_for_good():
    person = a_person()

    actions.change_password(person, make_password(NEW_PASSWORD))

    stored = Person.objects.get().password
    assert (check_password(NEW_PASSWORD, stored), check_password(PASSWORD, stored)) == (True, False)


def test_the_link_from_the_mail_confirms_the_address_as_well():
    person = a_person(email_confirmed_at=None)

    actions.reset_password(person, make_password(NEW_PASSWORD), now=NOON)

    assert Person.objects.get().level is Level.REGISTERED


def test_erasing_leaves_a_blank_row():
    person = a_verified_person()

    actions.erase(person, now=NOON)

    erased = Person.objects.get()
    assert (erased.email, erased.display_name, erased.is_active) == (None, "", False)
    assert (erased.verified_at, erased.email_confirmed_at, erased.erased_at) == (None, None, NOON)
    assert not erased.has_usable_password()
    assert versions(["site"]) == {"site": 1}


def test_what_is_left_of_a_guest_after_merging_is_blank():
    guest, account = a_guest(display_name="Ada"), a_person()

    actions.merge(guest, account, now=NOON)

    blank = Person.objects.get(pk=guest.pk)
    assert (blank.display_name, blank.is_active, blank.erased_at) == ("", False, NOON)
    assert Person.objects.get(pk=account.pk).is_active


@pytest.mark.parametrize("who", [a_person, a_unit])
def test_nobody_but_a_guest_is_merged(who):
    with pytest.raises(Refused):
        actions.merge(who(), a_person(), now=NOON)


def test_a_guest_is_merged_once():
    guest, ada, eve = a_guest(), a_person(), a_person()
    actions.merge(guest, ada, now=NOON)

    with pytest.raises(Refused):
        actions.merge(guest, eve, now=NOON)


def test_the_log_knows_who_did_what_but_no_name_address_or_password():
    person = create(display_name="Ada Lovelace")
    actions.rename(person, "Countess")
    actions.change_password(person, make_password(NEW_PASSWORD))
    actions.set_language(person, "en")
    actions.merge(a_guest(), person, now=NOON)
    actions.erase(person, now=NOON)

    entries = LogEntry.objects.order_by("pk")
    assert [entry.action for entry in entries] == [
        "people.create_account",
        "people.rename",
        "people.change_password",
        "people.set_language",
        "people.merge",
        "people.erase",
    ]
    facts = json.dumps([entry.facts for entry in entries]).lower()
    assert not any(word in facts for word in ("ada", "lovelace", "countess", "example", "argon2"))


@pytest.mark.django_db(transaction=True)
def test_two_who_confirm_the_same_address_at_the_same_moment_get_one_account():
    outcomes: list[str] = []
    threads = [threading.Thread(target=_create, args=(outcomes,)) for _ in range(4)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["created"] + ["people.email_taken"] * 3
    assert Person.objects.count() == 1


def _create(outcomes: list[str]) -> None:
    try:
        create()
        outcomes.append("created")
    except Refused as refused:
        outcomes.append(refused.refusal.code)
    finally:
        connection.close()
