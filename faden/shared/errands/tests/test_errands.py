"""Long work: who sees it, how far it is, and that cancelling ends it."""

from datetime import timedelta

import pytest

from faden.backbone.audit.models import LogEntry
from faden.backbone.jobs import actions as jobs
from faden.backbone.jobs.models import Job
from faden.backbone.jobs.registry import Cancelled
from faden.backbone.jobs.worker import run_due
from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_role, an_open_process
from faden.lib.refused import Refused
from faden.shared.errands import actions, queries
from faden.shared.errands.models import Errand
from faden.shared.errands.tests.factories import an_errand, cancelled

LIST = "/team/auftraege/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def process():
    return an_open_process()


@pytest.fixture
def manager(process):
    return a_role(Role.PROCESS_MANAGER, process)


def state(errand: Errand) -> str:
    found = queries.errand_by_id(errand.pk)
    assert found is not None
    return found.state


def running(errand: Errand) -> Job:
    job = jobs.claim("a worker", now=NOON + timedelta(days=900))
    assert job is not None
    assert job.pk == errand.job_id
    return job


def test_the_state_of_the_work_is_that_of_its_job(manager):
    errand = an_errand(manager)
    states = [state(errand)]

    job = running(errand)
    states.append(state(errand))
    jobs.fail(job, "no", now=NOON)
    states.append(state(errand))
    run_due()
    states.append(state(errand))

    assert states == ["waiting", "running", "retrying", "done"]


def test_what_waits_is_cancelled_at_once(manager):
    errand = an_errand(manager)
    cancelled.clear()

    actions.cancel(errand, actor=manager, now=NOON)

    assert state(errand) == "cancelled"
    assert run_due() == 0
    assert cancelled == [7]
    assert LogEntry.objects.filter(action="errands.cancel").count() == 1


def test_what_runs_is_cancelled_at_its_next_step(manager):
    errand = an_errand(manager)
    job = running(errand)
    later = NOON + timedelta(days=900)

    actions.cancel(errand, actor=manager, now=later)
    before = state(errand)
    with pytest.raises(Cancelled):
        jobs.extend(job, done=1, total=3, now=later)
    jobs.end_cancelled(job, now=later)

    assert before == "ending"
    assert state(errand) == "cancelled"


def test_what_was_cancelled_while_its_worker_died_is_not_taken_up_again(manager):
    errand = an_errand(manager)
    running(errand)
    later = NOON + timedelta(days=900)
    actions.cancel(errand, actor=manager, now=later)

    jobs.give_up_abandoned(now=later + timedelta(days=1))

    assert state(errand) == "cancelled"
    assert jobs.claim("another", now=later + timedelta(days=1)) is None


def test_what_is_over_cannot_be_cancelled(manager):
    errand = an_errand(manager)
    run_due()

    with pytest.raises(Refused) as refused:
        actions.cancel(errand, actor=manager, now=NOON)

    assert refused.value.refusal.code == "errands.is_over"


@pytest.mark.parametrize(
    ("role", "status"), [(Role.PROCESS_MANAGER, 303), (Role.MODERATOR, 404), (None, 404)]
)
def test_who_may_cancel_the_work_of_others(client, process, role, status):
    errand = an_errand(a_person(), process=process)
    client.force_login(a_role(role, process) if role else a_person())

    answer = client.post(f"{LIST}{errand.pk}/abbrechen/")

    assert answer.status_code == status
    assert state(errand) == {303: "cancelled", 404: "waiting"}[status]


def test_one_page_shows_how_far_it_is_and_loads_itself_anew(client, process, manager):
    errand = an_errand(manager, process=process)
    jobs.extend(running(errand), done=1, total=4, now=NOON + timedelta(days=900))
    client.force_login(manager)

    page = client.get(f"/en{LIST}").text
    quiet = client.get(f"/en{LIST}?ruhig=ja").text
    run_due(NOON + timedelta(days=901))
    after = client.get(f"/en{LIST}").text

    assert "Bis drei" in page
    assert "1 of 4" in page
    assert 'data-hx-trigger="every 2s"' in page
    assert '<meta http-equiv="refresh" content="10">' in page
    assert "Cancel the job" in page
    assert "http-equiv" not in quiet
    assert "Ready" in after
    assert "data-hx-trigger" not in after


def test_people_without_a_role_do_not_find_the_page(client):
    client.force_login(a_person())

    assert client.get(LIST).status_code == 404


@pytest.mark.parametrize("n", [1, 30])
def test_the_list_has_a_fixed_cost(client, process, manager, n, django_assert_max_num_queries):
    for number in range(n):
        an_errand(manager, process=process, title=f"Nr. {number}")
    client.force_login(manager)

    with django_assert_max_num_queries(12):
        assert client.get(LIST).status_code == 200


def test_a_week_later_it_is_forgotten_but_not_what_failed_or_runs(manager):
    done, failed, open_one = (an_errand(manager, subject_id=n) for n in range(3))
    Job.objects.filter(pk=done.job_id).update(done_at=NOON)
    Job.objects.filter(pk=failed.job_id).update(failed_at=NOON)

    actions.sweep(now=NOON + timedelta(days=8))

    assert set(Errand.objects.all()) == {failed, open_one}
