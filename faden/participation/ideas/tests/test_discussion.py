"""The discussion on the page of an idea: its cost, its parts, and what its reader can do there."""

import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from faden.backbone.items.actions import set_visibility
from faden.backbone.items.models import Item
from faden.backbone.items.tests.factories import STAFF
from faden.backbone.people.tests.factories import NOON, a_guest, a_person, a_unit
from faden.backbone.places.tests.factories import a_place
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import (
    FAR_OFF,
    GUEST,
    REGISTERED,
    a_phase,
    a_process,
    a_role,
    an_open_process,
)
from faden.participation.ideas.tests.factories import an_idea
from faden.shared.comments.actions import change, comment_for_the_city, delete
from faden.shared.comments.tests.factories import a_comment, a_rating, many_comments
from faden.shared.ratings.actions import rate

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
QUERIES = ["", "?sortierung=neueste", "?haltung=dafuer", "?seite=2"]
VISITORS = {"visitor": None, "citizen": a_person, "team": lambda: a_role(Role.ADMINISTRATOR)}


@pytest.fixture
def process():
    a_place()
    return an_open_process(GUEST, title="Fluss")


@pytest.fixture(params=VISITORS)
def asker(request, client) -> Client:
    """Somebody with a browser: a visitor, a citizen, one of the team."""
    if somebody := VISITORS[request.param]:
        client.force_login(somebody())
    return client


def page_of(client, idea, query="") -> str:
    page = client.get(f"/en/ideen/{idea.pk}-{idea.slug}/{query}")
    assert page.status_code == 200
    return page.text


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def part(page: str, comment) -> str:
    """One comment of the page."""
    found = re.search(rf'(?s)<div[^>]*id="beitrag-{comment.pk}">(.*?)\n</div>\n', page)
    assert found, comment
    return found[1]


def n_queries(client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200, url
    return len(queries)


def test_a_thousand_comments_cost_as_many_queries_as_one(asker, process):
    numbers = {}
    for n in (1, 30, 1000):
        idea = an_idea(process, title=f"With {n} comments")
        many_comments(idea, n)
        for query in QUERIES if n > 30 else [""]:
            numbers[n, query] = n_queries(asker, f"{idea.get_absolute_url()}{query}")

    assert set(numbers.values()) == {numbers[1, ""]}, numbers
    assert numbers[1, ""] <= MOST_QUERIES


def test_an_idea_without_comments_costs_no_more(asker, process):
    silent, discussed = an_idea(process), an_idea(process, title="Discussed")
    many_comments(discussed, 9)

    of_silent, of_discussed = (n_queries(asker, i.get_absolute_url()) for i in (silent, discussed))

    assert of_silent <= of_discussed


def test_a_page_of_a_long_thread_costs_no_more_than_of_a_short_one(asker, process):
    numbers = []
    for n in (1, 30):
        root = a_comment(an_idea(process, title=f"{n} replies"))
        for number in range(n):
            a_comment(root, text=f"{number}")
        numbers.append(n_queries(asker, f"/beitraege/{root.pk}/antworten/"))

    assert numbers[0] == numbers[1] <= MOST_QUERIES


def test_a_comment_shows_who_said_what_when_and_with_which_stance(client, process):
    idea = an_idea(process)
    comments = [
        a_comment(idea, a_person(display_name=f"Ada {n}"), text=f"Text {n}", stance=stance)
        for n, stance in enumerate(("for", "against", "neutral"))
    ]

    page = page_of(client, idea)

    for n, stance in enumerate(("For", "Against", "Without a stance")):
        said = part(page, comments[n])
        assert words(said).startswith(f"Ada {n} {stance} 4 May 2026, 14:00 Text {n}")
        assert said.count("kern-icon") >= 1  # the stance is never a colour alone
    assert "Discussion: 3 comments" in page


def test_replies_stand_below_and_name_whom_they_answer(client, process):
    idea = an_idea(process)
    root = a_comment(idea, a_person(display_name="Ada"))
    reply = a_comment(root, a_person(display_name="Ben"), text="Doch", minute=1)
    further = a_comment(reply, a_person(display_name="Cem"), text="Nein", minute=2)

    page = page_of(client, idea)

    links = [f'href="/en/beitraege/{answered.pk}/">Reply to Ben' for answered in (root, reply)]
    assert [link in part(page, reply) for link in links] == [False, False]
    assert [link in part(page, further) for link in links] == [False, True]
    assert page.index(f"beitrag-{root.pk}") < page.index("Doch") < page.index("Nein")
    assert "Without a stance" not in part(page, reply)


def test_a_long_thread_shows_its_first_replies_and_where_the_others_are(client, process):
    idea = an_idea(process)
    root = a_comment(idea)
    for number in range(6):
        a_comment(root, text=f"Reply {number}", minute=number)

    page = page_of(client, idea)

    assert ("Reply 4" in page, "Reply 5" in page) == (True, False)
    assert f'href="/en/beitraege/{root.pk}/antworten/"' in page
    assert "Show all 6 replies" in page
    assert "Discussion: 7 comments" in page


def test_the_place_of_what_was_deleted_or_hidden_is_kept_without_a_word_of_it(client, process):
    idea, ada = an_idea(process), a_person(display_name="Ada")
    deleted, hidden = (a_comment(idea, ada, text=f"Secret {n}") for n in range(2))
    reply = a_comment(deleted)
    a_comment(reply)
    a_comment(hidden)
    delete(deleted, actor=ada, now=NOON)
    set_visibility(hidden, STAFF, actor=None)

    page = page_of(client, idea)

    assert words(part(page, deleted)) == "This comment was deleted by whoever wrote it."
    assert words(part(page, hidden)) == "This comment is not shown to the public."
    assert "Secret" not in page
    assert "Ada" not in page
    assert "Discussion: 3 comments" in page


def test_the_city_is_marked_and_its_office_named(client, process):
    idea = an_idea(process)
    comment = comment_for_the_city(
        idea, text="Ja.", unit=a_unit("Bauamt"), actor=a_role(Role.MODERATOR), now=NOON
    )

    assert words(part(page_of(client, idea), comment)).startswith("Bauamt For the city")


def test_a_late_change_is_marked(client, process):
    idea, ada = an_idea(process), a_person()
    comment = a_comment(idea, ada)

    change(comment, text="Anders", stance="for", actor=ada, now=NOON + timedelta(hours=2))

    assert "edited 4 May 2026, 16:00" in words(part(page_of(client, idea), comment))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "BCA"),
        ("?sortierung=beste", "BCA"),
        ("?sortierung=neueste", "CBA"),
        ("?sortierung=aelteste", "ABC"),
        ("?sortierung=unsinn", "BCA"),
        ("?haltung=dafuer", "BA"),
        ("?haltung=dagegen", "C"),
        ("?haltung=ohne", ""),
        ("?haltung=unsinn", "BCA"),
        ("?sortierung=aelteste&haltung=dafuer", "AB"),
    ],
)
def test_order_and_stance_come_from_the_address(client, process, query, expected):
    idea = an_idea(process)
    said = {}
    for minute, (text, stance) in enumerate([("A", "for"), ("B", "for"), ("C", "against")]):
        said[text] = a_comment(idea, text=f"Comment {text}", stance=stance, minute=minute)
    a_rating(said["B"])

    page = page_of(client, idea, query)

    assert "".join(re.findall(r"<p>Comment (\w)</p>", page)) == expected
    assert "Discussion: 3 comments" in page
    assert "For (2)" in page
    assert "Against (1)" in page


@pytest.mark.parametrize("parameter", ["seite", "sortierung", "haltung", "neu"])
@pytest.mark.parametrize(
    "value", ["x" * 5000, "'\"><script>alert(1)</script>", "9" * 30, "²", "-1"]
)
def test_no_address_breaks_the_discussion_or_writes_into_it(client, process, parameter, value):
    idea = an_idea(process)
    a_comment(idea)

    assert "<script>alert" not in page_of(client, idea, f"?{parameter}={value}")


def test_links_keep_order_and_stance_and_lead_to_the_discussion(client, process):
    idea = an_idea(process)
    many_comments(idea, 100)

    page = unescape(page_of(client, idea, "?sortierung=neueste&haltung=ohne"))

    following = re.search(r'rel="next" href="([^"]+)"', page)[1]
    assert following.endswith("?sortierung=neueste&haltung=ohne&seite=2#diskussion")
    assert "/kommentieren/?sortierung=neueste&haltung=ohne" in page
    assert re.search(r"/bewertungen/\d+/\?sortierung=neueste&haltung=ohne", page)


def test_ones_own_comments_can_be_changed_and_deleted_and_ones_own_ratings_are_seen(
    client, process
):
    ada, idea = a_person(), an_idea(process)
    own, others = a_comment(idea, ada), a_comment(idea)
    rate(others, -1, person=ada, now=NOON)
    rate(others, 1, person=a_person(), now=NOON)
    client.force_login(ada)

    with time_machine.travel(NOON + timedelta(minutes=1)):
        page = page_of(client, idea)
    later = page_of(client, idea)

    for comment, may in [(own, True), (others, False)]:
        for act in ("bearbeiten", "loeschen"):
            assert (f"/beitraege/{comment.pk}/{act}/" in page) is may
    assert re.search(r'aria-pressed="true"[^>]*>\s*<span[^>]*></span><span[^>]*>Disagree 1', page)
    assert f"/beitraege/{own.pk}/bearbeiten/" in later  # nobody has reacted yet
    assert (
        'aria-pressed="true"' not in Client().get(idea.get_absolute_url()).text.split("<footer")[0]
    )


def test_who_has_just_written_is_thanked_there_and_nobody_else(client, process):
    ada, idea = a_person(), an_idea(process)
    comment = a_comment(idea, ada)
    client.force_login(ada)
    thanks = "Thank you. Your comment is published."

    with time_machine.travel(NOON + timedelta(minutes=1)):
        to_ada, to_others = (page_of(c, idea, f"?neu={comment.pk}") for c in (client, Client()))
    later = page_of(client, idea, f"?neu={comment.pk}")

    assert [thanks in page for page in (to_ada, to_others, later)] == [True, False, False]


def test_while_counts_are_hidden_nothing_betrays_them(client):
    process = a_process(title="Fluss")
    a_phase(
        process,
        {f"idea.{verb}": GUEST for verb in ("submit", "rate", "comment")},
        hides_ratings=True,
        ends_at=FAR_OFF,
    )
    ada, idea = a_person(), an_idea(process)
    first, _second = (a_comment(idea, text=f"Comment {n}", minute=n) for n in (1, 2))
    for person, on in [(a_person(), idea), (ada, idea), (a_guest(), idea), (a_person(), first)]:
        rate(on, 1, person=person, now=NOON)
    client.force_login(ada)

    pages = [page_of(client, idea), page_of(client, idea, "?sortierung=beste")]

    for page in pages:
        assert "The counts are shown on" in page
        assert "You agree." in page
        assert "2999" in page
        assert "faden-rating__count" not in page
        assert "Also without an account" not in page
        assert "Agree</span>" in re.sub(r'<span class="kern-sr-only">.*?</span>', "", page)
        assert ">Best<" not in page
        assert page.index("Comment 2") < page.index("Comment 1")


def test_where_people_can_only_agree_no_other_button_or_count_is_shown(client):
    process = an_open_process(GUEST, title="Fluss", rating_mode="up_only")
    idea = an_idea(process)
    comment = a_comment(idea)
    for on in (idea, comment):
        rate(on, 1, person=a_person(), now=NOON)

    page = page_of(client, idea)

    assert "Disagree" not in page
    assert "against" not in words(page)
    assert "Agree 1" in words(part(page, comment))


def test_the_age_is_asked_in_the_box_where_the_process_needs_it(client):
    idea = an_idea(
        an_open_process(GUEST, title="Fluss", minimum_age=16), person=a_person(declared_age=16)
    )
    a_comment(idea, a_person(declared_age=18))

    page = page_of(client, idea)
    answer = client.post(f"/bewertungen/{idea.pk}/", {"wert": "dafuer", "is_old_enough": "on"})
    later = page_of(client, idea)

    assert page.count("I am at least 16 years old.") == 2  # in the box and in the composer
    assert answer.status_code == 303
    assert "I am at least 16 years old." not in later


def test_what_is_open_to_others_only_says_so_where_one_would_write(client):
    idea = an_idea(an_open_process(REGISTERED, title="Fluss"))
    comment = a_comment(idea)
    a_rating(comment)

    page = page_of(client, idea)

    assert "<textarea" not in page
    assert f"/beitraege/{comment.pk}/kommentieren/" not in page
    assert f"/bewertungen/{comment.pk}/" not in page
    assert "1 in favour, 0 against" in words(part(page, comment))
    assert page.count("This is open to people with an account.") == 2


def test_pages_of_one_person_show_nothing_of_anothers_ratings(client, process):
    idea, ada, ben = an_idea(process), a_person(), a_person()
    comment = a_comment(idea)
    rate(comment, 1, person=ada, now=NOON)
    client.force_login(ben)

    assert 'value="keine"' not in page_of(client, idea)
    assert Item.objects.get(pk=comment.pk).n_up == 1
