"""An idea goes on in another process, with all that hangs on it."""

from collections import Counter
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from faden.backbone.audit.guard import arranging
from faden.backbone.audit.models import LogEntry
from faden.backbone.audit.tests.threads import at_once
from faden.backbone.items.models import Item, PublicCount
from faden.backbone.people.tests.factories import NOON, a_guest, a_person
from faden.backbone.processes.models import Process
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import (
    GUEST,
    a_phase,
    a_process,
    a_role,
    an_action_field,
    an_open_process,
)
from faden.lib.refused import Refused
from faden.participation.ideas.actions import merge, withdraw
from faden.participation.ideas.models import Idea
from faden.participation.ideas.tests.factories import an_idea
from faden.participation.ideas.tests.moderated import a_report, an_idea_sent
from faden.shared.assignments.models import Assignment
from faden.shared.assignments.queries import open_assignments
from faden.shared.assignments.tests.factories import an_assignment
from faden.shared.comments.actions import comment
from faden.shared.comments.models import Comment
from faden.shared.moderation import queries
from faden.shared.moderation.actions import Destination, hide, move, move_all
from faden.shared.notifications.models import OutboxMail
from faden.shared.outcomes.actions import begin_draft
from faden.shared.outcomes.queries import n_answered
from faden.shared.outcomes.tests.factories import an_outcome, what_is_said
from faden.shared.ratings.actions import rate
from faden.shared.thread.models import Link

pytestmark = pytest.mark.django_db
WHY = "Es geht um die Lange Straße."
MOVED_FROM = Link.Relation.MOVED_FROM


@pytest.fixture
def source():
    return an_open_process(title="Fluss")


@pytest.fixture
def target():
    return an_open_process(title="Lange Straße")


@pytest.fixture
def moderator(source, target):
    return a_role(Role.MODERATOR, target, a_role(Role.MODERATOR, source))


def moved(idea, target, actor, field=None):
    """The idea after it was moved."""
    move(idea, Destination(target, field), reason=WHY, actor=actor, now=NOON)
    return Idea.objects.select_related("process").get(pk=idea.pk)


def refusal_of(idea, target, actor, **facts):
    known = {"reason": WHY} | facts
    with pytest.raises(Refused) as refused:
        move(idea, Destination(target, known.pop("field", None)), actor=actor, now=NOON, **known)
    return refused.value.refusal.code


def counts(process):
    return dict(PublicCount.objects.filter(process=process, n__gt=0).values_list("kind", "n"))


def test_comments_ratings_answers_assignments_and_reports_go_along(source, target, moderator):
    idea, other = an_idea(source), an_idea(source, title="Ein Brunnen")
    remark = comment(idea, text="Gut.", stance="for", person=a_person(), now=NOON)
    reply = comment(remark, text="Ja.", stance="neutral", person=a_person(), now=NOON)
    comment(other, text="Auch gut.", stance="for", person=a_person(), now=NOON)
    rate(idea, 1, person=a_person(), now=NOON)
    rate(remark, 1, person=a_person(), now=NOON)
    an_outcome(idea)
    an_assignment(idea, topic=Assignment.Topic.REPORT)
    a_report(idea)

    now = moved(idea, target, moderator)

    assert (now.process_id, now.part_of_id, now.n_up, now.n_comments) == (
        target.pk,
        target.pk,
        1,
        2,
    )
    assert {row.process_id for row in Comment.objects.filter(about=idea)} == {target.pk}
    assert Comment.objects.get(pk=reply.pk).part_of_id == idea.pk
    assert (counts(source), counts(target)) == (
        {"idea": 1, "comment": 1},
        {"idea": 1, "comment": 2},
    )
    assert n_answered([source, target]) == {target.pk: 1}
    assert [one.item_id for one in open_assignments([target.pk])] == [idea.pk]
    assert [item.pk for item in queries.reported(moderator, now=NOON)] == [idea.pk]


def test_the_topic_is_chosen_anew_and_what_would_not_fit_is_left_behind(source, target, moderator):
    before, after = an_action_field(source), an_action_field(target, "Aufenthalt")
    kept = an_idea(source, action_field=before)
    left = an_idea(source, title="Ein Brunnen", action_field=before)

    moved(kept, target, moderator, after)
    moved(left, target, moderator)

    fields = Idea.objects.order_by("pk").values_list("action_field", flat=True)
    assert list(fields) == [after.pk, None]
    assert refusal_of(an_idea(source), target, moderator, field=before) == "moderation.other_field"


def test_the_thread_keeps_where_it_came_from_and_forgets_it_when_it_is_back(
    source, target, moderator
):
    idea = moved(an_idea(source), target, moderator)
    link = Link.objects.get(source=idea, relation=MOVED_FROM)
    assert (link.target_id, link.note) == (source.pk, WHY)

    moved(idea, source, moderator)

    assert [move.target_id for move in queries.moves_of(idea)] == [target.pk]
    log = LogEntry.objects.filter(action="moderation.move").order_by("pk")
    assert [entry.facts["after"] for entry in log] == [target.pk, source.pk]
    assert log[0].facts == {"item": idea.pk, "before": source.pk, "after": target.pk}


def test_the_author_gets_one_mail_with_the_reason(source, target, moderator):
    author = a_person()
    ideas = [an_idea(source, person=author), an_idea(source, person=a_guest(), title="Bank")]

    n = move_all(ideas, Destination(target), reason=WHY, actor=moderator, now=NOON)

    mail = OutboxMail.objects.get()
    assert (n, mail.recipient, mail.template) == (2, author, "moderation/mail/moved")
    assert mail.facts == {"before": "Fluss", "after": "Lange Straße", "reason": WHY}


def test_nobody_moves_into_or_out_of_a_process_without_moderating_it(source, target):
    idea = an_idea(source)

    for role, process in [(Role.MODERATOR, source), (Role.MODERATOR, target)]:
        assert refusal_of(idea, target, a_role(role, process)) == "processes.not_allowed"
    both = a_role(Role.EVALUATOR, target, a_role(Role.MODERATOR, source))
    assert refusal_of(idea, target, both) == "processes.not_allowed"


@pytest.mark.parametrize(
    ("source_is", "target_is", "code"),
    [
        ({}, {"visibility": "invited"}, "moderation.other_readers"),
        ({"visibility": "invited"}, {}, "moderation.other_readers"),
        ({}, {"visibility": "staff"}, "moderation.other_readers"),
        ({}, {"archived_at": NOON}, "moderation.target_archived"),
    ],
)
def test_between_processes_of_other_readers_nothing_is_moved(
    source, target, moderator, source_is, target_is, code
):
    idea = an_idea(source)
    with arranging():
        for process, facts in ((source, source_is), (target, target_is)):
            Process.objects.filter(pk=process.pk).update(**facts)

    assert refusal_of(idea, target, moderator) == code
    found = queries.targets_for(source, "idea", person=moderator, now=NOON)
    assert bool(source_is) or target not in found


def test_what_is_fixed_where_it_is_stays_there(source, target, moderator):
    author = a_person()
    withdrawn = an_idea(source, person=author)
    withdraw(withdrawn, reason="Doppelt.", actor=author, now=NOON)
    into, merged = an_idea(source, title="Bank am Fluss"), an_idea(source, title="Noch eine Bank")
    merge(merged, into, reason="Dasselbe.", actor=moderator, now=NOON)

    refusals = [refusal_of(idea, target, moderator) for idea in (withdrawn, into, merged)]

    assert refusals == ["ideas.withdrawn", "ideas.merger_first", "ideas.merger_first"]


def test_nothing_is_moved_without_a_reason_to_itself_or_where_nothing_is_collected(
    source, target, moderator
):
    idea, other = an_idea(source), a_process()
    a_phase(other, {"question.submit": GUEST})
    everywhere = a_role(Role.MODERATOR)

    assert refusal_of(idea, target, moderator, reason=" ") == "moderation.reason"
    assert refusal_of(idea, source, moderator) == "moderation.same_process"
    assert refusal_of(idea, other, everywhere) == "moderation.not_collected"


def test_what_is_hidden_moves_without_a_trace_in_the_public_numbers(source, target, moderator):
    idea = an_idea(source)
    comment(idea, text="Gut.", stance="for", person=a_person(), now=NOON)
    hide(idea, reason="Ein Name.", actor=moderator, now=NOON)

    moved(idea, target, moderator)

    assert (counts(source), counts(target)) == ({}, {"comment": 1})
    assert queries.open_hiding(idea) is not None


def test_who_reads_the_page_learns_where_it_was_only_while_everybody_may(
    client, source, target, moderator
):
    idea = moved(an_idea(source), target, moderator)
    shown = client.get(idea.get_absolute_url()).text
    assert ("Fluss" in shown, WHY in shown) == (True, True)
    with arranging():
        Item.objects.filter(pk=source.pk).update(visibility="invited")

    hidden = client.get(f"{idea.get_absolute_url()}?neu=1").text

    assert (WHY in hidden, "/beteiligungen/fluss/" in hidden) == (False, False)


def address(process, *ideas):
    return (
        f"/en/team/beteiligungen/{process.slug}/verschieben/{'-'.join(str(i.pk) for i in ideas)}/"
    )


def test_the_page_asks_for_the_process_then_for_topic_and_reason(client, source, target, moderator):
    field, idea = an_action_field(target, "Aufenthalt"), an_idea(source)
    client.force_login(moderator)

    first = client.get(address(source, idea)).text
    second = client.get(f"{address(source, idea)}?nach={target.slug}").text
    without = client.post(f"{address(source, idea)}?nach={target.slug}", {"reason": ""})
    sent = {"reason": WHY, "action_field": field.pk}
    done = client.post(f"{address(source, idea)}?nach={target.slug}", sent)

    assert ("Aufenthalt" in first, "Aufenthalt" in second, without.status_code) == (
        False,
        True,
        422,
    )
    assert done.headers["Location"] == f"/en/ideen/{idea.pk}-{idea.slug}/"
    assert Idea.objects.get().action_field == field
    assert "1 author is told why." in client.get(done.headers["Location"]).text


def test_many_are_moved_from_the_table_and_those_that_stay_are_named(
    client, source, target, moderator
):
    author = a_person()
    ideas = [an_idea(source, title=f"Idee Nummer {n}", person=author) for n in range(3)]
    withdraw(ideas[0], reason="Doppelt.", actor=author, now=NOON)
    client.force_login(moderator)
    table = f"/en/team/beteiligungen/{source.slug}/ideen/"

    chosen = client.post(table, {"bulk": "move", "row": [idea.pk for idea in ideas]})
    page = client.get(address(source, *ideas)).text
    done = client.post(f"{address(source, *ideas)}?nach={target.slug}", {"reason": WHY})

    assert chosen.headers["Location"] == address(source, *ideas)
    assert "1 contribution stays where it is" in page
    assert done.headers["Location"] == table
    assert counts(target) == {"idea": 2}


@pytest.mark.parametrize("role", [Role.EVALUATOR, Role.ON_SITE_TEAM])
def test_who_does_not_moderate_finds_no_such_page(client, source, role):
    idea = an_idea(source)
    client.force_login(a_role(role, source))

    assert client.get(address(source, idea)).status_code == 404


def test_the_page_costs_the_same_for_one_and_for_thirty(client, source, target, moderator):
    client.force_login(moderator)
    ideas = [an_idea(source, title=f"Idee Nummer {n}") for n in range(30)]
    client.get(address(source, ideas[0]))

    costs = []
    for chosen in (ideas[:1], ideas):
        with CaptureQueriesContext(connection) as asked:
            client.get(f"{address(source, *chosen)}?nach={target.slug}")
        costs.append(len(asked))

    assert costs[0] == costs[1] <= 12


def test_an_answer_that_is_being_drafted_comes_first(source, target, moderator):
    idea, manager = an_idea(source), a_role(Role.PROCESS_MANAGER, source)
    begin_draft([idea], what_is_said(), actor=manager, now=NOON, is_handed_in=False)

    assert refusal_of(idea, target, moderator) == "ideas.draft_first"


def test_what_waits_for_release_waits_there(source, target, moderator):
    with arranging():
        source.phases.update(moderation="all")
    idea = an_idea_sent(source)

    moved(idea, target, moderator)

    assert [hold.item_id for hold in queries.held(moderator, now=NOON)] == [idea.pk]
    assert (counts(source), counts(target)) == ({}, {})


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_moved_at_the_same_moment_and_commented_it_is_in_one_place_and_counted_once(source, target):
    idea, third = an_idea(source), an_open_process()
    actor, writer = a_role(Role.MODERATOR), a_person()
    moves = [
        partial(move, idea, Destination(to), reason=WHY, actor=actor, now=NOON)
        for to in (target, third, target, third)
    ]
    writes = [
        partial(comment, idea, text=f"Nr. {n}", stance="for", person=writer, now=NOON)
        for n in range(4)
    ]

    done = at_once([act for pair in zip(moves, writes, strict=True) for act in pair])

    assert not [one for one in done if isinstance(one, Exception) and not isinstance(one, Refused)]
    now = Idea.objects.get(pk=idea.pk)
    found = Counter(Item.objects.exclude(kind="process").values_list("process_id", "kind"))
    assert set(found) == {(now.process_id, "idea"), (now.process_id, "comment")}
    stored = {(row.process_id, row.kind): row.n for row in PublicCount.objects.filter(n__gt=0)}
    assert stored == found
    assert now.n_comments == found[now.process_id, "comment"]
