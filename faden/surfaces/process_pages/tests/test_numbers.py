"""Participation in figures: counted without what is hidden, online and on site apart."""

import pytest

from faden.backbone.audit.guard import arranging
from faden.backbone.items.actions import count, set_visibility
from faden.backbone.items.models import Origin
from faden.backbone.items.tests.factories import STAFF
from faden.backbone.people.tests.factories import a_person
from faden.backbone.places.models import District
from faden.backbone.processes.tests.factories import a_process, an_open_process
from faden.participation.ideas.tests.factories import an_idea
from faden.shared.comments.tests.factories import a_comment
from faden.surfaces.process_pages.queries import numbers_of
from faden.surfaces.process_pages.tests.reading import html_at, part_of

pytestmark = pytest.mark.django_db


def by_kind(numbers) -> dict[str, int]:
    return {kind.name: n for kind, n in numbers.by_kind}


def test_where_nothing_has_come_in_there_are_no_figures():
    numbers = numbers_of(a_process())

    assert numbers.is_empty
    assert (numbers.n_people, numbers.n_ratings, numbers.n_on_site) == (0, 0, 0)


def test_people_count_once_whatever_they_hand_in():
    process, author = an_open_process(), a_person()
    idea = an_idea(process, person=author)
    an_idea(process, person=author, title="Another idea")
    a_comment(idea, person=author)
    a_comment(idea)
    an_idea(an_open_process())

    numbers = numbers_of(process)

    assert numbers.n_people == 2
    assert by_kind(numbers) == {"idea": 2, "comment": 2}
    assert [kind.name for kind, _n in numbers.by_kind] == ["idea", "comment"]


def test_what_is_hidden_counts_nowhere():
    process = an_open_process()
    hidden, shown = an_idea(process), an_idea(process)
    count(hidden, n_up=3)
    count(shown, n_up=2, n_down=1)
    set_visibility(hidden, STAFF, actor=None)

    numbers = numbers_of(process)

    assert (numbers.n_people, numbers.n_ratings) == (1, 3)
    assert by_kind(numbers) == {"idea": 1}


def test_ideas_from_paper_and_by_telephone_are_told_apart():
    process = an_open_process()
    for channel in ("online", "idea_wall", "telephone"):
        idea = an_idea(process)
        with arranging():
            Origin.objects.filter(item=idea).update(channel=channel)

    numbers = numbers_of(process)

    assert by_kind(numbers) == {"idea": 3}
    assert numbers.n_on_site == 2


def test_districts_come_by_their_number_of_ideas():
    process = an_open_process()
    with arranging():
        nord, alt = [District.objects.create(name=n, slug=n) for n in ("Nord", "Alt")]
    for district in (nord, nord, nord, alt, None, None):
        an_idea(process, district=district)

    numbers = numbers_of(process)

    assert numbers.by_district == [("Nord", 3), ("", 2), ("Alt", 1)]


def test_the_page_says_what_the_figures_mean(client):
    process = an_open_process(title="Fluss")
    with arranging():
        nord = District.objects.create(name="Nord", slug="nord")
    idea = an_idea(process, district=nord)
    with arranging():
        Origin.objects.filter(item=idea).update(channel="event")
    count(idea, n_up=4, n_down=1)

    figures = part_of(html_at(client, "/en/beteiligungen/fluss/"), "zahlen")

    for expected in (
        "People 1 have handed in ideas or written comments",
        "Ideas 1 1 of them on site: on paper, by telephone, at events",
        "Ratings 5 of ideas, by people with an account",
        "They do not stand for everybody in the city.",
        "Ideas by district",
        "Nord 1",
    ):
        assert expected in figures, expected


def test_no_table_of_districts_where_no_idea_names_one(client):
    an_idea(an_open_process(title="Fluss"))

    assert "Ideas by" not in html_at(client, "/en/beteiligungen/fluss/")
