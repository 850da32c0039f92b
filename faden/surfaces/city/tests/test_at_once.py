"""Two of the administration at the same moment."""

from functools import partial

import pytest

from faden.backbone.audit.guard import arranging
from faden.backbone.audit.tests.threads import WANTS_ROW_LOCKS, at_once
from faden.backbone.items.models import Tag
from faden.backbone.people.models import Unit
from faden.backbone.people.tests.factories import NOON
from faden.backbone.places.tests.factories import a_place
from faden.lib.refused import Refused
from faden.surfaces.city import actions
from faden.surfaces.city.actions.offices import Office
from faden.surfaces.city.tests.factories import an_administrator, an_office

pytestmark = [
    pytest.mark.postgres_only,
    WANTS_ROW_LOCKS,
    pytest.mark.django_db(transaction=True),
]
ROUNDS = 5


def test_one_office_answers_for_the_city_whoever_was_faster():
    a_place()
    pair = [an_administrator() for _ in range(2)]
    units = [an_office(name) for name in ("Rathaus", "Bürgerbüro")]
    for _round in range(ROUNDS):
        with arranging():
            Unit.objects.update(is_city_contact=False)

        answers = at_once(
            partial(
                actions.change_office,
                unit.person,
                Office(str(unit), email=unit.email, is_city_contact=True),
                actor=actor,
                now=NOON,
            )
            for unit, actor in zip(units, pair, strict=True)
        )

        assert answers == [None, None]
        assert Unit.objects.filter(is_city_contact=True).count() == 1


def test_one_of_two_equal_tags_is_refused():
    a_place()
    actor = an_administrator()
    for number in range(ROUNDS):
        answers = at_once(
            partial(actions.add_tag, f"{word} {number}", actor=actor, now=NOON)
            for word in ("Rad", "RAD")
        )

        assert {type(answer) for answer in answers} == {Refused, Tag}
        assert Tag.objects.count() == number + 1
