"""Saving the filter of a staff table, using it, removing it; and whose it is."""

import pytest

from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_process, a_role
from faden.surfaces.saved_filters.http import filter_in, table_of
from faden.surfaces.saved_filters.models import SavedFilter
from faden.surfaces.saved_filters.rules import MOST_PER_TABLE, saving_refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def process():
    return a_process(title="Fluss")


@pytest.fixture
def moderator(client, process):
    person = a_role(Role.MODERATOR, process)
    client.force_login(person)
    return person


def save(client, name="Offen", query="beantwortet=nein", page="/team/beteiligungen/fluss/ideen/"):
    return client.post("/team/filter/", {"name": name, "page": page, "query": query})


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("beantwortet=nein&seite=3", "beantwortet=nein"),
        ("suche=&thema=&sortierung=-n_up", "sortierung=-n_up"),
        ("export=csv", ""),
        ("thema=a&thema=b", "thema=a&thema=b"),
    ],
)
def test_a_filter_is_what_narrows_and_orders_not_the_page_or_the_file(query, kept):
    assert filter_in(query) == kept


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/team/beteiligungen/fluss/ideen/", "/team/beteiligungen/fluss/ideen/"),
        ("/en/team/beteiligungen/fluss/ideen/", "/team/beteiligungen/fluss/ideen/"),
        ("/beteiligungen/fluss/", None),
        ("//example.org/team/", None),
        ("/team/gibt/es/nicht/", None),
        ("", None),
    ],
)
def test_filters_are_saved_for_pages_of_the_team_only(path, page):
    assert table_of(path) == page


@pytest.mark.parametrize(
    ("query", "n_saved", "code"),
    [
        ("", 0, "saved_filters.nothing"),
        ("a=b", MOST_PER_TABLE, "saved_filters.too_many"),
        ("a=b", MOST_PER_TABLE - 1, None),
    ],
)
def test_when_a_filter_cannot_be_saved(query, n_saved, code):
    refusal = saving_refusal(query, n_saved=n_saved)

    assert (refusal.code if refusal else None) == code


def test_a_saved_filter_leads_back_to_the_table_and_stands_above_it(client, process, moderator):
    answer = save(client)

    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        "/team/beteiligungen/fluss/ideen/?beantwortet=nein",
    )
    assert 'href="/team/beteiligungen/fluss/ideen/?beantwortet=nein" aria-current="true"' in (
        client.get(answer.headers["Location"]).text
    )


def test_a_filter_saved_in_one_language_is_there_in_the_other(client, process, moderator):
    save(client)

    page = client.get("/en/team/beteiligungen/fluss/ideen/").text

    assert 'href="/en/team/beteiligungen/fluss/ideen/?beantwortet=nein"' in page


def test_the_same_name_replaces_the_filter(client, process, moderator):
    save(client)
    save(client, query="beantwortet=ja")

    assert [saved.query for saved in SavedFilter.objects.all()] == ["beantwortet=ja"]


def test_nobody_sees_or_removes_the_filters_of_somebody_else(client, process, moderator):
    save(client)
    saved = SavedFilter.objects.get()
    client.force_login(a_role(Role.MODERATOR, process))

    page = client.get("/team/beteiligungen/fluss/ideen/").text
    client.post(f"/team/filter/{saved.pk}/entfernen/", {"page": saved.page})

    assert "Offen" not in page
    assert SavedFilter.objects.filter(pk=saved.pk).exists()


def test_a_removed_filter_is_gone(client, process, moderator):
    save(client)
    saved = SavedFilter.objects.get()

    answer = client.post(f"/team/filter/{saved.pk}/entfernen/", {"page": saved.page})

    assert answer.headers["Location"] == "/team/beteiligungen/fluss/ideen/"
    assert not SavedFilter.objects.exists()


def test_a_filter_without_a_name_or_a_condition_says_what_is_missing(client, process, moderator):
    without_name, without_condition = save(client, name=""), save(client, query="seite=2")

    assert (without_name.status_code, without_condition.status_code) == (422, 409)
    assert not SavedFilter.objects.exists()


def test_other_addresses_are_no_tables(client, process, moderator):
    assert save(client, page="//example.org/").status_code == 404


def test_a_doubled_slash_leads_to_no_other_site(client, process, moderator):
    assert save(client, page="//team/").headers["Location"] == "/team/?beantwortet=nein"
