"""The team's pages, by hand and without JavaScript."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from faden.backbone.jobs.worker import run_due
from faden.backbone.people.tests.factories import a_person
from faden.backbone.processes.rules import Role
from faden.lib.tests.spreadsheets import an_xlsx
from faden.participation.ideas.models import Idea
from faden.surfaces.importers import actions, passes
from faden.surfaces.importers.files import path_of
from faden.surfaces.importers.models import ImportFile, ImportRun
from faden.surfaces.importers.tests.factories import (
    IDEA,
    NOON,
    a_csv,
    a_manager,
    a_process,
    a_town,
    an_order,
    comments,
    ideas,
)

pytestmark = pytest.mark.django_db
LIST = "/en/team/import/"


@pytest.fixture
def manager(client):
    a_town()
    manager = a_manager()
    client.force_login(manager)
    return manager


@pytest.fixture
def store(tmp_path, settings) -> Path:
    """Where uploaded files are kept."""
    settings.DATA = tmp_path / "data"
    return tmp_path / "data" / "imports"


def upload(client, process, table: Path | SimpleUploadedFile, replies: Path | None = None):
    files = {"ideas": table if isinstance(table, SimpleUploadedFile) else _file(table)}
    if replies:
        files["comments"] = _file(replies)
    return client.post(LIST, {"process": process.pk, "source": "x.de", **files})


def _file(path: Path) -> SimpleUploadedFile:
    return SimpleUploadedFile(path.name, path.read_bytes())


def assigned(client, run: ImportRun, **changes):
    """The columns as the page proposes them, with these changes."""
    page = client.get(f"{LIST}{run.pk}/spalten/")
    proposed = {
        name: page.context["form"][name].value() or "" for name in page.context["form"].fields
    }
    sent = {name: value for name, value in (proposed | changes).items() if value is not False}
    return client.post(f"{LIST}{run.pk}/spalten/", sent)


def test_from_upload_to_the_public_page(client, manager, tmp_path):
    process = a_process()
    rows = [IDEA | {"id": n, "Kategorie": "Wege", "title": f"Idee <b>{n}"} for n in range(3)]
    replies = a_csv(tmp_path, comments(2, ideaid="1"), "comments.csv")

    uploaded = upload(client, process, a_csv(tmp_path, rows), replies)
    run = ImportRun.objects.get()
    mapping = client.get(uploaded["Location"])
    sent = assigned(client, run)
    waiting = client.get(sent["Location"])
    run_due()
    ready = client.get(sent["Location"])
    begun = client.post(f"{LIST}{run.pk}/starten/", follow=True)
    run_due()
    done = client.get(sent["Location"])

    assert (uploaded.status_code, sent.status_code) == (303, 303)
    assert "Idee &lt;b&gt;0" in mapping.text
    assert "It begins in a moment" in waiting.text
    assert "Cancel the job" in waiting.text
    assert "Nothing is wrong" in ready.text
    assert "Idee &lt;b&gt;0" in ready.text
    assert "data-hx-trigger" not in ready.text
    assert "It begins in a moment" in begun.text
    assert "data-hx-trigger" in begun.text
    assert "The import has ended" in done.text
    assert Idea.objects.public().count() == 3
    assert Idea.objects.filter(action_field__name="Wege").count() == 3
    assert run.started_by == manager


def test_problems_are_shown_in_the_readers_language(client, manager, tmp_path):
    upload(client, a_process(), a_csv(tmp_path, [*ideas(1), IDEA | {"date": "31.02.2017"}]))
    run = ImportRun.objects.get()
    assigned(client, run)
    run_due()

    page = client.get(f"{LIST}{run.pk}/")

    assert "There is no such day or time: “31.02.2017”." in page.text
    assert "Start the import" not in page.text
    assert "Assign columns" in page.text
    assert client.post(f"{LIST}{run.pk}/starten/", follow=True).text.count("cannot be started") == 1
    assert not Idea.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("ideas.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a picture"),
        ("ideas.csv", an_xlsx([["id", "title"], ["1", "Bank"]]), "an Excel file"),
        ("ideas.xlsx", b"<!doctype html><table></table>", "a web page"),
        ("ideas.csv", b"", "The file is empty."),
        ("ideas.csv", b"x" * 25_000_001, "At most 25 MB"),
    ],
)
def test_a_wrong_upload_is_explained_and_what_was_typed_is_kept(
    client, manager, store, name, content, message
):
    page = upload(client, a_process(), SimpleUploadedFile(name, content))

    assert page.status_code == 422
    assert message in page.text
    assert 'value="x.de"' in page.text
    assert not ImportRun.objects.exists()
    assert list(store.glob("*")) == []


def test_a_good_file_beside_a_wrong_one_is_not_kept(client, manager, store, tmp_path):
    wrong = tmp_path / "comments.csv"
    wrong.write_bytes(b"%PDF-1.7")

    page = upload(client, a_process(), a_csv(tmp_path, ideas(1)), wrong)

    assert page.status_code == 422
    assert list(store.glob("*")) == []


def test_the_assignment_is_kept_for_the_next_import(client, manager, tmp_path):
    process = a_process()
    rows = [{"A": "1", "B": "Bank", "Titel": "anders"}]
    upload(client, process, a_csv(tmp_path, rows))
    own = {"ideas-id": "A", "ideas-title": "B", "editors": "Redaktion, Moderation"}
    assigned(client, ImportRun.objects.get(), **own)

    upload(client, process, a_csv(tmp_path, [{"A": "2", "B": "Weg", "Text": "Breit"}]))
    form = client.get(f"{LIST}{ImportRun.objects.first().pk}/spalten/").context["form"]

    values = {name: form[name].value() for name in (*own, "ideas-text")}
    assert values == own | {"ideas-text": "Text"}


def test_a_required_column_must_be_assigned(client, manager, tmp_path):
    upload(client, a_process(), a_csv(tmp_path, ideas(1)))
    run = ImportRun.objects.get()

    page = assigned(client, run, **{"ideas-id": ""})

    assert page.status_code == 422
    run.refresh_from_db()
    assert run.state == "uploaded"


def test_columns_cannot_be_changed_while_the_import_runs(client, manager, tmp_path):
    run = passes.begin(an_order(a_process(), a_csv(tmp_path, ideas(1))), actor=None, now=NOON)
    actions.start(run, actor=None, now=NOON)

    page = assigned(client, run)

    run.refresh_from_db()
    assert page.status_code == 303
    assert run.state == "running"


def test_when_the_files_are_gone_the_page_says_so(client, manager, tmp_path):
    upload(client, a_process(), a_csv(tmp_path, ideas(1)))
    run = ImportRun.objects.get()
    path_of(ImportFile.objects.get().stored_as).unlink()

    page = client.get(f"{LIST}{run.pk}/spalten/", follow=True)

    assert "The stored file was removed" in page.text


def test_an_interrupted_import_can_go_on(client, manager, tmp_path):
    run = passes.begin(an_order(a_process(), a_csv(tmp_path, ideas(1))), actor=None, now=NOON)
    actions.start(run, actor=None, now=NOON, in_job=False)

    page = client.get(f"{LIST}{run.pk}/")
    client.post(f"{LIST}{run.pk}/starten/")
    run_due()

    assert "The import was interrupted" in page.text
    assert "Go on with the import" in page.text
    assert Idea.objects.public().count() == 1


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.ADMINISTRATOR, 200),
        (Role.PROCESS_MANAGER, 200),
        (Role.MODERATOR, 404),
        (Role.EVALUATOR, 404),
        (Role.ON_SITE_TEAM, 404),
    ],
)
def test_who_may_import(client, tmp_path, role, status):
    process = a_process()
    run = passes.begin(an_order(process, a_csv(tmp_path, ideas(1))), actor=None, now=NOON)
    client.force_login(a_manager(None if role == Role.ADMINISTRATOR else process, role))

    for path in (LIST, f"{LIST}{run.pk}/", f"{LIST}{run.pk}/spalten/"):
        assert client.get(path).status_code == status
    assert client.post(f"{LIST}{run.pk}/starten/").status_code == {200: 303, 404: 404}[status]


def test_a_manager_sees_only_the_imports_of_their_process(client, tmp_path):
    own, other = a_process(), a_process()
    table = a_csv(tmp_path, ideas(1))
    run = passes.begin(an_order(other, table), actor=None, now=NOON)
    client.force_login(a_manager(own))

    page = client.get(LIST)

    assert list(page.context["form"].fields["process"].queryset) == [own]
    assert not page.context["page"].object_list
    assert client.get(f"{LIST}{run.pk}/").status_code == 404
    assert upload(client, other, table).status_code == 422


def test_people_without_a_role_do_not_find_the_page(client):
    assert client.get(LIST).status_code == 302
    client.force_login(a_person())
    assert client.get(LIST).status_code == 404


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_of_imports_has_a_fixed_cost(
    client, manager, tmp_path, number, django_assert_max_num_queries
):
    process, table = a_process(), a_csv(tmp_path, ideas(1))
    for n in range(number):
        passes.begin(an_order(process, table, source=f"{n}.de"), actor=manager, now=NOON)

    with django_assert_max_num_queries(12):
        page = client.get(LIST)

    assert page.text.count("Ready to start") == min(number, 20)


@pytest.mark.parametrize("number", [1, 30])
def test_the_page_of_an_import_has_a_fixed_cost(
    client, manager, tmp_path, number, django_assert_max_num_queries
):
    table = a_csv(tmp_path, ideas(number))
    run = passes.begin(an_order(a_process(), table), actor=manager, now=NOON)

    with django_assert_max_num_queries(12):
        assert client.get(f"{LIST}{run.pk}/").status_code == 200
    with django_assert_max_num_queries(12):
        assert client.get(f"{LIST}{run.pk}/spalten/").status_code == 200
