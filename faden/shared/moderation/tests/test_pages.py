"""Hiding and showing again in the browser."""

from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from faden.backbone.items.models import Item
from faden.backbone.items.tests.factories import PUBLIC, STAFF, an_item_in
from faden.backbone.people.tests.factories import NOON, a_guest, a_person
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_process, a_role
from faden.shared.moderation.actions import hide
from faden.shared.moderation.models import Hiding
from faden.shared.notifications.models import OutboxMail

pytestmark = pytest.mark.django_db
REASON = "It names a <i>neighbour</i>."


@pytest.fixture
def idea() -> Item:
    return an_item_in(a_process(title="Fluss"), title="Bänke", author=a_person())


@pytest.fixture
def moderator(client, idea):
    """Somebody who may hide, and is signed in."""
    moderator = a_role(Role.MODERATOR, idea.process.as_process)
    client.force_login(moderator)
    return moderator


def address(item: Item, what: str) -> str:
    return f"/en/team/beitraege/{item.pk}/{what}/"


def visibility(item: Item) -> str:
    return Item.objects.values_list("visibility", flat=True).get(pk=item.pk)


def test_hiding_asks_for_the_reason_and_tells_the_author(client, idea, moderator):
    question = client.get(address(idea, "ausblenden"))
    done = client.post(address(idea, "ausblenden"), {"reason": REASON})

    assert (question.status_code, "Bänke" in question.text) == (200, True)
    assert (done.status_code, done.headers["Location"]) == (303, f"/en/ideen/{idea.pk}-baenke/")
    assert (visibility(idea), Hiding.objects.get().reason) == (STAFF, REASON)
    assert OutboxMail.objects.get().facts == {"reason": REASON}


@pytest.mark.parametrize(("author", "is_told"), [(a_person, True), (a_guest, False)])
def test_that_the_author_is_told_is_said_only_where_a_mail_reaches_them(
    client, idea, moderator, author, is_told
):
    by_author = an_item_in(idea.process.as_process, title="Brunnen", author=author())

    question = client.get(address(by_author, "ausblenden")).text
    client.post(address(by_author, "ausblenden"), {"reason": REASON})
    done = client.get("/en/").text

    assert "It is hidden." in done
    assert ("Its author is told why" in question, "is told why" in done) == (is_told, is_told)


@pytest.mark.parametrize("reason", ["", "  ", "x" * 1001])
def test_without_a_fitting_reason_nothing_is_hidden(client, idea, moderator, reason):
    page = client.post(address(idea, "ausblenden"), {"reason": reason})

    assert page.status_code == 422
    assert 'href="#id_reason"' in page.text
    assert reason.strip() in page.text
    assert visibility(idea) == PUBLIC


def test_what_is_hidden_already_is_not_hidden_again(client, idea, moderator):
    hide(idea, reason="Before", actor=moderator, now=NOON)

    page = client.post(address(idea, "ausblenden"), {"reason": REASON})

    assert page.status_code == 409
    assert "This is not shown to the public anyway." in page.text
    assert "Before" in page.text
    assert Hiding.objects.count() == 1


def test_a_comment_is_hidden_from_its_place_and_listed_with_the_reason(client, idea, moderator):
    comment = an_item_in(idea.process, kind="comment", part_of=idea)

    client.post(address(comment, "ausblenden"), {"reason": REASON})
    listed = client.get("/en/team/beteiligungen/fluss/ausgeblendet/")

    assert visibility(comment) == STAFF
    assert (listed.status_code, REASON in unescape(listed.text)) == (200, True)
    assert f'href="{address(comment, "ausblenden")}"' in listed.text
    assert "<i>" not in listed.text


def test_strangers_do_not_find_what_is_hidden(client, idea):
    client.force_login(a_person())

    assert client.get("/en/team/beteiligungen/fluss/ausgeblendet/").status_code == 404


def test_the_list_of_what_is_hidden_costs_as_much_for_thirty_as_for_one(client, idea, moderator):
    hide(idea, reason="x", actor=moderator, now=NOON)
    n_queries = []
    for n_more in (0, 29):
        for _ in range(n_more):
            comment = an_item_in(idea.process, kind="comment", title="", part_of=idea)
            hide(comment, reason="x", actor=moderator, now=NOON)
        with CaptureQueriesContext(connection) as queries:
            client.get("/en/team/beteiligungen/fluss/ausgeblendet/")
        n_queries.append(len(queries))

    assert n_queries[1] <= n_queries[0] <= 12


def test_what_is_hidden_is_shown_again_by_a_button(client, idea, moderator):
    hide(idea, reason="x", actor=moderator, now=NOON)

    done = client.post(address(idea, "einblenden"))

    assert (done.status_code, visibility(idea)) == (303, PUBLIC)
    assert client.get(address(idea, "einblenden")).status_code == 405


def test_what_is_not_hidden_is_not_shown_again(client, idea, moderator):
    page = client.post(address(idea, "einblenden"))

    assert page.status_code == 409
    assert "This was not hidden." in page.text


@pytest.mark.parametrize("role", [Role.EVALUATOR, Role.ON_SITE_TEAM])
def test_who_may_not_moderate_is_told_so(client, idea, role):
    client.force_login(a_role(role, idea.process.as_process))

    page = client.post(address(idea, "ausblenden"), {"reason": REASON})

    assert page.status_code == 409
    assert "Your role in this process does not include this." in page.text
    assert visibility(idea) == PUBLIC


@pytest.mark.parametrize("what", ["ausblenden", "einblenden"])
@pytest.mark.parametrize(
    ("somebody", "status"),
    [
        (lambda: None, 302),
        (a_person, 404),
        (lambda: a_role(Role.MODERATOR, a_process()), 404),
    ],
    ids=["visitor", "citizen", "team of another process"],
)
def test_others_have_no_such_page(client, idea, what, somebody, status):
    if person := somebody():
        client.force_login(person)

    assert client.post(address(idea, what), {"reason": REASON}).status_code == status
    assert visibility(idea) == PUBLIC


def test_the_author_of_a_hidden_item_does_not_show_it_again(client, idea):
    hide(idea, reason="x", actor=a_role(Role.ADMINISTRATOR), now=NOON)
    client.force_login(idea.author)

    assert client.post(address(idea, "einblenden")).status_code == 404
    assert visibility(idea) == STAFF


def test_a_process_itself_is_no_contribution_to_be_hidden(client):
    process = a_process()
    statuses = []
    for moderator in (a_role(Role.MODERATOR, a_process()), a_role(Role.MODERATOR, process)):
        client.force_login(moderator)
        answers = [
            client.get(address(process, "ausblenden")),
            client.post(address(process, "ausblenden"), {"reason": REASON}),
        ]
        statuses.append([answer.status_code for answer in answers])

    assert statuses == [[404, 404]] * 2
    assert visibility(process) == PUBLIC


@pytest.mark.parametrize("number", ["0", "999", "99999999999999999999"])
def test_what_does_not_exist_is_not_hidden(client, moderator, number):
    assert client.post(f"/team/beitraege/{number}/ausblenden/").status_code == 404


def test_a_whole_process_is_neither_hidden_nor_shown_again_here(client, idea, moderator):
    process = idea.process

    asked = client.get(address(process, "ausblenden"))
    done = client.post(address(process, "ausblenden"), {"reason": REASON})
    again = client.post(address(process, "einblenden"))

    assert [page.status_code for page in (asked, done, again)] == [404, 404, 404]
    assert visibility(process) == PUBLIC
