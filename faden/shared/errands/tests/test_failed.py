"""The list of what failed: the administration understands it, tries it again or gives it up."""

import pytest
from django.utils.translation import override

from faden.backbone.audit.models import LogEntry
from faden.backbone.jobs.models import Job
from faden.backbone.jobs.queries import failed_jobs
from faden.backbone.jobs.worker import run_due
from faden.backbone.people.tests.factories import NOON
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_role, an_open_process
from faden.lib.refused import Refused
from faden.shared.errands import actions
from faden.shared.errands.rules import in_plain_words, remedy_for
from faden.shared.errands.tests.factories import a_failed_job, count

FAILED = "/en/team/auftraege/gescheitert/"


@pytest.fixture
def administration(client, db):
    person = a_role(Role.ADMINISTRATOR)
    client.force_login(person)
    return person


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("MailNotAccepted: the mail server answers 451 (x.py:1)", "The mail server did not take"),
        ("ConnectionRefusedError: Connection refused (x.py:1)", "could not be reached"),
        ("gaierror: Name or service not known", "name of the mail server"),
        ("OSError: No space left on device", "The disk is full."),
        ("TookTooLong (x.py:1)", "It took longer than it may."),
        ("The worker was stopped in the middle of the last attempt.", "The program was ended"),
        ("KeyError (x.py:1)", "A fault of the program."),
        ("", "A fault of the program."),
    ],
)
def test_errors_are_told_in_plain_words(error, words):
    with override("en"):
        told, remedy = str(in_plain_words(error)), str(remedy_for(error))

    assert words in told
    assert ("report it" in remedy) == (words == "A fault of the program.")


def test_the_list_tells_what_why_and_what_can_be_done(client, administration):
    a_failed_job("ConnectionRefusedError: Connection refused (shared/notifications/tasks.py:9)")

    page = client.get(FAILED).text
    table = client.get(f"{FAILED}?export=csv")

    assert "Numbers are counted" in page
    assert "could not be reached" in page
    assert "Look for the cause" in page
    assert "samples.count" in b"".join(table).decode()


@pytest.mark.parametrize(("choice", "text"), [("erneut", "tried again"), ("aufgeben", "given up")])
def test_many_are_tried_again_or_given_up_at_once(client, administration, choice, text):
    rows = [a_failed_job().pk for _number in range(3)]

    asked = client.post(FAILED, {"bulk": choice, "row": rows})
    done = client.post(FAILED, {"bulk": choice, "row": rows, "confirmed": "1"}, follow=True)
    ran = run_due()

    assert "This concerns 3 rows" in asked.text
    assert f"3 jobs are {text}" in done.text
    assert not failed_jobs().exists()
    assert ran == (3 if choice == "erneut" else 0)
    assert LogEntry.objects.filter(action__startswith="errands.").count() == 3


@pytest.mark.parametrize("role", [Role.PROCESS_MANAGER, Role.MODERATOR])
def test_only_the_administration_sees_and_decides(client, db, role):
    person, job = a_role(role, an_open_process()), a_failed_job()
    client.force_login(person)

    assert client.get(FAILED).status_code == 404
    with pytest.raises(Refused):
        actions.retry([job], actor=person, now=NOON)
    with pytest.raises(Refused):
        actions.give_up([job], actor=person, now=NOON)


def test_a_job_tried_again_has_all_its_attempts(administration):
    job = a_failed_job()

    n_retried = actions.retry([job], actor=administration, now=NOON)

    job.refresh_from_db()
    assert (n_retried, job.attempts, job.failed_at, job.run_at) == (1, 0, None, NOON)
    assert actions.retry([job], actor=administration, now=NOON) == 0


def test_where_the_same_work_waits_already_it_is_not_put_twice(administration):
    job = a_failed_job(unique_key="a key")
    waiting = count.enqueue(up_to=1, unique_key="a key")

    actions.retry([job], actor=administration, now=NOON)

    assert not failed_jobs().exists()
    assert list(Job.objects.filter(done_at=None, given_up_at=None)) == [waiting]


@pytest.mark.parametrize("n", [1, 30])
def test_the_list_has_a_fixed_cost(client, administration, n, django_assert_max_num_queries):
    for _number in range(n):
        a_failed_job()

    with django_assert_max_num_queries(12):
        assert client.get(FAILED).status_code == 200
