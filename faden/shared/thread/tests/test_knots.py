"""The team links by hand: who may, what it must say, and what it quotes."""

import pytest
from django.urls import reverse

from faden.backbone.items.actions import revise
from faden.backbone.items.tests.factories import STAFF, an_item_in
from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.processes.tests.factories import a_process, a_role
from faden.lib.refused import Refused
from faden.shared.thread.actions import Knot, link, tie, untie
from faden.shared.thread.models import Link
from faden.shared.thread.passages import passage_in
from faden.shared.thread.relations import TIE_OF

pytestmark = pytest.mark.django_db
Relation = Link.Relation
CAME_OUT_OF = TIE_OF["derived_from:source"]
LED_TO = TIE_OF["derived_from:target"]


@pytest.fixture
def process():
    return a_process()


@pytest.fixture
def manager(process):
    return a_role("process_manager", process)


def test_the_team_says_what_an_item_came_out_of(process, manager):
    result, ideas = an_item_in(process), [an_item_in(process) for _ in range(2)]

    n_new = tie(result, ideas, knot=Knot(CAME_OUT_OF, "Both ask for it."), actor=manager, now=NOON)

    found = Link.objects.filter(source=result, relation=Relation.DERIVED_FROM)
    assert n_new == 2
    assert {one.target_id for one in found} == {idea.pk for idea in ideas}
    assert {one.note for one in found} == {"Both ask for it."}


def test_said_from_the_other_end_it_is_the_same_link(process, manager):
    idea, result = an_item_in(process), an_item_in(process)

    tie(idea, [result], knot=Knot(LED_TO, "Yes."), actor=manager, now=NOON)
    n_new = tie(result, [idea], knot=Knot(CAME_OUT_OF, "Yes."), actor=manager, now=NOON)

    assert n_new == 0
    assert Link.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "note", "n_others", "code"),
    [
        (None, "Why", 1, "processes.not_allowed"),
        ("moderator", "Why", 1, "processes.not_allowed"),
        ("process_manager", "  ", 1, "thread.no_reason"),
        ("process_manager", "Why", 201, "thread.too_many"),
    ],
)
def test_linking_is_refused(process, role, note, n_others, code):
    item, other = an_item_in(process), an_item_in(process)
    actor = a_role(role, process) if role else a_person()

    with pytest.raises(Refused) as refused:
        tie(item, [other] * n_others, knot=Knot(CAME_OUT_OF, note), actor=actor, now=NOON)

    assert refused.value.refusal.code == code


def test_nothing_is_linked_with_what_the_actor_does_not_see(process, manager):
    item, hidden = an_item_in(process), an_item_in(a_process(), visibility=STAFF)

    with pytest.raises(Refused) as refused:
        tie(item, [hidden], knot=Knot(CAME_OUT_OF, "Why"), actor=manager, now=NOON)

    assert refused.value.refusal.code == "thread.not_seen"


def test_the_quoted_words_are_kept_with_what_stands_around_them(process, manager):
    idea, result = an_item_in(process), an_item_in(process)
    revise(idea, text="We need more shade in the market square.", author=None, now=NOON)

    knot = Knot(LED_TO, "Shade is planned.", quote="more shade")
    tie(idea, [result], knot=knot, actor=manager, now=NOON)

    assert Link.objects.get().target_passage == {
        "exact": "more shade",
        "prefix": "We need ",
        "suffix": " in the market square.",
    }


def test_words_that_do_not_stand_in_the_text_are_refused(process, manager):
    idea, result = an_item_in(process), an_item_in(process)

    with pytest.raises(Refused) as refused:
        tie(idea, [result], knot=Knot(LED_TO, "Why", quote="a fountain"), actor=manager, now=NOON)

    assert refused.value.refusal.code == "thread.no_such_passage"


def test_a_quote_is_found_however_its_lines_broke():
    found = passage_in("one\n two three", "one  two")

    assert found == {"exact": "one two", "prefix": "", "suffix": " three"}


def test_the_team_takes_a_link_back_from_either_end(process, manager):
    idea, result = an_item_in(process), an_item_in(process)
    tie(idea, [result], knot=Knot(LED_TO, "Why"), actor=manager, now=NOON)

    untie(result, Link.objects.get().pk, actor=manager, now=NOON)

    assert not Link.objects.exists()


def test_a_merger_is_not_taken_back_here(process, manager):
    one, other = an_item_in(process), an_item_in(process)
    merged = link(one, Relation.MERGED_INTO, target=other, author=manager, now=NOON)

    with pytest.raises(Refused):
        untie(one, merged.pk, actor=manager, now=NOON)

    assert Link.objects.exists()


def test_a_link_of_others_stays(process, manager):
    one, other, third = (an_item_in(process) for _ in range(3))
    tied = link(one, Relation.DERIVED_FROM, target=other, author=None, now=NOON)

    untie(third, tied.pk, actor=manager, now=NOON)

    assert Link.objects.exists()


def test_the_page_offers_what_was_found_and_links_it(client, process, manager):
    idea, result = an_item_in(process, title="Shade"), an_item_in(process, title="Result")
    client.force_login(manager)
    address = reverse("thread:knots", args=[result.pk])

    shown = client.get(address, {"q": str(idea.pk)})
    sent = {"others": [idea.pk], "tie": CAME_OUT_OF.code, "note": "Asked for.", "quote": ""}
    answer = client.post(f"{address}?q={idea.pk}", sent)

    assert "Shade" in shown.content.decode()
    assert answer.status_code == 303
    assert Link.objects.get().note == "Asked for."


def test_the_page_is_not_there_for_others(client, process):
    client.force_login(a_person())

    assert client.get(reverse("thread:knots", args=[an_item_in(process).pk])).status_code == 404


def test_the_page_names_no_entry_of_a_process_that_is_not_theirs(client, process, manager):
    item, hidden = an_item_in(process), an_item_in(a_process(), title="Geheim", visibility=STAFF)
    link(item, Relation.SIMILAR_TO, target=hidden, author=None, now=NOON)
    client.force_login(manager)

    page = client.get(reverse("thread:knots", args=[item.pk])).content.decode()

    assert "Geheim" not in page
