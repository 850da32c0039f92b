"""Offices and tags; and that nobody else changes any of these lists."""

import pytest

from faden.backbone.audit.guard import arranging
from faden.backbone.items.models import Tag
from faden.backbone.people.models import Person, Unit
from faden.backbone.people.tests.factories import NOON, a_unit
from faden.backbone.places.tests.factories import a_district, an_address
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_process, a_role, an_open_process
from faden.lib.refused import Refused
from faden.participation.ideas.tests.factories import an_idea
from faden.shared.outcomes.queries import units
from faden.surfaces.city import actions
from faden.surfaces.city.actions.offices import Office
from faden.surfaces.city.queries import post_room
from faden.surfaces.city.tests.factories import a_contact, a_tag, an_office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("administrator")]


def test_an_office_is_added_and_changed(client):
    deputy = an_office("Rathaus")
    typed = {
        "name": "Stadtplanung",
        "function": "Plant die Stadt.",
        "postal_address": "Markt 1\n32756 Detmold",
        "telephone": "05231 1",
        "email": "plan@example.org",
        "hours": "Mo 8-12",
        "deputy": str(deputy.pk),
    }

    client.post("/team/stadt/stellen/neu/", typed)
    office = Person.objects.get(display_name="Stadtplanung")
    client.post(f"/team/stadt/stellen/{office.pk}/", typed | {"name": "Planung", "hours": ""})

    office.refresh_from_db()
    assert (office.display_name, office.kind) == ("Planung", "unit")
    assert (office.unit.hours, office.unit.deputy) == ("", deputy)


def test_an_office_that_only_signs_answers_can_be_reached_later(client):
    office = a_unit("Tiefbau")

    page = client.get(f"/team/stadt/stellen/{office.pk}/")
    client.post(f"/team/stadt/stellen/{office.pk}/", {"name": "Tiefbau", "telephone": "1"})

    assert page.status_code == 200
    assert Unit.objects.get(person=office).telephone == "1"


def test_a_person_is_named_only_with_consent(client):
    typed = {"name": "Planung", "contact_name": "Renate Musterfrau"}

    without = client.post("/team/stadt/stellen/neu/", typed)
    client.post("/team/stadt/stellen/neu/", typed | {"has_consent": "on"})

    assert without.status_code == 422
    assert "has_consent" in without.context["form"].errors
    assert Unit.objects.get().contact_name == "Renate Musterfrau"


def test_one_office_answers_for_the_city(client):
    before = a_contact()

    without = client.post("/team/stadt/stellen/neu/", {"name": "Rathaus", "is_city_contact": "on"})
    client.post(
        "/team/stadt/stellen/neu/",
        {"name": "Rathaus", "email": "rathaus@example.org", "is_city_contact": "on"},
    )

    assert without.status_code == 409
    assert Unit.objects.get(is_city_contact=True).person.display_name == "Rathaus"
    before.refresh_from_db()
    assert not before.is_city_contact


def test_an_office_that_nothing_names_is_removed_and_others_lose_their_deputy(client):
    office = an_office("Rathaus")
    other = an_office("Planung", deputy=office)

    client.post(f"/team/stadt/stellen/{office.pk}/entfernen/")

    other.refresh_from_db()
    assert list(Person.objects.filter(kind="unit")) == [other.person]
    assert other.deputy is None


def test_an_office_that_answered_stays_but_is_offered_no_more_until_it_is_again(client):
    office = an_office("Planung")
    a_process(unit=office.person)
    url = f"/team/stadt/stellen/{office.pk}/"

    client.post(f"{url}entfernen/")
    offered = [list(units()), post_room().offices]
    page = client.get("/team/stadt/stellen/").text
    client.post(f"{url}wieder-anbieten/")

    assert offered == [[], []]
    assert "Wird nicht mehr angeboten" in page
    assert list(units()) == [office.person]


def test_the_office_that_answers_for_the_city_cannot_be_removed(client):
    office = a_contact()

    client.post(f"/team/stadt/stellen/{office.pk}/entfernen/")

    assert "für die ganze Stadt" in client.get(f"/team/stadt/stellen/{office.pk}/").text
    assert list(units()) == [office.person]


def test_no_office_is_its_own_deputy(client):
    office = an_office()

    page = client.post(
        f"/team/stadt/stellen/{office.pk}/", {"name": "Bürgerbüro", "deputy": str(office.pk)}
    )

    assert page.status_code == 422


def test_people_are_no_offices(client, administrator):
    assert client.get(f"/team/stadt/stellen/{administrator.pk}/").status_code == 404


def test_tags_are_added_renamed_and_removed(client):
    client.post("/team/stadt/stichwoerter/neu/", {"name": "Fahrrad"})
    tag = Tag.objects.get()
    client.post(f"/team/stadt/stichwoerter/{tag.pk}/", {"name": "Radverkehr"})
    twice = client.post("/team/stadt/stichwoerter/neu/", {"name": "RADVERKEHR"})
    tag.refresh_from_db()
    assert (tag.name, tag.slug, twice.status_code) == ("Radverkehr", "fahrrad", 409)

    client.post(f"/team/stadt/stichwoerter/{tag.pk}/entfernen/")

    assert not Tag.objects.exists()


def test_merged_tags_leave_every_idea_one_tag(client):
    process = an_open_process()
    rad, fahrrad = a_tag("Rad"), a_tag("Fahrrad")
    only_rad, both = an_idea(process), an_idea(process)

    with arranging():
        only_rad.tags.add(rad)
        both.tags.add(rad, fahrrad)

    client.post(
        f"/team/stadt/stichwoerter/{rad.pk}/zusammenfuehren/", {"zusammen-into": str(fahrrad.pk)}
    )

    assert list(Tag.objects.all()) == [fahrrad]
    assert [list(idea.tags.all()) for idea in (only_rad, both)] == [[fahrrad], [fahrrad]]
    page = client.get("/team/stadt/stichwoerter/").context["table"].page
    assert [tag.n_ideas for tag in page] == [2]


def test_a_tag_in_use_is_not_removed_and_merges_with_another_only(client):
    tag = a_tag()
    idea = an_idea(an_open_process())

    with arranging():
        idea.tags.add(tag)

    client.post(f"/team/stadt/stichwoerter/{tag.pk}/entfernen/")
    itself = client.post(
        f"/team/stadt/stichwoerter/{tag.pk}/zusammenfuehren/", {"zusammen-into": str(tag.pk)}
    )

    assert list(idea.tags.all()) == [tag]
    assert itself.status_code == 422


def test_nobody_else_changes_the_lists():
    manager = a_role(Role.PROCESS_MANAGER, a_process())
    district, tag, office = a_district(), a_tag(), an_office()
    acts = [
        lambda: actions.add_district("Neu", actor=manager, now=NOON),
        lambda: actions.change_district(
            district, name="x", latitude=None, longitude=None, actor=manager, now=NOON
        ),
        lambda: actions.remove_district(district, actor=manager, now=NOON),
        lambda: actions.apply_areas([], actor=manager, now=NOON),
        lambda: actions.replace_addresses([], actor=manager, now=NOON),
        lambda: actions.add_office(Office("x"), actor=manager, now=NOON),
        lambda: actions.change_office(office.person, Office("x"), actor=manager, now=NOON),
        lambda: actions.remove_office(office.person, actor=manager, now=NOON),
        lambda: actions.restore_office(office.person, actor=manager, now=NOON),
        lambda: actions.add_tag("x", actor=manager, now=NOON),
        lambda: actions.rename_tag(tag, "x", actor=manager, now=NOON),
        lambda: actions.merge_tags(tag, a_tag("y"), actor=manager, now=NOON),
        lambda: actions.remove_tag(tag, actor=manager, now=NOON),
    ]

    for act in acts:
        with pytest.raises(Refused):
            act()


@pytest.mark.parametrize("address", ["ortsteile", "adressen", "stellen", "stichwoerter", "seiten"])
def test_a_table_costs_the_same_for_one_row_and_for_thirty(
    client, address, django_assert_max_num_queries
):
    def fill(n: int) -> None:
        for number in range(n):
            district = a_district()
            an_address(number=f"{n}x{number}", district=district)
            an_office(f"Stelle {n} {number}")
            a_tag(f"Wort {n} {number}")

    fill(1)
    client.get(f"/team/stadt/{address}/")
    with django_assert_max_num_queries(9):
        client.get(f"/team/stadt/{address}/")
    fill(30)

    with django_assert_max_num_queries(9):
        client.get(f"/team/stadt/{address}/")
