"""Drafts: by the team and by a colleague with a link; release, by a second person if asked."""

from datetime import timedelta

import pytest

from faden.backbone.audit.guard import arranging
from faden.backbone.audit.tests.logged import log_of
from faden.backbone.items.tests.factories import an_item_in
from faden.backbone.people.personal import registered
from faden.backbone.people.tests.factories import NOON, a_person, a_unit
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_process, a_role
from faden.lib.refused import Refused
from faden.shared.notifications.message import message_of
from faden.shared.notifications.models import OutboxMail
from faden.shared.outcomes import actions
from faden.shared.outcomes.models import Draft, DraftLink, Outcome
from faden.shared.outcomes.queries import current_outcomes, draft_by_key, drafts_to_release
from faden.shared.outcomes.rules import LINK_LIVES
from faden.shared.outcomes.tests.factories import what_is_said

pytestmark = pytest.mark.django_db
COLLEAGUE = "kim@example.org"


@pytest.fixture
def process():
    return a_process(is_released_by_two=True)


@pytest.fixture
def writer(process):
    return a_role(Role.EVALUATOR, process)


@pytest.fixture
def second(process):
    return a_role(Role.PROCESS_MANAGER, process)


@pytest.fixture
def ideas(process):
    return [an_item_in(process, title=f"Idea {n}", author=a_person()) for n in range(3)]


@pytest.fixture
def asked(ideas, writer) -> Draft:
    """A draft for which a colleague has a link."""
    wanted = actions.Asked(COLLEAGUE, a_unit("Tiefbau"), "What does it cost?")
    return actions.ask(ideas, wanted, actor=writer, now=NOON)


def key_in_mail() -> str:
    """The key that stands in the newest link."""
    url = OutboxMail.objects.filter(address=COLLEAGUE).latest("pk").facts["url"]
    return url.rstrip("/").rpartition("/")[2]


def code_of(call) -> str:
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.refusal.code


def test_where_two_release_nobody_publishes_alone(ideas, writer):
    code = code_of(lambda: actions.answer_all(ideas, what_is_said(), actor=writer, now=NOON))

    assert code == "outcomes.needs_two"
    assert not Outcome.objects.exists()


def test_what_one_hands_in_another_releases(ideas, writer, second):
    draft = actions.begin_draft(ideas, what_is_said(), actor=writer, now=NOON, is_handed_in=True)
    alone = code_of(lambda: actions.release(draft, actor=writer, now=NOON))

    answering = actions.release(draft, actor=second, now=NOON)

    assert alone == "outcomes.same_person"
    assert len(current_outcomes(ideas)) == 3
    assert answering.is_by_two
    assert log_of(answering).get().facts["released"] == "by_two"
    assert Draft.objects.get().state == Draft.State.RELEASED
    assert code_of(lambda: actions.release(draft, actor=second, now=NOON)) == "outcomes.settled"


def test_whoever_changes_a_draft_last_does_not_release_it(ideas, writer, second):
    draft = actions.begin_draft(ideas, what_is_said(), actor=writer, now=NOON, is_handed_in=True)
    actions.hand_in(draft, what_is_said(reason="Better."), actor=second, now=NOON)

    assert code_of(lambda: actions.release(draft, actor=second, now=NOON)) == "outcomes.same_person"
    assert actions.release(draft, actor=writer, now=NOON).is_by_two


def test_where_one_releases_alone_it_is_noted(writer):
    process = a_process()
    manager = a_role(Role.PROCESS_MANAGER, process)
    idea = an_item_in(process)
    draft = actions.begin_draft([idea], what_is_said(), actor=manager, now=NOON, is_handed_in=True)

    answering = actions.release(draft, actor=manager, now=NOON)

    assert not answering.is_by_two
    assert log_of(answering).get().facts["released"] == "alone"


def test_only_complete_drafts_are_handed_in(ideas, writer):
    incomplete = what_is_said(code="declined", reason="")
    draft = actions.begin_draft(ideas, incomplete, actor=writer, now=NOON, is_handed_in=False)

    code = code_of(lambda: actions.hand_in(draft, incomplete, actor=writer, now=NOON))

    assert code == "outcomes.reason"
    assert code_of(lambda: actions.release(draft, actor=writer, now=NOON)) == (
        "outcomes.not_handed_in"
    )


def test_a_colleague_without_account_drafts_by_a_link_and_the_team_releases(asked, writer, ideas):
    draft = draft_by_key(key_in_mail())
    given = what_is_said(unit=draft.unit)
    actions.save_by_link(draft, given | {"reason": ""}, now=NOON)
    actions.hand_in_by_link(draft, given, now=NOON)

    [waiting] = drafts_to_release([draft.process_id])
    answering = actions.release(waiting, actor=writer, now=NOON)

    assert (waiting.n_items, waiting.first_title) == (3, "Idea 0")
    assert answering.is_by_two  # who released is not who wrote
    assert {one.unit for one in current_outcomes(ideas).values()} == {asked.unit}
    assert not DraftLink.objects.exists()


def test_the_link_s_mail_says_what_is_asked_and_the_key_is_not_stored(asked):
    text = message_of(OutboxMail.objects.get(address=COLLEAGUE)).body

    assert "What does it cost?" in text
    assert f"/antwortentwurf/{key_in_mail()}/" in text
    assert DraftLink.objects.get().key != key_in_mail()


def test_an_expired_link_takes_nothing_in_and_is_forgotten(asked):
    draft = draft_by_key(key_in_mail())

    code = code_of(lambda: actions.save_by_link(draft, what_is_said(), now=NOON + LINK_LIVES))
    actions.forget_links(now=NOON + LINK_LIVES + timedelta(seconds=1))

    assert code == "outcomes.link_over"
    assert not DraftLink.objects.exists()


def test_a_new_link_closes_the_old_one(asked, writer):
    old = key_in_mail()

    actions.send_link(asked, COLLEAGUE, actor=writer, now=NOON)

    assert draft_by_key(old) is None
    assert draft_by_key(key_in_mail()) == asked


def test_a_dropped_draft_is_over(asked, writer):
    actions.drop(asked, actor=writer, now=NOON)

    assert draft_by_key(key_in_mail()) is None
    assert code_of(lambda: actions.drop(asked, actor=writer, now=NOON)) == "outcomes.settled"


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.ON_SITE_TEAM])
def test_only_who_may_answer_asks_drafts_releases_and_drops(asked, process, ideas, role):
    somebody = a_role(role, process)
    wanted = actions.Asked(COLLEAGUE, a_unit())
    said = what_is_said()

    codes = {
        code_of(call)
        for call in (
            lambda: actions.ask(ideas, wanted, actor=somebody, now=NOON),
            lambda: actions.begin_draft(ideas, said, actor=somebody, now=NOON, is_handed_in=False),
            lambda: actions.change_draft(asked, said, actor=somebody, now=NOON),
            lambda: actions.release(asked, actor=somebody, now=NOON),
            lambda: actions.drop(asked, actor=somebody, now=NOON),
            lambda: actions.send_link(asked, COLLEAGUE, actor=somebody, now=NOON),
        )
    }

    assert codes == {"processes.not_allowed"}


def test_the_address_of_a_link_is_in_the_export_and_goes_with_the_account(asked):
    kim = a_person(email=COLLEAGUE)
    [data] = [one for one in registered() if one.label == "outcomes.draftlink"]

    exported = list(data.export(kim))
    with arranging():
        data.erase(kim, NOON)

    assert [row["draft_id"] for row in exported] == [asked.pk]
    assert not DraftLink.objects.exists()
