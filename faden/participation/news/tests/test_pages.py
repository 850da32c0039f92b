"""What everybody, the invited and the team see of news."""

from datetime import timedelta

import pytest

from faden.backbone.audit.guard import arranging
from faden.backbone.items.models import Item
from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.places.tests.factories import a_district
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_process, a_role, an_invitation
from faden.participation.news.models import News
from faden.participation.news.tests.factories import a_news_draft, some_news
from faden.shared.media.tests.factories import an_attached_document, an_attached_image
from faden.shared.search.queries import search

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=2)


@pytest.fixture
def manager():
    return a_role(Role.ADMINISTRATOR)


def close(process):
    with arranging():
        Item.objects.filter(pk=process.pk).update(visibility=Item.Visibility.INVITED)


def typed(**overrides):
    facts = {"title": "Neue Bänke", "lead": "Am Fluss stehen drei.", "images_known": ""}
    return facts | overrides


def test_the_page_shows_text_link_and_files(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    news = some_news(
        a_process(title="Fluss"),
        text="Mit **Lehne**.",
        link_url="https://example.org/baenke",
        link_label="Zum Plan",
    )
    an_attached_image(news, "Drei Bänke am Ufer")
    an_attached_document(news, "Plan der Bänke")

    page = client.get(news.get_absolute_url()).text

    for said in (
        "<strong>Lehne</strong>",
        'href="https://example.org/baenke"',
        "Drei Bänke am Ufer",
        "Plan der Bänke",
        "/beteiligungen/fluss/",
    ):
        assert said in page


def test_a_wrong_title_in_the_address_leads_to_the_right_one(client):
    news = some_news()

    answer = client.get(f"/aktuelles/{news.pk}-anders/")

    assert (answer.status_code, answer.url) == (301, f"/aktuelles/{news.pk}-der-brunnen-laeuft/")


@pytest.mark.parametrize(
    "address",
    ["/aktuelles/", "/aktuelles/feed.atom", "/aktuelles/feed.rss", "/aktuelles/?export=json"],
)
def test_what_is_not_for_everybody_is_in_no_list_and_no_feed(client, address):
    process = a_process()
    some_news(title="Für alle")
    some_news(process, title="Für Eingeladene")
    a_news_draft(title="Entwurf", planned_for=LATER)
    close(process)

    answer = client.get(address)
    page = b"".join(answer).decode()

    assert "Für alle" in page
    assert "Für Eingeladene" not in page
    assert "Entwurf" not in page


def test_news_of_a_closed_process_is_for_those_who_are_invited(client):
    process, invited = a_process(), a_person()
    news = some_news(process, title="Für Eingeladene")
    close(process)
    an_invitation(process, invited)
    addresses = [news.get_absolute_url(), f"/beteiligungen/{process.slug}/aktuelles/"]

    before = [client.get(address).status_code for address in addresses]
    client.force_login(invited)
    after = [client.get(address).status_code for address in addresses]

    assert (before, after) == ([404, 404], [200, 200])
    assert "Für Eingeladene" in client.get("/aktuelles/").text
    assert client.get(f"/beteiligungen/{process.slug}/aktuelles/feed.atom").status_code == 404


def test_search_finds_what_everybody_may_see():
    open_one = some_news(title="Brunnen am Markt")
    some_news(process := a_process(), title="Brunnen im Kreis")
    close(process)
    a_news_draft(title="Brunnen geplant")

    assert list(search("Brunnen", language="de", kind="news")) == [Item.objects.get(pk=open_one.pk)]


@pytest.mark.parametrize(
    ("ending", "media_type"), [("atom", "application/atom+xml"), ("rss", "application/rss+xml")]
)
def test_the_feed_of_a_process_holds_its_news_only(client, ending, media_type):
    process = a_process(title="Fluss")
    some_news(process, title="Am Fluss", text="Mit *Bank*.")
    some_news(title="Anderswo")

    feed = client.get(f"/beteiligungen/{process.slug}/aktuelles/feed.{ending}")

    assert feed["Content-Type"].startswith(media_type)
    assert "Am Fluss" in feed.text
    assert "&lt;em&gt;Bank&lt;/em&gt;" in feed.text
    assert "Anderswo" not in feed.text


def test_the_team_writes_and_publishes_in_one_step(client, manager):
    process, district = a_process(title="Fluss"), a_district()
    client.force_login(manager)

    sent = typed(process=process.slug, district=district.pk, publish="1")
    answer = client.post("/team/aktuelles/neu/", sent)

    news = News.objects.get()
    assert (answer.status_code, answer.url) == (303, news.get_absolute_url())
    assert (news.title, news.process_id, news.district, news.is_public) == (
        "Neue Bänke",
        process.pk,
        district,
        True,
    )


def test_a_day_without_an_hour_means_eight_in_the_morning(client, manager):
    client.force_login(manager)

    client.post("/team/aktuelles/neu/", typed(planned_on="2999-05-04"))
    far = News.objects.count()
    day = (NOON.today() + timedelta(days=30)).date()
    client.post("/team/aktuelles/neu/", typed(planned_on=day.isoformat()))

    news = News.objects.get()
    assert far == 0
    assert news.planned_for.astimezone().date() == day


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"lead": ""}, "lead"),
        ({"link_url": "https://example.org"}, "link_label"),
        ({"link_label": "Zum Plan"}, "link_url"),
        ({"planned_at": "10:00"}, "planned_on"),
        ({"process": "gibt-es-nicht"}, "process"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(client, manager, sent, wrong):
    client.force_login(manager)

    answer = client.post("/team/aktuelles/neu/", typed(**sent))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [wrong]


def test_who_may_not_publish_for_the_whole_city_has_to_choose_a_process(client):
    process = a_process()
    client.force_login(a_role(Role.PROCESS_MANAGER, process))

    refused = client.post("/team/aktuelles/neu/", typed())
    taken = client.post("/team/aktuelles/neu/", typed(process=process.slug))

    assert (refused.status_code, taken.status_code) == (422, 303)


def test_the_table_and_the_forms_are_for_who_works_on_them(client):
    city, of_process = some_news(), some_news(process := a_process(), title="Am Fluss")
    paths = ["/team/aktuelles/", f"/team/aktuelles/{city.pk}/", f"/team/aktuelles/{of_process.pk}/"]

    answers = {}
    for role in (Role.ADMINISTRATOR, Role.PROCESS_MANAGER, Role.MODERATOR):
        client.force_login(a_role(role, None if role == Role.ADMINISTRATOR else process))
        answers[role] = [client.get(path).status_code for path in paths]

    assert answers == {
        Role.ADMINISTRATOR: [200, 200, 200],
        Role.PROCESS_MANAGER: [200, 404, 200],
        Role.MODERATOR: [404, 404, 404],
    }


def test_news_is_taken_back_by_a_button(client, manager):
    news = some_news()
    client.force_login(manager)

    client.post(f"/team/aktuelles/{news.pk}/zurueckziehen/")
    client.logout()

    assert client.get(news.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("address", ["/aktuelles/", "/team/aktuelles/"])
def test_lists_ask_as_much_for_many_as_for_one(
    client, manager, address, django_assert_max_num_queries, django_assert_num_queries
):
    client.force_login(manager)
    some_news(a_process(), actor=manager)
    client.get(address)
    with django_assert_max_num_queries(12) as asked:
        client.get(address)
    for number in range(11):
        some_news(a_process(), title=f"Nummer {number}", actor=manager)

    with django_assert_num_queries(len(asked)):
        client.get(address)


def test_pages_in_english_show_the_english_words_where_the_team_wrote_some(client):
    news = some_news(title="Der Brunnen", title_en="The fountain", lead_en="It runs again.")
    some_news(title="Die Bank", lead="Sie steht.")
    path = f"/en{news.get_absolute_url()}"

    german, english = (client.get(path).text for path in ("/aktuelles/", "/en/aktuelles/"))
    page = client.get(path).text
    feed = client.get("/en/aktuelles/feed.atom").text

    assert "Der Brunnen" in german
    assert "The fountain" not in german
    assert "The fountain" in english
    assert "Die Bank" in english
    assert "It runs again." in page
    assert "The fountain" in feed
