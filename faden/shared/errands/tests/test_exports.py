"""Files of large lists: offered instead of a long download, made by the worker, taken once."""

import re

import pytest

from faden.backbone.audit.guard import arranging
from faden.backbone.jobs.models import Job
from faden.backbone.jobs.worker import run_due
from faden.backbone.processes.models import RoleGrant
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_role
from faden.shared.errands import rules
from faden.shared.errands.models import Errand
from faden.shared.errands.tests.factories import a_failed_job

TABLE = "/team/auftraege/gescheitert/"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def few_rows_are_many(monkeypatch, settings, tmp_path):
    monkeypatch.setattr(rules, "AT_ONCE", 2)
    settings.DATA = tmp_path


@pytest.fixture
def administration(client):
    person = a_role(Role.ADMINISTRATOR)
    client.force_login(person)
    return person


def asked(client, address: str):
    """Follow the page that offers to make the file."""
    offer = client.get(address).text
    token = re.search(r'name="auftrag" value="([^"]+)"', offer)
    assert token
    return client.post("/team/auftraege/anlegen/", {"auftrag": token[1]})


def test_a_short_list_is_a_download(client, administration):
    a_failed_job()

    answer = client.get(f"{TABLE}?export=csv")

    assert answer.streaming


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_a_long_list_is_made_in_the_background(client, administration, file_format):
    for number in range(3):
        a_failed_job(last_error=f"KeyError nr. {number}")

    answer = asked(client, f"{TABLE}?export={file_format}&sortierung=failed_at")
    again = asked(client, f"{TABLE}?export={file_format}&sortierung=failed_at")
    ran = run_due()
    page = client.get(answer["Location"])
    file = client.get(f"{answer['Location']}datei/")
    content = b"".join(file)

    assert again["Location"] == answer["Location"]
    assert ran == 1
    assert f"gescheiterte-auftraege-{Errand.objects.get().created_at:%Y}" in page.text
    assert f".{file_format}" in file["Content-Disposition"]
    assert content.startswith(b"PK") if file_format == "xlsx" else b"KeyError nr. 2" in content
    job = Job.objects.get(name="errands.export")
    assert (job.progress_done, job.progress_total) == (0, 3)


def test_nobody_else_can_take_the_file(client, administration):
    for _number in range(3):
        a_failed_job()
    answer = asked(client, f"{TABLE}?export=csv")
    run_due()
    client.force_login(a_role(Role.ADMINISTRATOR))

    page, file = client.get(answer["Location"]), client.get(f"{answer['Location']}datei/")

    assert (page.status_code, file.status_code) == (200, 404)


def test_whoever_lost_the_role_meanwhile_gets_no_file(client, administration):
    for _number in range(3):
        a_failed_job()
    asked(client, f"{TABLE}?export=csv")
    with arranging():
        RoleGrant.objects.all().delete()

    run_due()

    assert Errand.objects.get().stored_as == ""
    assert Job.objects.get(name="errands.export").last_error.startswith("ListIsGone")


def test_what_no_page_has_offered_is_not_made(client, administration):
    answer = client.post("/team/auftraege/anlegen/", {"auftrag": "gefälscht"})

    assert answer.status_code == 404
    assert not Errand.objects.exists()
