"""What a check of the residence shows, and what people say of their age."""

import json
from datetime import date

import pytest

from faden.backbone.audit.tests.logged import log_of
from faden.backbone.people import actions
from faden.backbone.people.models import Level, Person
from faden.backbone.people.queries import account_facts
from faden.backbone.people.tests.factories import NOON, a_guest, a_person
from faden.backbone.places.tests.factories import a_district

pytestmark = pytest.mark.django_db
BIRTHDAY = date(1986, 1, 1)


def a_resident():
    """Somebody whose residence was checked."""
    person = a_person()
    district = a_district(name="Hiddesen")
    actions.verify(person, by=a_person(), district=district, born_on=BIRTHDAY, now=NOON)
    return Person.objects.get(pk=person.pk)


def test_a_check_of_the_residence_may_show_where_and_since_when_somebody_lives():
    person = a_resident()

    assert person.level is Level.VERIFIED
    assert (person.district.name, person.born_on) == ("Hiddesen", BIRTHDAY)


def test_a_check_may_show_no_more_than_that_somebody_lives_here():
    person = a_person()

    actions.verify(person, by=a_person(), now=NOON)

    stored = Person.objects.get(pk=person.pk)
    assert (stored.level, stored.district, stored.born_on) == (Level.VERIFIED, None, None)


@pytest.mark.parametrize("somebody", [a_person, a_guest])
def test_people_say_their_age_once(somebody):
    person = somebody()

    for years in (0, 14, 16, 12):
        actions.declare_age(person, years)

    stored = Person.objects.get(pk=person.pk)
    assert stored.declared_age == 16
    assert [entry.facts for entry in log_of(person)] == [{"fields": ["declared_age"]}] * 2


def test_what_a_guest_said_of_the_age_goes_over_to_the_account():
    guest, account, older = a_guest(declared_age=16), a_person(), a_person(declared_age=18)

    actions.merge(guest, account, now=NOON)
    actions.merge(a_guest(declared_age=16), older, now=NOON)

    ages = {p.pk: p.declared_age for p in Person.objects.all()}
    assert ages[guest.pk] is None
    assert (ages[account.pk], ages[older.pk]) == (16, 18)


def test_erasing_takes_district_and_age_as_well():
    person = a_resident()
    actions.declare_age(person, 16)

    actions.erase(person, now=NOON)

    stored = Person.objects.get(pk=person.pk)
    assert (stored.district, stored.born_on, stored.declared_age) == (None, None, None)


def test_the_export_says_what_was_checked_and_said():
    person = a_resident()
    actions.declare_age(person, 16)

    (facts,) = account_facts(person)

    assert json.dumps(facts, default=str)
    assert (facts["district"], facts["born_on"], facts["declared_age"]) == (
        "Hiddesen",
        BIRTHDAY,
        16,
    )
