"""Changing an idea, withdrawing it, taking that back: what is stored and who is refused."""

from datetime import timedelta

import pytest

from faden.backbone.audit.guard import arranging
from faden.backbone.audit.queries import versions
from faden.backbone.audit.tests.logged import log_of
from faden.backbone.audit.tests.threads import at_once
from faden.backbone.items.models import Item, Origin
from faden.backbone.items.queries import public_counts
from faden.backbone.people.tests.factories import NOON, a_guest, a_person
from faden.backbone.processes.models import Phase
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import (
    LONG_AGO,
    a_role,
    an_action_field,
    an_open_process,
)
from faden.lib.refused import Refused
from faden.participation.ideas import states
from faden.participation.ideas.actions import (
    HandedIn,
    edit,
    enter_on_behalf,
    hand_in_again,
    withdraw,
)
from faden.participation.ideas.models import Idea
from faden.participation.ideas.tests.factories import a_draft, a_tag, an_idea
from faden.shared.comments.tests.factories import a_comment
from faden.shared.moderation.actions import hide, show_again
from faden.shared.outcomes.models import Outcome
from faden.shared.outcomes.tests.factories import an_outcome
from faden.shared.ratings.actions import rate
from faden.shared.search.queries import matching_ids

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
SOON = NOON + MINUTE
NEW = {"title": "Zwei Bänke am Fluss", "text": "Eine in der Sonne, eine im Schatten."}


def refusal_of(call, *args, **kwargs) -> str:
    with pytest.raises(Refused) as refused:
        call(*args, **kwargs)
    return refused.value.refusal.code.removeprefix("ideas.")


@pytest.fixture
def process():
    return an_open_process()


@pytest.fixture(params=[a_person, a_guest], ids=["account", "guest"])
def author(request):
    return request.param()


def test_a_changed_idea_says_the_new_and_keeps_the_old(process, author):
    idea = an_idea(process, person=author)
    draft = a_draft(**NEW, action_field=an_action_field(process), tags=[a_tag("Erholung")])

    edit(idea, draft, actor=author, now=SOON)

    stored = Idea.objects.get()
    assert {name: getattr(stored, name) for name in draft.columns} == draft.columns
    assert list(stored.tags.all()) == draft.tags
    assert (stored.slug, stored.published_at) == (idea.slug, NOON)
    assert (stored.edited_at, stored.edited_after_ratings_at) == (SOON, None)
    assert [(r.number, r.title, r.author) for r in stored.revisions.order_by("number")] == [
        (1, idea.title, author),
        (2, NEW["title"], author),
    ]


def test_a_changed_idea_is_found_by_its_new_words_only(process, author):
    idea = an_idea(process, person=author, title="Brunnen", text="")

    edit(idea, a_draft(title="Springbrunnen", text=""), actor=author, now=SOON)

    assert [list(matching_ids(word, language="de")) for word in ("Springbrunnen", "Bänke")] == [
        [idea.pk],
        [],
    ]


def test_the_log_names_what_was_changed_and_not_how(process, author):
    idea = an_idea(process, person=author)
    scope = f"process:{process.pk}"
    before = versions([scope])[scope]

    edit(idea, a_draft(**NEW), actor=author, now=SOON)

    entry = log_of(idea).last()
    assert (entry.action, entry.actor_id) == ("ideas.edit", author.pk)
    assert entry.facts == {"fields": ["title", "text"]}
    assert versions([scope])[scope] == before + 1


def test_what_stays_the_same_is_no_change(process, author):
    idea = an_idea(process, person=author)

    edit(idea, a_draft(), actor=author, now=SOON)

    assert Idea.objects.get().edited_at is None
    assert (idea.revisions.count(), log_of(idea).count()) == (1, 1)


@pytest.mark.parametrize("rater", [a_person, a_guest], ids=["account", "guest"])
def test_ratings_stay_and_a_change_after_them_is_marked(process, author, rater):
    idea = an_idea(process, person=author)
    rate(idea, 1, person=rater(), now=NOON)

    edit(idea, a_draft(**NEW), actor=author, now=SOON)

    stored = Idea.objects.get()
    assert (stored.edited_at, stored.edited_after_ratings_at) == (SOON, SOON)
    assert stored.ratings.count() == 1


@pytest.mark.parametrize(
    ("minutes", "later", "code"),
    [
        (60, timedelta(minutes=59, seconds=59), None),
        (60, timedelta(minutes=60), "edit_time_over"),
        (0, timedelta(), "never_edited"),
        (None, timedelta(days=365), None),
    ],
)
def test_the_process_says_how_long_an_idea_can_be_changed(author, minutes, later, code):
    process = an_open_process(edit_minutes=minutes)
    idea = an_idea(process, person=author)

    if code is None:
        edit(idea, a_draft(**NEW), actor=author, now=NOON + later)
    else:
        assert refusal_of(edit, idea, a_draft(**NEW), actor=author, now=NOON + later) == code
    assert Idea.objects.get().title == (idea.title if code else NEW["title"])


def test_until_the_phase_ends_means_the_phase_in_which_it_was_handed_in(author):
    process = an_open_process(edit_minutes=None)
    idea = an_idea(process, person=author)
    with arranging():
        Phase.objects.update(starts_at=LONG_AGO, ends_at=NOON + 5 * MINUTE)

    edit(idea, a_draft(**NEW), actor=author, now=NOON + 4 * MINUTE)
    code = refusal_of(edit, idea, a_draft(), actor=author, now=NOON + 5 * MINUTE)

    assert code == "edit_time_over"


@pytest.mark.parametrize(
    "somebody",
    [a_person, a_guest, lambda: a_role(Role.ADMINISTRATOR)],
    ids=["citizen", "guest", "team"],
)
@pytest.mark.parametrize("call", [edit, withdraw, hand_in_again])
def test_nobody_changes_the_idea_of_somebody_else(process, somebody, call):
    idea = an_idea(process)
    what = {edit: (a_draft(**NEW),)}.get(call, ())
    how = {"reason": "Nein"} if call is withdraw else {}

    assert refusal_of(call, idea, *what, actor=somebody(), now=SOON, **how) == "not_yours"
    assert Idea.objects.values_list("title", "withdrawn_at").get() == (idea.title, None)


def test_an_answered_idea_stays_as_it_was_answered(process, author):
    idea = an_idea(process, person=author)
    an_outcome(idea)

    codes = {
        refusal_of(edit, idea, a_draft(**NEW), actor=author, now=SOON),
        refusal_of(withdraw, idea, reason="Doch nicht", actor=author, now=SOON),
    }

    assert codes == {"answered"}


@pytest.fixture
def card(process) -> Idea:
    """An idea that the team entered from a card."""
    return enter_on_behalf(
        process,
        a_draft(),
        handed_in=HandedIn(Origin.Channel.IDEA_WALL, author_name="Frau M."),
        actor=a_role(Role.ON_SITE_TEAM, process),
        now=NOON,
    )


def test_the_team_corrects_a_card_when_the_time_of_authors_is_over(process, card):
    helper = a_role(Role.ON_SITE_TEAM, process)

    edit(card, a_draft(**NEW), actor=helper, now=NOON + timedelta(days=30))

    assert Idea.objects.get().title == NEW["title"]
    assert card.revisions.get(number=2).author == helper


def test_whoever_may_not_enter_cards_corrects_none(process, card):
    evaluator = a_role(Role.EVALUATOR, process)

    assert refusal_of(edit, card, a_draft(**NEW), actor=evaluator, now=SOON) == "not_yours"


def test_a_withdrawn_idea_says_why_and_leaves_list_rating_and_discussion(process, author):
    idea, other = an_idea(process, person=author), an_idea(process, title="Anderes")

    withdraw(idea, reason="  Gibt es schon.  ", actor=author, now=SOON)

    stored = Idea.objects.get(pk=idea.pk)
    assert (stored.withdrawn_at, stored.withdrawal_reason) == (SOON, "Gibt es schon.")
    assert stored.is_public
    assert public_counts(process) == {"idea": 1}
    assert list(Item.objects.filter(kind="idea").exclude(pk__in=states.unlisted_ids())) == [
        Item.objects.get(pk=other.pk)
    ]
    assert refusal_of(rate, idea, 1, person=a_person(), now=SOON) == "withdrawn"
    assert refusal_of(a_comment, idea) == "withdrawn"
    assert [(entry.action, entry.facts) for entry in log_of(idea)][1:] == [("ideas.withdraw", {})]


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_nothing_is_withdrawn_without_a_reason(process, author, reason):
    idea = an_idea(process, person=author)

    assert refusal_of(withdraw, idea, reason=reason, actor=author, now=SOON) == "no_reason"
    assert public_counts(process) == {"idea": 1}


def test_a_withdrawal_that_is_taken_back_changes_nothing_else(process, author):
    idea = an_idea(process, person=author)
    rate(idea, 1, person=a_person(), now=NOON)
    withdraw(idea, reason="Gibt es schon.", actor=author, now=SOON)

    hand_in_again(idea, actor=author, now=SOON)

    stored = Idea.objects.get()
    assert (stored.withdrawn_at, stored.withdrawal_reason, stored.n_up) == (None, "", 1)
    assert public_counts(process) == {"idea": 1}
    rate(idea, 1, person=a_person(), now=SOON)


def test_after_the_phase_no_idea_comes_back(process, author):
    idea = an_idea(process, person=author)
    withdraw(idea, reason="Gibt es schon.", actor=author, now=SOON)
    with arranging():
        Phase.objects.update(ends_at=SOON)

    with pytest.raises(Refused) as refused:
        hand_in_again(idea, actor=author, now=SOON)

    assert refused.value.refusal.code == "processes.over"
    assert public_counts(process).get("idea", 0) == 0


def test_hiding_a_withdrawn_idea_does_not_count_it_off_twice(process, author):
    idea, _other = an_idea(process, person=author), an_idea(process)
    moderator = a_role(Role.MODERATOR, process)
    withdraw(idea, reason="Gibt es schon.", actor=author, now=SOON)
    counts = [public_counts(process)]

    hide(idea, reason="Beleidigend", actor=moderator, now=SOON)
    counts.append(public_counts(process))
    show_again(idea, actor=moderator, now=SOON)
    counts.append(public_counts(process))
    hand_in_again(idea, actor=author, now=SOON)
    counts.append(public_counts(process))

    assert counts == [{"idea": 1}, {"idea": 1}, {"idea": 1}, {"idea": 2}]


@pytest.mark.django_db(transaction=True)
def test_of_an_answer_and_a_change_at_once_the_answer_is_about_what_is_read():
    author = a_person()
    idea = an_idea(an_open_process(), person=author)

    results = at_once(
        [lambda: an_outcome(idea), lambda: edit(idea, a_draft(**NEW), actor=author, now=SOON)]
    )

    assert Outcome.objects.count() == 1
    is_changed = isinstance(results[1], Idea)
    assert is_changed or results[1].refusal.code == "ideas.answered"
    assert idea.revisions.count() == 1 + is_changed


@pytest.mark.django_db(transaction=True)
def test_a_withdrawal_sent_many_times_at_once_counts_once():
    process, author = an_open_process(), a_person()
    idea, _other = an_idea(process, person=author), an_idea(process)

    results = at_once([lambda: withdraw(idea, reason="Weg", actor=author, now=SOON)] * 5)

    assert results.count(None) == 1
    assert public_counts(process) == {"idea": 1}
