"""The log of staff actions opens for a stated cause only, and its opening is logged."""

from datetime import timedelta

import pytest
import time_machine

from faden.backbone.audit.models import LogEntry
from faden.backbone.items.tests.factories import an_item_in
from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_process, a_role
from faden.lib.refused import Refused
from faden.shared.outcomes.tests.factories import an_outcome
from faden.surfaces.staff.actions import Asked, open_log
from faden.surfaces.staff.models import LogOpening

pytestmark = pytest.mark.django_db
CAUSE = "Complaint about an answer, file 12"
PAGE = "/en/team/aenderungsprotokoll/"


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def administrator(client):
    administrator = a_role(Role.ADMINISTRATOR, None, a_person(display_name="Ada Admin"))
    client.force_login(administrator)
    return administrator


@pytest.fixture
def idea():
    """An idea that was answered today."""
    idea = an_item_in(a_process())
    an_outcome(idea, a_role(Role.PROCESS_MANAGER, None, a_person(display_name="Kim Team")))
    return idea


def asked(**overrides) -> dict:
    facts = {"cause": CAUSE, "starts_on": "2026-05-01", "ends_on": "2026-05-04", "item_id": ""}
    return facts | overrides


def test_the_page_shows_nothing_of_the_log_before_a_cause_is_stated(client, administrator, idea):
    page = client.get(PAGE).text

    assert "outcomes.answer" not in page
    assert "Nobody has opened it so far." in page


def test_opened_for_a_cause_it_shows_these_days_and_the_opening_is_logged(
    client, administrator, idea
):
    answer = client.post(PAGE, asked(), follow=True).text

    opening = LogOpening.objects.get()
    entry = LogEntry.objects.get(action="staff.open_log")
    assert "outcomes.answer" in answer
    assert "Kim Team" in answer
    assert (opening.cause, opening.opened_by) == (CAUSE, administrator)
    assert (entry.actor_id, entry.subject_id) == (administrator.pk, opening.pk)
    assert CAUSE not in str(entry.facts)
    assert CAUSE in client.get(PAGE).text


def test_it_can_be_asked_for_one_contribution(client, administrator, idea):
    an_outcome(an_item_in(a_process()))

    page = client.post(PAGE, asked(item_id=idea.pk), follow=True).text

    assert page.count("outcomes.answer") == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"cause": ""},
        {"cause": "just so"},
        {"ends_on": "2026-04-30"},
        {"starts_on": "2025-05-01"},
    ],
    ids=["no cause", "no sentence", "ends before it starts", "more than three months"],
)
def test_what_does_not_open_it(client, administrator, wrong):
    answer = client.post(PAGE, asked(**wrong))

    assert answer.status_code in (409, 422)
    assert not LogOpening.objects.exists()


def test_after_an_hour_a_cause_is_stated_again(client, administrator, idea):
    client.post(PAGE, asked())
    part = f"{PAGE}{LogOpening.objects.get().pk}/"

    with time_machine.travel(NOON + timedelta(hours=1)):
        page = client.get(part, follow=True).text

    assert "outcomes.answer" not in page
    assert "state the cause again" in page


def test_nobody_reads_what_another_opened(client, administrator, idea):
    client.post(PAGE, asked())
    client.force_login(a_role(Role.ADMINISTRATOR))

    assert client.get(f"{PAGE}{LogOpening.objects.get().pk}/").status_code == 404


@pytest.mark.parametrize("role", [Role.PROCESS_MANAGER, Role.MODERATOR, Role.EVALUATOR])
def test_only_the_administration_opens_it(client, role):
    person = a_role(role)
    client.force_login(person)
    wanted = Asked(CAUSE, NOON.date(), NOON.date())

    with pytest.raises(Refused) as refused:
        open_log(wanted, actor=person, now=NOON)

    assert refused.value.refusal.code == "processes.not_allowed"
    assert client.get(PAGE).status_code == 404
