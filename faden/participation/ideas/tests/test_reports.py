"""Reporting, and what the team decides."""

import pytest

from faden.backbone.items.models import Item
from faden.backbone.people.tests.factories import NOON, a_guest, a_person
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_role, an_open_process
from faden.lib.refused import Refused
from faden.participation.ideas.tests.factories import an_idea
from faden.participation.ideas.tests.moderated import a_report, fresh
from faden.shared.moderation.actions import Complaint, decide, hide_threat, report
from faden.shared.moderation.models import Hiding, Report
from faden.shared.moderation.queries import open_hiding, open_reports, reported
from faden.shared.notifications.models import OutboxMail

pytestmark = pytest.mark.django_db
STAFF, PUBLIC = Item.Visibility.STAFF, Item.Visibility.PUBLIC
DISMISSED, WARNED, HIDDEN = "dismissed", "warned", "hidden"


@pytest.fixture
def idea():
    return an_idea(an_open_process())


@pytest.fixture
def moderator(idea):
    return a_role(Role.MODERATOR, idea.process.as_process)


def told() -> list[str]:
    return [mail.template.rpartition("/")[2] for mail in OutboxMail.objects.order_by("pk")]


def test_a_report_waits_and_its_reporter_is_told(idea):
    reporter = a_person()

    a_report(idea, "insult", reporter=reporter)

    found = Report.objects.get()
    assert (found.reason, found.reporter, fresh(idea).visibility) == ("insult", reporter, PUBLIC)
    assert told() == ["reported"]


def test_somebody_without_an_account_may_leave_an_address_that_is_forgotten(idea, moderator):
    report(idea, Complaint("spam", email="A@Example.org"), reporter=None, now=NOON)
    assert Report.objects.get().email == "a@example.org"

    decide(idea, DISMISSED, explanation="Keine Werbung.", actor=moderator, now=NOON)

    decided = OutboxMail.objects.order_by("-pk").first()
    assert (Report.objects.get().email, decided.address) == ("", "a@example.org")
    assert decided.facts["explanation"] == "Keine Werbung."


def test_whoever_reports_again_changes_nothing(idea):
    reporter = a_guest()

    first, second = (a_report(idea, reporter=reporter) for _ in range(2))

    assert first == second


@pytest.mark.parametrize(
    ("decision", "visibility", "mails"),
    [
        (DISMISSED, PUBLIC, ["reported", "decided"]),
        (WARNED, PUBLIC, ["reported", "warned", "decided"]),
        (HIDDEN, STAFF, ["reported", "hidden", "decided"]),
    ],
)
def test_what_becomes_of_a_report(idea, moderator, decision, visibility, mails):
    a_report(idea, reporter=a_person())
    a_report(idea, reporter=a_guest())

    n = decide(idea, decision, reason="Regel 3", actor=moderator, now=NOON)

    assert (n, fresh(idea).visibility, told()) == (2, visibility, mails)
    assert {row.decision for row in Report.objects.all()} == {decision}
    assert not open_reports(idea)


@pytest.mark.parametrize(
    ("decision", "visibility", "reason"),
    [(DISMISSED, PUBLIC, None), (WARNED, PUBLIC, None), (HIDDEN, STAFF, "Regel 3")],
)
def test_a_threat_is_hidden_at_once_until_it_is_decided(
    idea, moderator, decision, visibility, reason
):
    a_report(idea, "threat")
    assert (fresh(idea).visibility, open_hiding(idea).hidden_by) == (STAFF, None)

    decide(idea, decision, reason="Regel 3", actor=moderator, now=NOON)

    hiding = open_hiding(idea)
    assert (fresh(idea).visibility, hiding and hiding.reason) == (visibility, reason)


def test_what_was_looked_at_is_not_hidden_again_by_a_report(idea, moderator):
    a_report(idea, "threat")
    decide(idea, DISMISSED, actor=moderator, now=NOON)

    a_report(idea, "threat", reporter=a_guest())

    assert fresh(idea).visibility == PUBLIC


def test_one_button_hides_a_threat(idea, moderator):
    hide_threat(idea, actor=moderator, now=NOON)

    assert (fresh(idea).visibility, Hiding.objects.get().hidden_by) == (STAFF, moderator)


@pytest.mark.parametrize("role", [Role.EVALUATOR, Role.ON_SITE_TEAM])
def test_others_decide_nothing(idea, role):
    a_report(idea)

    with pytest.raises(Refused):
        decide(idea, DISMISSED, actor=a_role(role, idea.process.as_process), now=NOON)

    assert open_reports(idea).count() == 1


def test_threats_stand_first_in_the_list_of_a_team(idea, moderator):
    other = an_idea(idea.process.as_process, title="Andere Idee")
    a_report(other)
    a_report(idea, "threat")

    rows = reported(moderator, now=NOON).order_by("-is_threat")

    assert [(row.pk, row.n_reports, row.is_threat) for row in rows] == [
        (idea.pk, 1, True),
        (other.pk, 1, False),
    ]
    assert not reported(a_role(Role.MODERATOR, an_open_process()), now=NOON)


def test_visitors_report_by_a_form_and_read_what_happens_next(client, idea):
    client.get(f"/beitraege/{idea.pk}/melden/")
    done = client.post(
        f"/beitraege/{idea.pk}/melden/",
        {"reason": "private", "text": "Mein Name.", "email": "x@example.org"},
    )

    assert (done.status_code, done.headers["Location"]) == (303, "/gemeldet/")
    found = Report.objects.get()
    assert (found.reason, found.text, found.reporter) == ("private", "Mein Name.", None)


def test_a_report_without_a_reason_is_none(client, idea):
    page = client.post(f"/beitraege/{idea.pk}/melden/", {"text": "Hm"})

    assert (page.status_code, Report.objects.count()) == (422, 0)
