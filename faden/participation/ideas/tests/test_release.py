"""Ideas and comments that the team looks at before they are published."""

import pytest

from faden.backbone.audit.tests.threads import at_once
from faden.backbone.items.models import Item
from faden.backbone.items.queries import public_counts
from faden.backbone.people.tests.factories import NOON, a_guest, a_person
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_process, a_role
from faden.lib.refused import Refused
from faden.participation.ideas.actions import Draft, edit
from faden.participation.ideas.tests.moderated import (
    ALL,
    GUESTS,
    NONE,
    a_moderated_process,
    an_idea_sent,
    fresh,
)
from faden.shared.comments.actions import comment
from faden.shared.comments.models import Comment
from faden.shared.moderation.actions import refuse, refuse_all, release, release_all
from faden.shared.moderation.models import Hold
from faden.shared.moderation.queries import held, last_hold
from faden.shared.notifications.models import OutboxMail

pytestmark = pytest.mark.django_db
STAFF, PUBLIC = Item.Visibility.STAFF, Item.Visibility.PUBLIC


@pytest.fixture
def process():
    return a_moderated_process()


@pytest.fixture
def moderator(process):
    return a_role(Role.MODERATOR, process)


def a_comment_sent(idea, person=None) -> Comment:
    return comment(idea, text="Gern", stance="for", person=person or a_person(), now=NOON)


def code_of(act, *args, **kwargs) -> str | None:
    try:
        act(*args, **kwargs)
    except Refused as refused:
        return refused.refusal.code
    return None


@pytest.mark.parametrize(
    ("moderation", "author", "visibility"),
    [
        (NONE, a_guest, PUBLIC),
        (NONE, a_person, PUBLIC),
        (GUESTS, a_guest, STAFF),
        (GUESTS, a_person, PUBLIC),
        (ALL, a_guest, STAFF),
        (ALL, a_person, STAFF),
    ],
)
def test_whose_ideas_wait(moderation, author, visibility):
    idea = an_idea_sent(a_moderated_process(moderation), author())

    assert (idea.visibility, Hold.objects.count()) == (visibility, visibility == STAFF)


def test_what_waits_is_counted_and_told_to_nobody(process, moderator):
    idea = an_idea_sent(process, a_person())
    release(idea, actor=moderator, now=NOON)
    n_mails = OutboxMail.objects.count()

    a_comment_sent(idea)

    idea = fresh(idea)
    assert (public_counts(process), idea.n_comments) == ({"idea": 1}, 0)
    assert OutboxMail.objects.count() == n_mails


def test_release_publishes_counts_and_tells(process, moderator):
    author = a_person()
    idea = an_idea_sent(process, author)
    release(idea, actor=moderator, now=NOON)
    written = a_comment_sent(idea)

    release(written, actor=moderator, now=NOON)

    idea = fresh(idea)
    assert (idea.visibility, idea.n_comments, idea.published_at) == (PUBLIC, 1, NOON)
    assert public_counts(process) == {"idea": 1, "comment": 1}
    mails = OutboxMail.objects.order_by("pk").values_list("template", "recipient_id")
    assert list(mails) == [
        ("moderation/mail/released", author.pk),
        ("comments/mail/commented", author.pk),
        ("moderation/mail/released", written.author_id),
    ]


def test_what_is_refused_stays_unpublished_and_its_author_reads_why(process, moderator):
    idea = an_idea_sent(process)

    refuse(idea, reason="Werbung", actor=moderator, now=NOON)

    hold = last_hold(idea)
    assert (fresh(idea).visibility, hold.decision, hold.reason) == (STAFF, "refused", "Werbung")
    assert OutboxMail.objects.get().facts == {"reason": "Werbung"}


def test_what_was_refused_can_still_be_released(process, moderator):
    idea = an_idea_sent(process)
    refuse(idea, reason="Werbung", actor=moderator, now=NOON)

    release(idea, actor=moderator, now=NOON)

    assert fresh(idea).visibility == PUBLIC


@pytest.mark.parametrize("act", [release, lambda *a, **k: refuse(*a, reason="x", **k)])
def test_what_is_published_waits_no_more(process, moderator, act):
    idea = an_idea_sent(process)
    release(idea, actor=moderator, now=NOON)

    assert code_of(act, idea, actor=moderator, now=NOON) == "moderation.not_waiting"


def test_nothing_is_refused_without_a_reason(process, moderator):
    idea = an_idea_sent(process)

    assert code_of(refuse, idea, reason=" ", actor=moderator, now=NOON) == "moderation.reason"
    assert last_hold(idea).is_open


@pytest.mark.parametrize("role", [Role.EVALUATOR, Role.ON_SITE_TEAM])
def test_others_release_nothing(process, role):
    idea, actor = an_idea_sent(process), a_role(role, process)

    assert code_of(release, idea, actor=actor, now=NOON) == "processes.not_allowed"
    assert code_of(refuse, idea, reason="x", actor=actor, now=NOON) == "processes.not_allowed"
    assert fresh(idea).visibility == STAFF


def test_a_team_sees_what_waits_in_its_processes_only(process, moderator):
    own = an_idea_sent(process)
    an_idea_sent(a_moderated_process())

    assert [hold.item_id for hold in held(moderator, now=NOON)] == [own.pk]
    assert not held(a_role(Role.MODERATOR, a_process()), now=NOON)


def test_many_are_released_or_refused_at_once(process, moderator):
    for number in range(3):
        an_idea_sent(process, title=f"Idee {number}")
    holds = list(held(moderator, now=NOON))
    release(holds[0].item, actor=moderator, now=NOON)

    n_released = release_all(holds[:2], actor=moderator, now=NOON)
    n_refused = refuse_all(holds, reason="x", actor=moderator, now=NOON)

    assert (n_released, n_refused, public_counts(process)) == (1, 1, {"idea": 2})


def test_an_idea_that_its_author_changes_waits_once_more(process, moderator):
    author = a_person()
    idea = an_idea_sent(process, author)
    release(idea, actor=moderator, now=NOON)

    edit(idea, Draft(title="Anders", text="Ganz anders gesagt."), actor=author, now=NOON)

    assert (fresh(idea).visibility, last_hold(idea).is_open) == (STAFF, True)
    assert public_counts(process) == {}


def test_a_form_that_is_sent_twice_waits_once(process):
    author = a_person()

    first, second = an_idea_sent(process, author), an_idea_sent(process, author)

    assert (first, Hold.objects.count()) == (second, 1)


def test_the_author_sees_that_it_waits_and_others_see_nothing(client, process):
    author = a_person()
    idea = an_idea_sent(process, author)
    address = f"/en{idea.get_absolute_url().removeprefix('/en')}"

    assert client.get(address).status_code == 404
    client.force_login(author)
    page = client.get(address)

    assert "This waits for release" in page.text
    assert "Mehr Bänke" not in client.get("/en/suche/?q=Bänke").text


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_released_at_the_same_moment_it_is_counted_once(process, moderator):
    idea = an_idea_sent(process)

    done = at_once([lambda: release(idea, actor=moderator, now=NOON)] * 5)

    assert sum(isinstance(one, Refused) for one in done) == 4
    assert public_counts(process) == {"idea": 1}
