"""Mails about comments: who hears of what, how often, and who declined."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail as mailbox

from faden.backbone.audit.guard import arranging
from faden.backbone.items.models import Item
from faden.backbone.items.tests.factories import an_item_in
from faden.backbone.jobs.worker import run_due
from faden.backbone.people.tests.factories import NOON, a_guest, a_person
from faden.backbone.places.tests.factories import a_place
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import GUEST, a_role, an_open_process
from faden.shared.comments.actions import comment_for_the_city
from faden.shared.comments.tests.factories import a_comment
from faden.shared.moderation.actions import hide
from faden.shared.notifications.actions import want_mails
from faden.shared.notifications.models import OutboxMail

pytestmark = pytest.mark.django_db
COMMENTED, REPLIED = "comments/mail/commented", "comments/mail/replied"


@pytest.fixture
def author():
    return a_person(email="author@example.org")


@pytest.fixture
def idea(author) -> Item:
    return an_item_in(an_open_process(GUEST), title="Bänke", author=author)


def told() -> list[tuple[str, str]]:
    mails = OutboxMail.objects.order_by("pk")
    return [(mail.recipient.email.split("@")[0], mail.template.split("/")[2]) for mail in mails]


def test_the_author_hears_of_a_comment_and_whoever_is_answered_of_the_reply(idea, author):
    ada, ben = a_person(email="ada@example.org"), a_person(email="ben@example.org")

    comment = a_comment(idea, ada)
    reply = a_comment(comment, ben, text="Doch", minute=1)
    a_comment(reply, ada, text="Nein", minute=2)

    assert told() == [("author", "commented"), ("ada", "replied"), ("ben", "replied")]


def test_nobody_hears_of_themselves_and_of_one_comment_once(idea, author):
    comment = a_comment(idea, author)
    a_comment(comment, author, text="Noch etwas")
    a_comment(comment, a_person(), text="Gut")

    assert told() == [("author", "replied")]


def test_people_without_an_address_hear_nothing_and_an_imported_idea_has_nobody(idea):
    a_comment(a_comment(an_item_in(idea.process), a_guest()))

    assert told() == []


def test_who_is_answered_by_the_city_hears_of_it(idea):
    ada = a_person(email="ada@example.org")
    comment = a_comment(idea, ada)

    comment_for_the_city(comment, text="Ja.", unit=None, actor=a_role(Role.MODERATOR), now=NOON)

    assert ("ada", "replied") in told()


@pytest.mark.parametrize(("minutes", "n_replied", "n_commented"), [
    ([0, 1, 59], 1, 1), ([0, 61], 2, 1), ([0, 61, 122, 24 * 60 + 1], 4, 2),
])  # fmt: skip
def test_a_quarrel_does_not_fill_a_mailbox(minutes, n_replied, n_commented):
    ada, ben = a_person(email="ada@example.org"), a_person(email="ben@example.org")
    idea = an_item_in(an_open_process(GUEST), author=ben)
    comment = a_comment(idea, ada)
    with arranging():
        OutboxMail.objects.all().delete()

    for number, minute in enumerate(minutes):
        with time_machine.travel(NOON + timedelta(minutes=minute), tick=False):
            a_comment(comment, a_person(), text=str(number), minute=minute)

    assert told().count(("ada", "replied")) == n_replied
    assert told().count(("ben", "commented")) == n_commented


def test_other_discussions_are_told_besides(idea, author):
    a_comment(idea)
    a_comment(an_item_in(idea.process, author=author))

    assert told() == [("author", "commented")] * 2


def test_who_declined_hears_nothing_until_they_want_it_again(idea, author):
    want_mails(author, "discussion", is_wanted=False)
    a_comment(idea)
    declined = told()
    want_mails(author, "discussion", is_wanted=True)
    a_comment(idea)

    assert (declined, told()) == ([], [("author", "commented")])


def test_the_mail_leads_to_the_comment_and_says_how_to_get_none(idea, author):
    a_place(official_name="Stadt Detmold")
    comment = a_comment(idea)

    run_due()

    [mail] = mailbox.outbox
    assert mail.subject == "Neuer Kommentar zu Ihrem Beitrag: Bänke"
    assert f"/beitraege/{comment.pk}/" in mail.body
    assert "Gute Idee" not in mail.body
    assert mail.extra_headers["List-Unsubscribe"].strip("<>") in mail.body


def test_a_comment_that_was_hidden_meanwhile_is_not_told(idea, author):
    comment = a_comment(idea, a_guest())
    hide(comment, reason="x", actor=a_role(Role.MODERATOR), now=NOON)

    run_due()

    assert mailbox.outbox == []
