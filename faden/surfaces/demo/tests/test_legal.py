"""The legal pages of the demonstration are complete, and say that they are invented."""

import pytest

from faden.backbone.people.tests.factories import NOON
from faden.backbone.places.models import LegalPage
from faden.backbone.places.queries import city_boundary, the_place
from faden.backbone.places.rules import Kind, placeholders
from faden.backbone.places.tests.factories import a_place
from faden.lib.polygons import contains
from faden.surfaces.city.queries import contact_office, gaps
from faden.surfaces.city.tests.factories import an_office
from faden.surfaces.demo.actions.legal import seed_legal
from faden.surfaces.demo.queries import content

pytestmark = pytest.mark.django_db


@pytest.fixture
def seeded():
    a_place(official_name="Stadt Detmold", ags="05766020", latitude=51.9366, longitude=8.883)
    an_office("Bürgerberatung", postal_address="Musterplatz 5\n32756 Detmold")
    seed_legal(now=NOON)


@pytest.mark.usefixtures("seeded")
def test_nothing_is_missing_or_left_in_brackets():
    assert gaps() == []
    assert LegalPage.objects.count() == 2 * len(Kind)


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_page_says_that_it_is_invented(language):
    for page in LegalPage.objects.filter(language=language):
        notices = [content("legal/filled")[name][language] for name in ("notice", "easy_notice")]
        assert page.text.startswith(tuple(notices))
        assert placeholders(page.text) == []


@pytest.mark.usefixtures("seeded")
def test_one_office_answers_for_the_city_and_all_districts_lie_inside_the_outline():
    outline = city_boundary()

    assert str(contact_office()) == "Bürgerberatung"
    assert the_place().name
    for district in content("districts")["districts"]:
        assert contains(outline, latitude=district["latitude"], longitude=district["longitude"]), (
            district
        )
