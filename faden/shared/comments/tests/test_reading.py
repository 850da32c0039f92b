"""Reading a discussion: orders, stances, pages, threads, and where a comment stands."""

from dataclasses import replace
from itertools import product
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection

from faden.backbone.audit.guard import arranging
from faden.backbone.items.actions import set_visibility
from faden.backbone.items.models import Item
from faden.backbone.items.tests.factories import STAFF, an_item_in
from faden.backbone.processes.tests.factories import GUEST, an_open_process
from faden.shared.comments.models import Comment
from faden.shared.comments.queries import (
    FIRST_REPLIES,
    ORDERS,
    REPLIES,
    STANCES,
    THREADS,
    Selection,
    address_in_discussion,
    discussion_page,
    n_threads,
    roots,
    thread_page,
)
from faden.shared.comments.tests.factories import a_comment, a_rating, many_comments

pytestmark = pytest.mark.django_db
EVERY_ORDER = [name for name, _label in ORDERS]


@pytest.fixture
def idea() -> Item:
    return an_item_in(an_open_process(GUEST), title="Bänke")


def texts(idea: Item, **selection) -> list[str]:
    found = discussion_page(Item.objects.get(pk=idea.pk), Selection(**selection))
    return [thread.root.text for thread in found.threads]


@pytest.mark.parametrize(
    ("order", "expected"),
    [("beste", "dbca"), ("neueste", "dcba"), ("aelteste", "abcd")],
)
def test_three_orders(idea, order, expected):
    comments = {text: a_comment(idea, text=text, minute=n) for n, text in enumerate("abcd")}
    for text, ratings in {"a": [-1], "b": [1, 1], "c": [1], "d": [1, 1, 1, -1]}.items():
        for value in ratings:
            a_rating(comments[text], value)

    assert "".join(texts(idea, order=order)) == expected


def test_of_equal_ones_the_newest_is_best_and_the_same_minute_goes_by_number(idea):
    for text, minute in [("a", 0), ("b", 9), ("c", 9)]:
        a_comment(idea, text=text, minute=minute)

    orders = {order: "".join(texts(idea, order=order)) for order in EVERY_ORDER}

    assert orders == {"beste": "cba", "neueste": "cba", "aelteste": "abc"}


def test_a_stance_is_filtered_with_its_threads_and_all_are_counted(idea):
    said = [("for", 3), ("against", 2), ("neutral", 1)]
    for stance, n in said:
        for number in range(n):
            a_comment(a_comment(idea, text=f"{stance} {number}", stance=stance))
    hidden = a_comment(idea, text="hidden", stance="for")
    set_visibility(hidden, STAFF, actor=None)

    page = discussion_page(Item.objects.get(pk=idea.pk), Selection(stance="dagegen"))

    assert {thread.root.stance for thread in page.threads} == {"against"}
    assert [len(thread.replies) for thread in page.threads] == [1, 1]
    assert page.n_by_stance == dict(said) == n_threads(Item.objects.get(pk=idea.pk))
    assert page.threads.paginator.count == 2


def test_what_has_no_comments_has_a_first_page(idea):
    for stance in ("", *STANCES):
        page = discussion_page(idea, Selection(stance=stance, number=7))

        assert (list(page.threads), page.threads.number) == ([], 1)
        assert (sum(page.n_by_stance.values()), page.threads.has_next()) == (0, False)


def test_a_stance_that_nobody_took_has_an_empty_page_beside_the_numbers_of_others(idea):
    a_comment(idea, stance="for")

    page = discussion_page(Item.objects.get(pk=idea.pk), Selection(stance="dagegen"))

    assert list(page.threads) == []
    assert page.n_by_stance == {"for": 1, "against": 0, "neutral": 0}


def test_a_page_that_does_not_exist_is_the_last(idea):
    many_comments(idea, 3 * THREADS)
    about, order = Item.objects.get(pk=idea.pk), "aelteste"
    all_roots = [root.pk for root in roots(idea, Selection(order=order))]
    asked = [1, 2, 3, 4, 0, -1, 10**29]

    pages = [discussion_page(about, Selection(order=order, number=n)).threads for n in asked]

    assert [page.number for page in pages] == [1, 2, 3, 3, 3, 3, 3]
    for page in pages:
        first = (page.number - 1) * THREADS
        assert [thread.root.pk for thread in page] == all_roots[first : first + THREADS]


def test_the_first_replies_stand_below_and_the_others_on_a_page_of_their_own(idea):
    few, many = a_comment(idea, text="few"), a_comment(idea, text="many")
    for minute in range(FIRST_REPLIES):
        a_comment(few, text=f"few {minute}", minute=minute)
    for minute in range(REPLIES + 2):
        a_comment(many, text=f"many {minute}", minute=minute)

    threads = {
        thread.root.text: thread
        for thread in discussion_page(Item.objects.get(pk=idea.pk), Selection()).threads
    }
    pages = [thread_page(Comment.objects.get(pk=many.pk), number) for number in (1, 2, 3, 0)]

    assert [reply.text for reply in threads["few"].replies] == [f"few {n}" for n in range(5)]
    assert [reply.text for reply in threads["many"].replies] == [f"many {n}" for n in range(5)]
    assert (threads["few"].has_more, threads["many"].has_more) == (False, True)
    assert [page.number for page in pages] == [1, 2, 2, 1]
    assert [len(page.object_list[0].replies) for page in pages] == [50, 2, 2, 50]


@pytest.mark.parametrize("order", EVERY_ORDER)
@pytest.mark.parametrize("stance", ["", "dagegen"])
def test_every_comments_address_leads_to_the_page_on_which_it_stands(idea, order, stance):
    many_comments(idea, 4 * THREADS)
    selection = Selection(order=order, stance=stance)
    standing = {one: _pages_of(idea, replace(selection, stance=one)) for one in {"", stance}}

    for comment in Comment.objects.filter(about=idea, root=None).select_related("about"):
        address = urlsplit(address_in_discussion(comment, selection))
        asked = {name: values[0] for name, values in parse_qs(address.query).items()}
        page = standing[asked.get("haltung", "")][int(asked.get("seite", "1"))]
        assert comment.pk in page, address
        assert address.fragment == f"beitrag-{comment.pk}"
        assert asked.get("sortierung", "beste") == order


def _pages_of(idea: Item, selection: Selection) -> dict[int, list[int]]:
    """The roots on each page: one walk, so that each address can be looked up in it."""
    about, pages = Item.objects.get(pk=idea.pk), {}
    last = discussion_page(about, selection).threads.paginator.num_pages
    for number in range(1, last + 1):
        threads = discussion_page(about, replace(selection, number=number)).threads
        pages[number] = [thread.root.pk for thread in threads]
    return pages


def test_a_reply_is_found_below_its_root_or_in_the_middle_of_its_thread(idea):
    root = a_comment(idea)
    replies = [a_comment(root, text=f"{n}", minute=n) for n in range(REPLIES + 1)]
    item = idea.get_absolute_url()

    addresses = [
        address_in_discussion(replies[n])
        for n in (0, FIRST_REPLIES - 1, FIRST_REPLIES, REPLIES - 1, REPLIES)
    ]

    thread = f"/beitraege/{root.pk}/antworten/"
    anchors = [f"#beitrag-{replies[n].pk}" for n in (0, 4, 5, 49, 50)]
    starts = [item, item, thread, thread, f"{thread}?seite=2"]
    assert addresses == [start + anchor for start, anchor in zip(starts, anchors, strict=True)]


def test_each_order_of_a_long_discussion_comes_from_an_index(idea):
    many_comments(idea, 2000)
    many_comments(an_item_in(idea.process), 50)
    with arranging(), connection.cursor() as cursor:
        cursor.execute("ANALYZE items_item")
        cursor.execute("ANALYZE comments_comment")

    for order, stance, start in product(EVERY_ORDER, ["", "dagegen"], [0, 10 * THREADS]):
        plan = roots(idea, Selection(order=order, stance=stance))[start : start + THREADS]
        explained = plan.values("pk").explain()

        index = "comments_best" if order == "beste" else "comments_newest"
        assert f"{index}{'_of_stance' if stance else ''} " in explained, explained
        assert "TEMP B-TREE" not in explained, explained
        assert "Sort" not in explained, explained
