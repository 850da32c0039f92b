"""What the team prints, opens and sees."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from faden.backbone.jobs.worker import run_due
from faden.backbone.people.tests.factories import a_person
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_role, an_open_process
from faden.participation.paper.models import Series, Wall
from faden.participation.paper.qr import svg_of
from faden.participation.paper.queries import photos_of
from faden.participation.paper.tests.factories import LIBRARY, a_helper, a_series, a_wall, entered
from faden.shared.media.tests.pictures import a_jpeg

pytestmark = pytest.mark.django_db


@pytest.fixture
def process():
    return an_open_process(title="Fluss")


@pytest.fixture
def desk(client, process):
    client.force_login(a_helper(process))
    return f"/team/beteiligungen/{process.slug}/karten/"


def test_the_team_opens_a_wall_and_has_cards_printed_for_it(client, process, desk):
    client.post(f"{desk}waende/neu/", {"title": LIBRARY, "channel": "idea_wall"})
    wall = Wall.objects.get()
    client.post(
        f"{desk}drucken/", {"size": "a6", "n_cards": "40", "wall": str(wall.pk), "question": ""}
    )

    series = Series.objects.get()
    assert (series.first_number, series.last_number, series.wall) == (1, 40, wall)
    assert LIBRARY in client.get(desk).text


@pytest.mark.parametrize("n_cards", ["0", "201", "viele"])
def test_no_series_without_cards_and_none_too_large(client, desk, n_cards):
    answer = client.post(f"{desk}drucken/", {"size": "a6", "n_cards": n_cards})

    assert answer.status_code == 422
    assert not Series.objects.exists()


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.PROCESS_MANAGER, 200),
        (Role.ON_SITE_TEAM, 200),
        (Role.MODERATOR, 200),
        (Role.EVALUATOR, 404),
        (None, 404),
    ],
)
def test_who_works_with_cards(client, process, role, status):
    client.force_login(a_role(role, process) if role else a_person())

    assert client.get(f"/team/beteiligungen/{process.slug}/karten/").status_code == status


def test_a_series_of_another_process_is_not_printed_here(client, desk):
    foreign = a_series(an_open_process(title="Straße"))

    assert client.get(f"{desk}drucken/{foreign.pk}/bogen.pdf").status_code == 404


def test_the_numbers_are_exported_with_what_came_in(client, process):
    manager = a_role(Role.PROCESS_MANAGER, process)
    a_series(process, n_cards=2)
    entered(process, "2-C", helper=manager, title="Bank am Wehr")
    client.force_login(manager)

    answer = client.get(f"/team/beteiligungen/{process.slug}/karten/nummern/?export=csv")

    lines = b"".join(answer).decode("utf-8-sig").splitlines()
    assert [line.split(";")[:2] for line in lines[1:]] == [["1-B", ""], ["2-C", "Bank am Wehr"]]


def test_a_wall_shows_its_ideas_to_everybody(client, process):
    wall = a_wall(process)
    a_series(process)
    idea = entered(process, "3-D", helper=a_helper(process), title="Bank am Wehr")

    page = client.get(wall.get_absolute_url())

    assert idea.get_absolute_url() in page.text


@pytest.mark.parametrize("n", [1, 30])
def test_a_wall_takes_as_many_queries_for_many_ideas_as_for_one(
    client, process, django_assert_max_num_queries, n
):
    wall, helper = a_wall(process), a_helper(process)
    for number in range(n):
        entered(process, "", helper=helper, title=f"Idee {number}")

    with django_assert_max_num_queries(12):
        assert client.get(wall.get_absolute_url()).status_code == 200


def test_a_code_is_read_again_from_its_drawing():
    svg = svg_of("https://detmold.example/karte/147-K/").decode()

    assert svg.startswith("<svg")
    assert "h1v1h-1z" in svg


def test_a_photo_of_the_wall_is_uploaded_and_seen_on_its_page(
    client, process, desk, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    wall = a_wall(process)
    photo = SimpleUploadedFile("wand.jpg", a_jpeg(), "image/jpeg")

    answer = client.post(
        f"{desk}waende/{wall.pk}/fotos/",
        {"image_1": photo, "image_1_alt": "Zwanzig Karten an einer Pinnwand"},
    )
    run_due()
    client.logout()
    page = client.get(wall.get_absolute_url())

    (image,) = photos_of(wall)
    assert answer.status_code == 303
    assert image.alt_text == "Zwanzig Karten an einer Pinnwand"
    assert f"/medien/{image.key}/" in page.text
    assert "Zwanzig Karten an einer Pinnwand" in page.text


def test_who_has_no_desk_hangs_no_photo(client, process):
    wall = a_wall(process)
    client.force_login(a_person())

    path = f"/team/beteiligungen/{process.slug}/karten/waende/{wall.pk}/fotos/"

    assert client.post(path, {}).status_code == 404
    assert photos_of(wall) == []
