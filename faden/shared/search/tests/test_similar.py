"""What is like the idea somebody is writing."""

import pytest

from faden.backbone.items.models import Item
from faden.backbone.items.tests.factories import INVITED, STAFF, an_item
from faden.shared.search.queries import COMMON, similar
from faden.shared.search.tests.factories import a_found_item, found_items

pytestmark = pytest.mark.django_db

OTHERS = ["Mehr Bänke im Park", "Nachtbus am Wochenende", "Bäume am Marktplatz", "Neue Kita"]


@pytest.fixture
def process() -> Item:
    return an_item(title="How should we live?")


@pytest.fixture
def others(process) -> list[Item]:
    return found_items(OTHERS, part_of=process)


@pytest.mark.usefixtures("others")
@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Radwege Hafenstraße", ""),
        ("Sichere Wege", "In der Hafenstr. fehlen seit Jahren Radwege, sagen alle Nachbarn."),
        ("", "Ein Radweg an der Hafenstraße fehlt"),
    ],
)
def test_what_shares_the_telling_words_is_like_it(process, title, text):
    like = a_found_item("Radweg an der Hafenstraße", "Breit und rot", part_of=process)

    assert similar(title, text, part_of=process, language="de") == [like]


@pytest.mark.usefixtures("others")
@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Schwimmbad", ""),
        ("Freibad länger öffnen", "Im Sommer soll es auch am Abend offen sein, mehr als jetzt."),
        ("Mehr", "für alle"),
        ("", ""),
        ("🚲", "?!"),
        ('" OR NEAR(', "'); --\0"),
    ],
)
def test_nothing_is_shown_that_is_not_alike(process, title, text):
    assert similar(title, text, part_of=process, language="de") == []


@pytest.mark.usefixtures("others")
def test_the_likest_come_first_and_only_so_many(process):
    titles = ["Brunnen am Hafen", "Brunnen am Hafen, dazu Licht", "Brunnen am Hafen"]
    first, _, third = found_items(titles, part_of=process)

    assert similar("Hafen, Brunnen", "", part_of=process, language="de", limit=2) == [third, first]


def test_an_item_is_not_like_itself(process):
    item, twin = found_items(["Brunnen am Hafen", "Brunnen am Hafen"], part_of=process)

    assert similar(item.title, "", part_of=process, language="de", exclude=item) == [twin]


@pytest.mark.parametrize("visibility", [STAFF, INVITED])
def test_hidden_items_and_other_processes_are_left_out(process, visibility):
    a_found_item("Brunnen am Hafen", part_of=process, visibility=visibility)
    a_found_item("Brunnen am Hafen", part_of=an_item())

    assert similar("Brunnen am Hafen", "", part_of=process, language="de") == []


def test_words_that_nearly_everybody_uses_are_enough_together(process):
    found_items(["Radwege"] * COMMON + ["Sanieren"] * COMMON, part_of=process)
    both = a_found_item("Radwege sanieren", part_of=process)

    assert similar("Radweg sanieren", "", part_of=process, language="de")[0] == both


@pytest.mark.parametrize("crowd", [1, 30])
def test_looking_for_what_is_alike_costs_the_same(process, crowd, django_assert_num_queries):
    found_items(["Brunnen am Hafen"] * crowd, part_of=process)

    with django_assert_num_queries(4):  # holders, number of parts, texts, items
        assert similar("Brunnen am Hafen", "", part_of=process, language="de")
