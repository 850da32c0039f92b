"""The site can be read and not be written: one switch that all processes see at once."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from faden.backbone.audit.queries import versions
from faden.backbone.jobs.actions import claim
from faden.backbone.jobs.tests import sample_tasks
from faden.backbone.jobs.worker import run_due
from faden.backbone.people.actions import rename
from faden.backbone.people.models import RateLimit
from faden.backbone.people.tests.factories import PASSWORD, a_person
from faden.backbone.places.models import ReadOnly
from faden.backbone.places.tests.factories import a_place
from faden.backbone.processes.tests.factories import an_open_process
from faden.lib.refused import Refused
from faden.participation.ideas.models import Idea
from faden.participation.ideas.tests.factories import an_idea
from faden.shared.ratings.models import Rating

pytestmark = pytest.mark.django_db
NOTICE = "bis 18 Uhr, wir ziehen um"


@pytest.fixture
def ada():
    """Somebody who takes part in a site that can only be read from now on."""
    a_place()
    ada, process = a_person(email="ada@example.org"), an_open_process(title="Fluss")
    an_idea(process, person=ada, title="Stege am Ufer")
    call_command("read_only", "on", NOTICE)
    return ada


@pytest.mark.parametrize("path", ["/", "/beteiligungen/fluss/ideen/", "/konto/einloggen/"])
def test_every_page_can_be_read_and_says_so(client, ada, path):
    page = client.get(path)

    assert page.status_code == 200
    assert NOTICE in page.text


def test_pages_that_were_kept_are_rendered_anew():
    before = versions(["site"])

    call_command("read_only", "on", NOTICE)

    assert versions(["site"]) != before


def test_no_action_writes(ada):
    with pytest.raises(Refused, match=NOTICE):
        rename(ada, "Berta")

    ada.refresh_from_db()
    assert ada.display_name != "Berta"


def test_what_was_typed_stays_in_the_form_with_the_reason(client, ada):
    typed = {"title": "Mehr Bänke", "text": "Am Ufer fehlen Bänke im Schatten."}

    refused = client.post("/beteiligungen/fluss/ideen/neu/", typed)

    assert refused.status_code == 409
    assert [word for word in (*typed.values(), NOTICE) if word not in refused.text] == []
    assert Idea.objects.count() == 1


def test_a_rating_is_refused_with_the_reason(client, ada):
    client.force_login(ada)

    refused = client.post(f"/bewertungen/{Idea.objects.get().pk}/", {"wert": "dafuer"})

    assert (refused.status_code, NOTICE in refused.text) == (409, True)
    assert Rating.objects.count() == 0


def test_nobody_signs_in_and_no_try_is_counted(client, ada):
    refused = client.post("/konto/einloggen/", {"login": ada.email, "password": PASSWORD})

    assert (refused.status_code, NOTICE in refused.text) == (422, True)
    assert RateLimit.objects.count() == 0


def test_jobs_rest_until_it_is_over(ada):
    job = sample_tasks.note.enqueue()

    rested = run_due()
    call_command("read_only", "off")
    ran = run_due()

    job.refresh_from_db()
    assert (rested, ran > 0, job.done_at is not None) == (0, True, True)


def test_running_jobs_end_before_writes_are_refused():
    sample_tasks.note.enqueue()
    claim("somebody", now=timezone.now())  # noqa: TID251 - the command reads the clock too

    with pytest.raises(CommandError, match="Jobs still run"):
        call_command("read_only", "on", NOTICE, wait=0)

    rename(a_person(), "Berta")
    assert ReadOnly.objects.get().refuses_writes is False


def test_switching_it_off_lets_everything_be_written(client, ada):
    call_command("read_only", "off")

    rename(ada, "Berta")

    assert NOTICE not in client.get("/").text


def test_a_reason_is_asked_for():
    with pytest.raises(CommandError, match="Say why"):
        call_command("read_only", "on")
