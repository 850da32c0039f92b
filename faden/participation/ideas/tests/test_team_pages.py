"""The team enters cards and merges ideas, on pages."""

import re
from html import unescape

import pytest

from faden.backbone.items.queries import public_counts
from faden.backbone.people.models import Person
from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.places.tests.factories import a_district
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import (
    a_process,
    a_role,
    an_action_field,
    an_open_process,
)
from faden.participation.ideas.actions import merge
from faden.participation.ideas.links import relatives_of
from faden.participation.ideas.models import Idea
from faden.participation.ideas.tests.factories import an_idea
from faden.participation.ideas.tests.test_form import value_of
from faden.participation.ideas.tests.test_page import page_of, text_of

pytestmark = pytest.mark.django_db
CARDS = "/en/team/beteiligungen/fluss/ideen/karten/"
BACK = f"{CARDS}zuruecknehmen/"
ONE = "/en/team/beteiligungen/fluss/ideen/erfassen/"
WALL = {"channel": "idea_wall", "place": "Marktplatz"}


@pytest.fixture
def process():
    return a_process(title="Fluss")


@pytest.fixture
def helper(client, process) -> Person:
    person = a_role(Role.ON_SITE_TEAM, process)
    client.force_login(person)
    return person


def keys_of(page) -> dict[str, str]:
    """The keys of the rows that the page holds."""
    return dict(re.findall(r'name="(karte\d+-key)" value="([^"]+)"', page.text))


def rows(**cells: str) -> dict[str, str]:
    """Fields of rows: `rows(title_1="Bank")` fills the title of the first."""
    names = (name.rpartition("_") for name in cells)
    return dict(zip((f"karte{row}-{name}" for name, _, row in names), cells.values(), strict=True))


def test_the_page_has_ten_rows_each_with_a_key_of_its_own(client, helper):
    page = client.get(CARDS)

    assert len(set(keys_of(page).values())) == 10
    assert page.text.count(">Row 10: ") == 6


def test_rows_are_added_until_there_are_fifty_and_nothing_typed_is_lost_or_stored(client, helper):
    sent = WALL | rows(title_1="Bank", number_2="7") | keys_of(client.get(CARDS))

    more = client.post(CARDS, sent | {"mehr": "1"})
    most = client.post(CARDS, sent | {"karte40-key": sent["karte1-key"], "mehr": "1"})

    assert (more.status_code, most.status_code) == (200, 200)
    assert (len(keys_of(more)), len(keys_of(most))) == (20, 50)
    assert keys_of(more)["karte1-key"] == sent["karte1-key"]
    assert (value_of(more, "karte1-title"), value_of(more, "karte2-number")) == ("Bank", "7")
    assert value_of(more, "place") == "Marktplatz"
    assert "kern-error" not in more.text
    assert "10 more rows" in more.text
    assert "10 more rows" not in most.text
    assert not Idea.objects.exists()


def test_tab_leads_from_the_last_field_of_a_row_to_the_first_of_the_next(client, helper):
    page = client.get(CARDS)

    fields = re.findall(
        r'<(?:input type="text"|select|textarea)[^>]* name="karte([12]-\w+)"', page.text
    )
    columns = ("number", "title", "text", "topic", "district", "name")
    assert fields == [f"{row}-{column}" for row in (1, 2) for column in columns]


def test_what_was_just_stored_is_taken_back_and_can_be_entered_again(client, process, helper):
    cards = rows(title_1="Bank", number_1="7", title_2="Baum")
    stored = client.post(CARDS, WALL | cards, follow=True)
    sent = {"gespeichert": value_of(stored, "gespeichert")}

    page = client.post(BACK, sent, follow=True)
    again = client.post(CARDS, WALL | cards)

    assert "Take these 2 ideas back" in stored.text
    assert "2 ideas are taken back." in page.text
    assert "Take these" not in page.text
    assert again.status_code == 303
    assert public_counts(process) == {"idea": 2}
    assert (
        Idea.objects.filter(withdrawal_reason="Direkt nach dem Erfassen zurückgenommen.").count()
        == 2
    )


def test_nothing_but_what_was_entered_here_is_taken_back(client, process, helper):
    online, elsewhere = an_idea(an_open_process()), an_idea(an_open_process(title="Fluss 2"))

    client.post(BACK, {"gespeichert": f"{online.pk},{elsewhere.pk},x,{10**20}"})

    assert not Idea.objects.exclude(withdrawn_at=None).exists()


def test_all_rows_that_are_filled_become_ideas(client, process, helper):
    topic, other_topic = (an_action_field(process, name=name) for name in ("Grün", "Verkehr"))
    district = a_district()
    sent = WALL | {"written_on": "2026-05-01", "topic": topic.pk, "district": district.pk}
    sent |= rows(
        title_1="Mehr Bänke", number_1="1", name_1=" Frau  M. ",
        text_2="Ein Brunnen, an dem man trinken kann, vor der Kirche am Markt, das wäre schön.",
        title_9="Radweg", text_9="Bitte breiter.", topic_9=str(other_topic.pk),
    )  # fmt: skip

    answer = client.post(CARDS, sent | keys_of(client.get(CARDS)))
    page = client.get(answer.headers["Location"])

    first, second, third = Idea.objects.order_by("pk")
    assert answer.status_code == 303
    assert "3 cards are stored." in page.text
    assert (first.title, first.text, first.origin.card_number) == ("Mehr Bänke", "", "1")
    assert (first.origin.author_name, first.origin.place) == ("Frau M.", "Marktplatz")
    assert second.title == "Ein Brunnen, an dem man trinken kann, vor der Kirche am Markt, …"
    assert [idea.action_field for idea in (first, second, third)] == [topic, topic, other_topic]
    assert {idea.district for idea in (first, second, third)} == {district}
    assert {idea.created_at.date().isoformat() for idea in (first, second, third)} == {"2026-05-01"}


def test_the_next_page_knows_the_source(client, helper):
    answer = client.post(CARDS, WALL | {"written_on": "2026-05-01"} | rows(title_1="Bank"))

    page = client.get(answer.headers["Location"])

    assert value_of(page, "place") == "Marktplatz"
    assert value_of(page, "written_on") == "2026-05-01"
    assert '<option value="idea_wall" selected' in page.text


def test_a_page_that_is_sent_again_stores_nothing_more(client, process, helper):
    sent = WALL | rows(title_1="Bank", title_2="Bank") | keys_of(client.get(CARDS))

    for _ in range(3):
        client.post(CARDS, sent)

    assert public_counts(process) == {"idea": 2}


def test_rows_that_are_wrong_stay_and_the_others_are_stored(client, process, helper):
    client.post(CARDS, WALL | rows(title_1="Bank", number_1="7"))
    sent = WALL | rows(
        title_1="Gut", title_2="x" * 121, title_3="Auch gut", number_4="12",
        title_5="Brunnen", number_5="7",
    )  # fmt: skip
    sent |= keys_of(client.get(CARDS))

    page = client.post(CARDS, sent)
    again = client.post(CARDS, sent | {"karte2-title": "Kurz", "karte4-title": "Titel",
                                       "karte5-number": "8"})  # fmt: skip

    assert page.status_code == 422
    assert "2 cards are stored" in page.text
    assert "Card 7 of this source is entered already: “Bank”." in unescape(page.text)
    assert Idea.objects.get(title="Bank").get_absolute_url() in page.text
    shown = {name: value_of(page, name) for name in sent if name.endswith(("title", "number"))}
    assert {name: value for name, value in shown.items() if value} == {
        "karte2-title": "x" * 121,
        "karte4-number": "12",
        "karte5-title": "Brunnen",
        "karte5-number": "7",
    }
    assert re.findall(r'href="#(id_karte\w+-\w+)"', page.text) == [
        "id_karte2-title", "id_karte4-title", "id_karte5-number",
    ]  # fmt: skip
    assert len(set(keys_of(page).values())) == 10
    assert again.status_code == 303
    assert public_counts(process) == {"idea": 6}


def test_a_source_that_is_wrong_stores_nothing_and_loses_nothing(client, helper):
    sent = {"channel": "online", "written_on": "2999-01-01"} | rows(title_1="Bank")

    page = client.post(CARDS, sent)

    assert page.status_code == 422
    assert "The date cannot be in the future." in page.text
    assert value_of(page, "karte1-title") == "Bank"
    assert not Idea.objects.exists()


def test_an_empty_page_stores_nothing(client, helper):
    answer = client.post(CARDS, WALL | keys_of(client.get(CARDS)), follow=True)

    assert "There was nothing to store." in answer.text
    assert not Idea.objects.exists()


def test_a_key_that_is_no_key_is_replaced(client, helper):
    client.post(CARDS, WALL | rows(title_1="Bank") | {"karte1-key": "1 OR 1=1"})

    assert Idea.objects.count() <= 1


@pytest.mark.parametrize(("n_rows"), [1, 50])
def test_the_page_costs_the_same_for_one_card_and_for_fifty(
    client, helper, n_rows, django_assert_max_num_queries
):
    for number in range(n_rows):
        an_idea(Idea.objects.first().process.as_process if number else an_open_process())

    with django_assert_max_num_queries(12):
        client.get(CARDS)


@pytest.mark.parametrize("path", [CARDS, ONE])
def test_who_does_not_work_here_finds_no_such_page(client, process, path):
    statuses = [client.get(path).status_code]
    for somebody in (a_person(), a_role(Role.MODERATOR, a_process())):
        client.force_login(somebody)
        statuses.append(client.get(path).status_code)

    assert statuses == [302, 404, 404]


@pytest.mark.parametrize("path", [CARDS, ONE])
def test_who_may_not_enter_is_told_so_and_loses_nothing(client, process, path):
    client.force_login(a_role(Role.EVALUATOR, process))

    page = client.post(path, WALL | rows(title_1="Bank") | {"title": "Bank", "text": ""})

    assert page.status_code == 409
    assert "Your role in this process does not include this." in page.text
    assert "Bank" in (value_of(page, "karte1-title"), value_of(page, "title"))
    assert not Idea.objects.exists()


def test_one_idea_is_entered_with_all_it_can_have(client, process, helper):
    topic = an_action_field(process)
    sent = WALL | {
        "title": "Mehr Bänke",
        "text": "",
        "action_field": topic.pk,
        "card_number": "17",
        "author_name": "Frau M.",
        "latitude": "51.9",
        "longitude": "8.8",
        "key": value_of(client.get(ONE), "key"),
    }

    answers = [client.post(ONE, sent) for _ in range(2)]

    idea = Idea.objects.get()
    assert {answer.headers["Location"] for answer in answers} == {
        f"/en/ideen/{idea.pk}-mehr-baenke/"
    }
    assert (idea.author, idea.action_field, idea.latitude) == (None, topic, 51.9)
    assert (idea.origin.card_number, idea.origin.author_name) == ("17", "Frau M.")


def test_a_number_that_is_entered_already_is_named(client, helper):
    client.post(ONE, WALL | {"title": "Bank", "card_number": "17"})

    page = client.post(ONE, WALL | {"title": "Brunnen", "card_number": "17"})

    assert page.status_code == 409
    assert "Card 17 of this source is entered already: “Bank”." in unescape(page.text)
    assert value_of(page, "title") == "Brunnen"


@pytest.fixture
def moderator(client, process) -> Person:
    person = a_role(Role.MODERATOR, process)
    client.force_login(person)
    return person


@pytest.fixture
def ideas() -> list[Idea]:
    here = an_open_process(title="Berg")
    return [an_idea(here, title=title) for title in ("Bank am Weg", "Bank am Weg zum Gipfel")]


def address(idea: Idea, what: str = "zusammenfuehren") -> str:
    return f"/en/team/ideen/{idea.pk}/{what}/"


@pytest.fixture
def administrator(client) -> Person:
    person = a_role(Role.ADMINISTRATOR)
    client.force_login(person)
    return person


def test_alike_ideas_are_proposed_and_others_are_found(client, administrator, ideas):
    bank, other = ideas
    fountain = an_idea(bank.process.as_process, title="Brunnen")

    proposed = client.get(address(bank)).text
    by_word = client.get(f"{address(bank)}?q=brunnen").text
    by_number = client.get(f"{address(bank)}?q={fountain.pk}").text
    nothing = client.get(f"{address(bank)}?q=gibtesnicht").text

    assert f'name="target" value="{other.pk}"' in proposed
    assert f'value="{bank.pk}"' not in proposed
    for page in (by_word, by_number):
        assert f'name="target" value="{fountain.pk}"' in page
    assert "No idea was found" in nothing


@pytest.mark.parametrize("query", ["99999999999999999999", "\u0663", '" OR', "-1"])
def test_a_search_for_nonsense_finds_nothing(client, administrator, ideas, query):
    assert client.get(address(ideas[0]), {"q": query}).status_code == 200


def test_an_idea_is_merged_and_split_on_pages(client, administrator, ideas):
    bank, other = ideas
    sent = {"target": other.pk, "what": "merge", "reason": "Sagt dasselbe."}

    without = client.post(address(bank), sent | {"reason": " "})
    merged = client.post(address(bank), sent, follow=True)
    there = page_of(client, other)
    client.logout()
    public = text_of(page_of(client, bank))
    client.force_login(administrator)
    again = client.get(address(bank)).text
    split = client.post(address(bank, "trennen"), follow=True)

    assert without.status_code == 422
    assert "The idea is merged. Its author is told." in merged.text
    assert "This idea was merged into another one" in public
    assert "Bank am Weg zum Gipfel" in public
    assert "Reason: Sagt dasselbe." in public
    assert "Merged into this idea" in there
    assert address(bank, "trennen") in again
    assert "stands for itself again" in split.text


def test_ideas_are_linked_as_similar_and_unlinked_on_pages(client, administrator, ideas):
    bank, other = ideas

    linked = client.post(address(bank), {"target": other.pk, "what": "similar"}, follow=True)
    both = [page_of(client, idea) for idea in ideas]
    client.post(address(other, "nicht-aehnlich"), {"idee": bank.pk})

    assert "The two ideas are linked." in linked.text
    assert all("Similar ideas" in page for page in both)
    assert relatives_of(bank).similar == []


@pytest.mark.parametrize("number", ["", "x", "999999", "99999999999999999999"])
def test_what_is_not_linked_cannot_be_unlinked(client, administrator, ideas, number):
    answer = client.post(address(ideas[0], "nicht-aehnlich"), {"idee": number})

    assert answer.status_code == 404


def test_an_idea_that_was_not_proposed_cannot_be_chosen(client, administrator, ideas):
    stranger = an_idea(an_open_process())

    page = client.post(address(ideas[0]), {"target": stranger.pk, "what": "similar"})

    assert page.status_code == 422


def test_only_the_team_merges_and_only_who_moderates(client, ideas):
    bank, other = ideas
    sent = {"target": other.pk, "what": "merge", "reason": "x"}
    client.force_login(a_person())
    citizen = [client.get(address(bank)).status_code, client.post(address(bank), sent).status_code]
    client.force_login(a_role(Role.EVALUATOR, bank.process.as_process))
    evaluator = client.post(address(bank), sent)

    assert citizen == [404, 404]
    assert evaluator.status_code == 409
    assert "Your role in this process does not include this." in evaluator.text


def test_a_merged_idea_offers_no_further_merging(client, administrator, ideas):
    bank, other = ideas
    merge(bank, other, reason="Sagt dasselbe.", actor=administrator, now=NOON)

    page = client.get(address(bank)).text

    assert 'name="target"' not in page
    assert "Undo the merger" in page
