"""What the tests of this room share."""

import pytest

from faden.backbone.places.tests.factories import a_place
from faden.surfaces.city.tests.factories import an_administrator


@pytest.fixture
def administrator(client):
    """The administration of a municipality, signed in."""
    person = an_administrator()
    client.force_login(person)
    a_place(latitude=51.93, longitude=8.88)
    return person
