"""Finding by words: the same sets on both databases."""
# ruff: noqa: RUF001 - the letters of other alphabets are meant

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from faden.backbone.audit.guard import arranging
from faden.backbone.items.models import Item
from faden.backbone.items.tests.factories import INVITED, STAFF, an_item
from faden.lib.stems import search_words
from faden.shared.search.queries import FEW, matching_ids, ranked, search
from faden.shared.search.tests.factories import a_found_item, found_items

pytestmark = pytest.mark.django_db


def found(text: str, language: str = "de", **where) -> list[str]:
    return [item.title for item in search(text, language=language, **where)]


@pytest.mark.parametrize("text", ["Radweg", "RADWEGE", "der Radweg!", "bahnh*", "zum Bahnhof"])
def test_words_are_found_in_title_and_text_however_inflected(text):
    a_found_item("Neue Radwege", "Zu den Bahnhöfen")
    a_found_item("Der Brunnen", "Zum Markt")

    assert found(text) == ["Neue Radwege"]


def test_all_words_have_to_be_there():
    a_found_item("Neue Radwege", "Zum Bahnhof")
    a_found_item("Neue Radwege", "Zum Markt")
    a_found_item("Der Bahnhof")

    assert search("Bahnhof: Radweg?", language="de").count() == 1


def test_a_word_in_the_title_counts_more_than_one_in_the_text():
    a_found_item("Brunnen am Markt", "Wasser für alle im Sommer, und eine Bank dazu")
    a_found_item("Wasser für alle im Sommer", "Brunnen am Markt, und eine Bank dazu")

    assert found("Brunnen") == ["Brunnen am Markt", "Wasser für alle im Sommer"]


def test_of_equal_items_the_newer_comes_first():
    older, newer = found_items(["Brunnen", "Brunnen"])

    assert list(search("Brunnen", language="de")) == [newer, older]


@pytest.mark.parametrize("visibility", [STAFF, INVITED])
def test_what_is_not_public_is_found_by_the_team_only(visibility):
    item = a_found_item("Brunnen", visibility=visibility)

    assert found("Brunnen") == found("brun") == []
    assert list(matching_ids("Brunnen", language="de")) == []
    assert list(ranked(Item.objects.all(), "Brunnen", language="de")) == [item]


@pytest.mark.parametrize("visibility", [STAFF, INVITED])
def test_nothing_of_a_process_that_is_not_public_is_found(visibility):
    process = an_item(kind="process", visibility=visibility)
    idea = a_found_item("Brunnen am Markt", part_of=process, process=process)
    a_found_item("Brunnen am Hafen", kind="comment", part_of=idea, process=process)
    a_found_item("Brunnen im Park", process=process)

    assert found("Brunnen") == found("brun") == []
    assert list(matching_ids("Brunnen", language="de")) == []


def test_a_comment_on_a_hidden_idea_is_not_found():
    process = an_item(kind="process")
    idea = an_item(part_of=process, process=process, visibility=STAFF)
    a_found_item("Brunnen", kind="comment", part_of=idea, process=process)

    assert found("Brunnen") == []


def test_hiding_an_item_takes_it_out_of_the_results_at_once():
    item = a_found_item("Brunnen")

    with arranging():
        Item.objects.filter(pk=item.pk).update(visibility=STAFF)

    assert found("Brunnen") == []


def test_a_search_may_keep_to_a_kind_and_to_the_parts_of_an_item():
    park, town = an_item(title="Park"), an_item(title="Town")
    a_found_item("Brunnen im Park", part_of=park)
    a_found_item("Brunnen in der Stadt", part_of=town)
    a_found_item("Brunnen?", kind="comment", part_of=park)

    assert found("Brunnen", kind="idea", part_of=park) == ["Brunnen im Park"]


def test_other_languages_are_found_from_every_page():
    a_found_item("Schulen", language="de")
    a_found_item("Bisiklet yolları", language="tr")
    a_found_item("Велодоріжки", language="uk")

    assert found("Schulen", "en") == ["Schulen"]
    assert found("yollar", "de") == ["Bisiklet yolları"]
    assert found("велодоріжок", "uk") == found("Велодоріжки", "de") == ["Велодоріжки"]


def test_parts_of_words_in_titles_follow_if_there_are_few_hits():
    a_found_item("Ein Radweg für die Stadt")
    a_found_item("Der Waldweg", "Eine Bank am Weg")
    a_found_item("Eine Straße", "Kein Radweg")

    assert found("Wege") == ["Der Waldweg", "Ein Radweg für die Stadt"]
    assert found("Weg Bank") == ["Der Waldweg"]
    assert found("Weg Stadt") == ["Ein Radweg für die Stadt"]
    assert found("Weg Brunnen") == []


def test_parts_of_words_are_left_out_if_there_are_hits_enough():
    found_items(["Weg"] * FEW + ["Radweg"])

    assert found("Weg") == ["Weg"] * FEW


def test_hits_are_counted_where_they_are_looked_for():
    park = an_item(title="Park")
    found_items(["Weg"] * FEW)
    a_found_item("Radweg", part_of=park)

    parts = Item.objects.filter(part_of=park)

    assert found("Weg", part_of=park) == ["Radweg"]
    assert [item.title for item in ranked(parts, "Weg", language="de")] == ["Radweg"]
    assert list(matching_ids("Weg", language="de", among=parts)) == [parts.get().pk]


@pytest.mark.parametrize("title", ["Brunnen", "Brunnenhof"])
def test_a_list_may_keep_its_own_order(title):
    items = found_items([title, title])
    ids = matching_ids("Brunnen", language="de")

    matching = Item.objects.filter(pk__in=ids).order_by("pk")

    assert list(matching) == items
    assert list(ranked(Item.objects.all(), "Brunnen", language="de").order_by("pk")) == items


@pytest.mark.parametrize("crowd", [1, 30])
def test_a_search_costs_the_same_for_few_and_for_many(crowd, django_assert_num_queries):
    found_items(["Brunnen", "Brunnenhof"] * crowd)

    with django_assert_num_queries(2):  # whether there are few, and the page
        assert found("Brunnen")[0] == "Brunnen"


@pytest.mark.parametrize("text", ["", " ", "🚲", "?!", "\0", "*", '""'])
def test_a_text_without_a_word_finds_nothing(text):
    a_found_item("Brunnen")

    assert found(text) == []
    assert list(matching_ids(text, language="de")) == []


@pytest.mark.parametrize(
    "text",
    [
        'brunnen "',
        "brunnen'",
        "brunnen') OR 1=1 --",
        "NEAR(brunnen or 5)",
        "brunnen AND or",
        "(brunnen",
        "brunnen:or*",
        "-brunnen ^or {or}: %s %",
        "brunnen\0or",
        "brunnen \\ | & ! <-> or",
        "🚲brunnen🚲",
        "brunnen " * 1500,
    ],
)
def test_nothing_typed_is_taken_for_an_operator(text):
    a_found_item("Brunnen", "or near and 1 5 s")
    a_found_item("Bank", "or near and 1 5 s")

    assert found(text, "en") == ["Brunnen"]


@pytest.mark.parametrize("text", ["a" * 10_000, "🚲" * 10_000, "\u0627" * 10_000, "x " * 5000])
def test_the_longest_texts_are_searched_for(text):
    a_found_item("Brunnen", text)

    assert found(text[:100]) == ([] if text[0] == "🚲" else ["Brunnen"])
    assert found(text) == found(text[:100])


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(title=st.text(max_size=60), text=st.text(max_size=60))
def test_every_text_is_found_by_its_own_words(title, text):
    title, text = title.replace("\0", " "), text.replace("\0", " ")
    item = a_found_item(title, text)

    hits = set(search(f"{title} {text}", language="de"))

    assert (item in hits) == bool(search_words(f"{title} {text}", "de"))


@pytest.mark.skipif(connection.vendor == "postgresql", reason="PostgreSQL plans by statistics")
def test_the_index_is_asked_once_and_not_for_every_item():
    town = an_item(title="Town")
    found_items(["Brunnen"] * FEW, part_of=town)

    hits = search("Brunnen", language="de", kind="idea", part_of=town)

    for items in (hits, hits.order_by().values("pk")):
        plan = items.explain()
        assert plan.index("search_document_fts") < plan.index("items_item")
