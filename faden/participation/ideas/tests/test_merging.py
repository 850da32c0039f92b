"""Merging ideas, undoing it, and noting that ideas are alike."""

import pytest

from faden.backbone.audit.models import LogEntry
from faden.backbone.audit.tests.threads import at_once
from faden.backbone.items.queries import public_counts
from faden.backbone.people.tests.factories import NOON, a_guest, a_person
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_process, a_role, an_open_process
from faden.lib.refused import Refused
from faden.participation.ideas.actions import (
    forget_likeness,
    merge,
    note_likeness,
    split,
    withdraw,
)
from faden.participation.ideas.links import relatives_of
from faden.participation.ideas.models import Idea
from faden.participation.ideas.tests.factories import an_idea
from faden.shared.comments.tests.factories import a_comment
from faden.shared.moderation.actions import hide, show_again
from faden.shared.notifications.message import message_of
from faden.shared.notifications.models import OutboxMail
from faden.shared.ratings.actions import rate
from faden.shared.thread.models import Link

pytestmark = pytest.mark.django_db


def refusal_of(call, *args, **kwargs) -> str:
    with pytest.raises(Refused) as refused:
        call(*args, **kwargs)
    return refused.value.refusal.code


@pytest.fixture
def process():
    return an_open_process()


@pytest.fixture
def moderator(process):
    return a_role(Role.MODERATOR, process)


@pytest.fixture
def bench(process) -> Idea:
    return an_idea(process, title="Eine Bank", person=a_person(email="ada@example.org"))


@pytest.fixture
def benches(process) -> Idea:
    return an_idea(process, title="Mehr Bänke", person=a_person(email="ben@example.org"))


def merged(source, target, actor, reason="Sagt dasselbe.") -> Link:
    return merge(source, target, reason=reason, actor=actor, now=NOON)


def test_a_merged_idea_leads_to_the_other_and_leaves_list_rating_and_discussion(
    process, moderator, bench, benches
):
    link = merged(bench, benches, moderator, reason=" Sagt dasselbe. ")

    assert (link.relation, link.note, link.author) == ("merged_into", "Sagt dasselbe.", moderator)
    assert relatives_of(bench).merged_into == link
    assert [item.pk for item in relatives_of(benches).merged_here] == [bench.pk]
    assert public_counts(process) == {"idea": 1}
    assert refusal_of(rate, bench, 1, person=a_person(), now=NOON) == "ideas.merged"
    assert refusal_of(a_comment, bench) == "ideas.merged"
    rate(benches, 1, person=a_person(), now=NOON)


def test_ratings_and_comments_stay_where_they_are(process, moderator, bench, benches):
    rate(bench, 1, person=a_person(), now=NOON)
    a_comment(bench)

    merged(bench, benches, moderator)

    counted = ("n_up", "n_down", "n_comments")
    assert Idea.objects.values_list(*counted).get(pk=bench.pk) == (1, 0, 1)
    assert Idea.objects.values_list(*counted).get(pk=benches.pk) == (0, 0, 0)


def test_both_authors_are_told(moderator, bench, benches):
    merged(bench, benches, moderator)

    mails = [message_of(mail) for mail in OutboxMail.objects.order_by("id")]
    to_ada, to_ben = mails
    assert [mail.to for mail in mails] == [["ada@example.org"], ["ben@example.org"]]
    assert "Eine Bank" in to_ada.subject
    assert "Sagt dasselbe." in to_ada.body
    assert benches.get_absolute_url() in to_ada.body
    assert "Mehr Bänke" in to_ben.subject
    assert "Eine Bank" in to_ben.body


def test_guests_have_no_address_and_one_author_is_told_once(process, moderator):
    ada = a_person()
    first, second = (an_idea(process, person=ada, title=title) for title in ("Eins", "Zwei"))
    third = an_idea(process, person=a_guest(), title="Drei")

    merged(first, second, moderator)
    merged(third, second, moderator)

    assert [(mail.template, mail.recipient) for mail in OutboxMail.objects.order_by("id")] == [
        ("ideas/mail/merged", ada),
        ("ideas/mail/merged_here", ada),
    ]


def test_a_merger_that_is_undone_leaves_no_trace_but_in_the_log(process, moderator, bench, benches):
    merged(bench, benches, moderator)

    split(bench, actor=moderator, now=NOON)

    assert not Link.objects.exists()
    assert public_counts(process) == {"idea": 2}
    rate(bench, 1, person=a_person(), now=NOON)
    assert list(LogEntry.objects.filter(action__startswith="thread.").values_list("action")) == [
        ("thread.link",),
        ("thread.unlink",),
    ]
    assert OutboxMail.objects.latest("id").template == "ideas/mail/split"
    assert bench.get_absolute_url() in message_of(OutboxMail.objects.latest("id")).body


def test_what_was_not_merged_cannot_be_split(moderator, bench):
    assert refusal_of(split, bench, actor=moderator, now=NOON) == "ideas.not_merged"


@pytest.mark.parametrize(
    "somebody",
    [
        a_person,
        lambda: a_role(Role.EVALUATOR),
        lambda: a_role(Role.ON_SITE_TEAM),
        lambda: a_role(Role.MODERATOR, a_process()),
    ],
    ids=["citizen", "specialist unit", "on-site team", "moderator of another process"],
)
@pytest.mark.parametrize("call", [merge, split, note_likeness, forget_likeness])
def test_only_those_who_moderate_here_merge_and_link(bench, benches, somebody, call):
    others = () if call is split else (benches,)
    how = {"reason": "Sagt dasselbe."} if call is merge else {}

    code = refusal_of(call, bench, *others, actor=somebody(), now=NOON, **how)

    assert code == "processes.not_allowed"
    assert not Link.objects.exists()


def test_a_merger_needs_a_reason(moderator, bench, benches):
    assert refusal_of(merged, bench, benches, moderator, reason=" ") == "ideas.no_reason"
    assert not OutboxMail.objects.exists()


def test_mergers_make_no_chains_and_no_circles(process, moderator, bench, benches):
    third = an_idea(process, title="Drei Bänke")
    merged(bench, benches, moderator)

    assert refusal_of(merged, benches, third, moderator) == "ideas.merge_chain"
    assert refusal_of(merged, benches, bench, moderator) == "ideas.merge_chain"
    assert refusal_of(merged, third, bench, moderator) == "ideas.merge_target"
    assert refusal_of(merged, bench, third, moderator) == "ideas.merged"
    assert refusal_of(merged, third, third, moderator) == "ideas.same_idea"
    merged(third, benches, moderator)


def test_ideas_of_two_processes_are_not_merged(moderator, bench):
    other = an_idea(an_open_process())

    assert refusal_of(merged, bench, other, moderator) == "ideas.other_process"


def test_a_hidden_merged_idea_is_counted_off_once(process, moderator, bench, benches):
    merged(bench, benches, moderator)

    hide(bench, reason="Beleidigend", actor=moderator, now=NOON)
    split(bench, actor=moderator, now=NOON)
    while_hidden = public_counts(process)
    show_again(bench, actor=moderator, now=NOON)

    assert (while_hidden, public_counts(process)) == ({"idea": 1}, {"idea": 2})


def test_a_merged_idea_cannot_be_withdrawn(moderator, bench, benches):
    merged(bench, benches, moderator)

    code = refusal_of(withdraw, bench, reason="Weg", actor=bench.author, now=NOON)

    assert code == "ideas.merged"


def test_ideas_that_are_alike_are_shown_on_both_pages_until_that_is_undone(
    process, moderator, bench, benches
):
    for first, second in [(bench, benches), (benches, bench), (bench, benches)]:
        note_likeness(first, second, actor=moderator, now=NOON)
    alike = [[item.pk for item in relatives_of(idea).similar] for idea in (bench, benches)]
    n_links = Link.objects.count()
    for _ in range(2):
        forget_likeness(benches, bench, actor=moderator, now=NOON)

    assert (alike, n_links) == ([[benches.pk], [bench.pk]], 1)
    assert relatives_of(bench).similar == relatives_of(benches).similar == []
    assert public_counts(process) == {"idea": 2}


def test_hidden_relatives_are_for_the_team(process, moderator, bench, benches):
    merged(bench, benches, moderator)
    note_likeness(benches, an_idea(process, title="Stühle"), actor=moderator, now=NOON)
    for idea in (bench, *Idea.objects.filter(title="Stühle")):
        hide(idea, reason="Beleidigend", actor=moderator, now=NOON)

    found = relatives_of(benches)

    assert [len(found.merged_here), len(found.similar)] == [1, 1]
    assert found.of_public().merged_here == found.of_public().similar == []


@pytest.mark.django_db(transaction=True)
def test_two_ideas_merged_into_each_other_at_once_leave_one_of_them():
    process = an_open_process()
    moderator = a_role(Role.MODERATOR, process)
    first, second = an_idea(process), an_idea(process)

    results = at_once(
        [lambda: merged(first, second, moderator), lambda: merged(second, first, moderator)] * 2
    )

    assert sum(isinstance(result, Link) for result in results) == 1
    assert Link.objects.count() == 1
    assert public_counts(process) == {"idea": 1}
