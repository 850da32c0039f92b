"""The list of undertakings as everybody and as the team see it."""

from datetime import date

import pytest

from faden.backbone.audit.guard import arranging
from faden.backbone.items.models import Item
from faden.backbone.people.tests.factories import a_unit
from faden.backbone.places.tests.factories import a_district
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_process, a_role
from faden.participation.undertakings.models import Undertaking
from faden.participation.undertakings.tests.factories import a_draft_undertaking, an_undertaking

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return a_role(Role.ADMINISTRATOR)


def typed(unit, **overrides):
    known = {
        "title": "Radweg am Fluss",
        "summary": "Ein Weg zwischen den Brücken.",
        "unit": unit.pk,
        "stage": "planned",
        "precision": "year",
        "participation": "open",
    }
    return known | overrides


def titles(client, query=""):
    page = client.get(f"/vorhaben/{query}").context["page"]
    return [undertaking.title for undertaking in page]


def test_the_page_says_why_nobody_can_take_part(client):
    undertaking = an_undertaking(
        starts_on=date(2026, 5, 1), precision="quarter", cost_eur=507_000, next_step="Ausschreibung"
    )

    page = client.get(undertaking.get_absolute_url()).text

    for said in ("Die Technik lässt keine Wahl.", "507.000", "Ausschreibung", "2. Quartal 2026"):
        assert said in page


def test_the_page_leads_to_the_process_in_which_people_take_part(client):
    process = a_process(title="Fluss")
    undertaking = an_undertaking(participation="planned", participation_in=process)

    page = client.get(undertaking.get_absolute_url()).text

    assert 'href="/beteiligungen/fluss/"' in page


def test_a_closed_process_is_named_nowhere(client, administrator):
    process = a_process(title="Geheimwort")
    undertaking = an_undertaking(participation="planned", participation_in=process)
    with arranging():
        Item.objects.filter(pk=process.pk).update(visibility=Item.Visibility.INVITED)
    stranger = a_role(Role.PROCESS_MANAGER, a_process())

    found = [
        "Geheimwort" in read(client, address)
        for address in (
            "/vorhaben/",
            "/vorhaben/feed.atom",
            "/vorhaben/?export=csv",
            undertaking.get_absolute_url(),
        )
    ]
    client.force_login(stranger)
    path = f"/team/vorhaben/{undertaking.pk}/"
    found += ["Geheimwort" in read(client, one) for one in ("/team/vorhaben/", path)]
    sent = typed(undertaking.unit, participation="planned")
    client.post(path, sent)

    assert not any(found)
    assert Undertaking.objects.get(pk=undertaking.pk).participation_in == process


def read(client, address):
    answer = client.get(address)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode()


def test_filters_narrow_the_list_and_its_files(client):
    district = a_district()
    unit = a_unit("Bauamt")
    an_undertaking(title="Radweg", districts=[district], participation="planned", stage="running")
    an_undertaking(title="Kanal", unit=unit)

    assert {
        query: titles(client, query)
        for query in (
            f"?ortsteil={district.slug}",
            "?ortsteil=-",
            "?beteiligung=none",
            "?stand=running",
            f"?stelle={unit.pk}",
            "?suche=Kanal",
            "?stand=gibtesnicht",
        )
    } == {
        f"?ortsteil={district.slug}": ["Radweg"],
        "?ortsteil=-": ["Kanal"],
        "?beteiligung=none": ["Kanal"],
        "?stand=running": ["Radweg"],
        f"?stelle={unit.pk}": ["Kanal"],
        "?suche=Kanal": ["Kanal"],
        "?stand=gibtesnicht": ["Kanal", "Radweg"],
    }
    assert "Kanal" not in read(client, "/vorhaben/?stand=running&export=csv")


def test_a_draft_is_for_the_team(client, administrator):
    draft = a_draft_undertaking(actor=administrator)

    public = (client.get(draft.get_absolute_url()).status_code, titles(client))
    client.force_login(administrator)

    assert public == (404, [])
    assert client.get(draft.get_absolute_url()).status_code == 200


def test_the_team_enters_and_publishes_in_one_step(client, administrator):
    district = a_district()
    client.force_login(administrator)

    answer = client.post(
        "/team/vorhaben/neu/", typed(a_unit(), districts=[district.pk], publish="1")
    )

    undertaking = Undertaking.objects.get()
    assert (answer.status_code, answer.url) == (303, undertaking.get_absolute_url())
    assert undertaking.is_public
    assert list(undertaking.districts.all()) == [district]


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"summary": ""}, "summary"),
        ({"participation": "none"}, "participation_note"),
        ({"starts_on": "2026-05-01", "ends_on": "2026-04-01"}, "ends_on"),
        ({"ends_on": "2026-04-01"}, "ends_on"),
        ({"cost_eur": "-1"}, "cost_eur"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(client, administrator, sent, wrong):
    client.force_login(administrator)

    answer = client.post("/team/vorhaben/neu/", typed(a_unit(), **sent))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [wrong]


def test_the_team_sees_what_changed_and_takes_back(client, administrator):
    undertaking = an_undertaking(actor=administrator)
    client.force_login(administrator)
    path = f"/team/vorhaben/{undertaking.pk}/"

    client.post(path, typed(undertaking.unit))
    page = client.get(path).text
    client.post(f"{path}zurueckziehen/")

    assert "Kanal in der Bruchstraße → Radweg am Fluss" in page
    assert not Undertaking.objects.get().is_public


def test_the_feed_tells_what_changed_last(client):
    an_undertaking()

    feed = client.get("/vorhaben/feed.atom")

    assert feed["Content-Type"].startswith("application/atom+xml")
    assert "Kanal in der Bruchstraße (In Planung)" in feed.text


@pytest.mark.parametrize("address", ["/vorhaben/", "/team/vorhaben/", "/vorhaben/feed.atom"])
def test_lists_ask_as_much_for_many_as_for_one(
    client, administrator, address, django_assert_max_num_queries, django_assert_num_queries
):
    client.force_login(administrator)
    an_undertaking(actor=administrator, districts=[a_district()])
    client.get(address)
    with django_assert_max_num_queries(12) as asked:
        client.get(address)
    for number in range(15):
        an_undertaking(actor=administrator, title=f"Nummer {number}", districts=[a_district()])

    with django_assert_num_queries(len(asked)):
        client.get(address)
