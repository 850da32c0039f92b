"""`faden backup` and `faden restore`, end to end on the database of the tests."""

import shutil
from pathlib import Path

import pytest
from django.conf import settings as the_settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection

from faden.backbone.audit import journal
from faden.backbone.audit.guard import arranging
from faden.backbone.audit.models import LogEntry
from faden.backbone.items.models import Item
from faden.backbone.people import actions as people
from faden.backbone.people.models import Person
from faden.backbone.people.tests.factories import NOON, a_guest, a_person
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_role, an_open_process
from faden.config import running
from faden.config.backups import making, manifest
from faden.config.backups.replay import REPLAYS
from faden.config.cli import run
from faden.participation.ideas.models import Idea
from faden.participation.ideas.tests.factories import an_idea
from faden.shared.media.models import Image
from faden.shared.media.tests.factories import an_attached_image
from faden.shared.moderation.actions import hide, show_again
from faden.shared.moderation.actions.redaction import Ground, redact
from faden.shared.notifications.actions import enqueue_mail, mark_sent, want_mails
from faden.shared.notifications.models import Declined, OutboxMail

SET_ANEW = {"audit_page_version", "django_session", "jobs_job"}  # by every restoring


@pytest.fixture
def data(tmp_path, settings) -> Path:
    """A folder of data of its own."""
    settings.DATA = tmp_path / "data"
    settings.MEDIA_ROOT = settings.DATA / "media"
    settings.DATA.mkdir()
    return settings.DATA


@pytest.fixture
def backups(tmp_path, data) -> Path:
    return tmp_path / "backups"


def content() -> dict[str, list[str]]:
    """Every row of every table that a program reads."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        found = {}
        for name in sorted(names):
            cursor.execute(f'SELECT * FROM "{name}"')  # noqa: S608 - a table of ours
            found[name] = sorted(map(repr, cursor.fetchall()))
    return found


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in manifest.walk(folder)}


def restored(folder: Path) -> int:
    """The exit code; migrations are run by it, and write as they like."""
    with arranging():
        return run(["restore", str(folder), "--replace"])


@pytest.mark.django_db(transaction=True)
def test_what_was_backed_up_is_there_again_in_every_table_and_every_file(data, backups, capsys):
    idea = an_idea()
    an_attached_image(idea, owner=idea.author)
    journal.append([])
    before, media = content(), files_of(data / "media")

    made = run(["backup", str(backups)])
    an_idea(title="Danach")
    shutil.rmtree(data / "media")
    (data / "media").mkdir()
    (data / "media" / "danach").write_text("x")
    refused = run(["restore", str(backups)])
    said = capsys.readouterr()
    replaced = restored(backups)

    after = content()
    assert (made, refused, replaced) == (0, 2, 0)
    assert said.err == "The database holds data already. To replace them: --replace.\n"
    assert after.keys() == before.keys()
    different = {name for name in before if after[name] != before[name]}
    assert different <= SET_ANEW
    assert files_of(data / "media") == media
    assert an_idea(title="Weiter").pk > idea.pk  # sequences go on
    call_command("check", databases=["default"])


@pytest.mark.django_db(transaction=True)
def test_a_restored_database_knows_what_was_erased_hidden_and_mailed_since(data, backups):
    process = an_open_process()
    moderator = a_role(Role.MODERATOR, process)
    gone, guest, account = a_person(), a_guest(), a_person()
    theirs = an_idea(process, person=gone)
    redacted = an_idea(process, text="Ada Beispiel wohnt in der Seestraße.", person=account)
    hidden = an_idea(process, person=account, title="Eins")
    shown = an_idea(process, person=account, title="Zwei")
    picture = an_attached_image(theirs, owner=gone)
    mail = enqueue_mail(
        address="a@town.example", template="account/mail/no_account", language="de", facts={}
    )
    assert mail
    making.make(backups, keep=7, now=NOON)

    people.erase(gone, now=NOON)
    people.merge(guest, account, now=NOON)
    redact(redacted, ["Ada Beispiel"], ground=Ground("name", "x"), actor=moderator, now=NOON)
    hide(hidden, reason="x", actor=moderator, now=NOON)
    hide(shown, reason="x", actor=moderator, now=NOON)
    show_again(shown, actor=moderator, now=NOON)
    want_mails(account, "discussion", is_wanted=False)
    mark_sent(mail, now=NOON)
    restored(backups)

    left = Person.objects.filter(pk__in=[gone.pk, guest.pk])
    assert list(left.values_list("email", "is_active")) == [(None, False)] * 2
    assert not Image.objects.filter(pk=picture.pk).exists()
    assert not list((data / "media").rglob("original"))
    public = set(
        Idea.objects.filter(visibility=Item.Visibility.PUBLIC).values_list("pk", flat=True)
    )
    assert public == {theirs.pk, shown.pk}
    assert Declined.objects.filter(person=account, sort="discussion").exists()
    assert OutboxMail.objects.get(pk=mail.pk).sent_at
    assert not Session.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_without_the_journal_mails_that_waited_are_held_back(data, backups, capsys):
    mail = enqueue_mail(
        address="a@town.example", template="account/mail/no_account", language="de", facts={}
    )
    making.make(backups, keep=7, now=NOON)
    journal.path().unlink()

    restored(backups)

    said = capsys.readouterr().out
    assert "The journal of this backup is not here" in said
    assert "1 mails held back" in said
    assert OutboxMail.objects.get(pk=mail.pk).skipped_reason == "expired"


@pytest.mark.django_db(transaction=True)
def test_what_the_log_has_and_the_journal_lacks_is_written_down_by_the_next_backup(data, backups):
    people.erase(a_person(), now=NOON)
    journal.path().unlink()

    making.make(backups, keep=7, now=NOON)

    assert [entry.act for entry in journal.entries()] == ["people.erase"]
    assert making.catch_up() == 0


@pytest.mark.django_db(transaction=True)
def test_backups_are_private_share_what_is_the_same_and_the_oldest_goes(data, backups):
    (data / "media").mkdir()
    (data / "media" / "a").write_bytes(b"the same")

    made = [
        making.make(backups, keep=2, now=NOON.replace(minute=minute)).path for minute in (0, 1, 2)
    ]

    assert making.existing(backups) == made[1:]
    kept, again = (path / "files/media/a" for path in made[1:])
    assert kept.samefile(again)
    modes = {oct(path.stat().st_mode & 0o077) for path in [*made[2].rglob("*"), made[2]]}
    assert modes == {"0o0"}


@pytest.mark.django_db(transaction=True)
def test_a_backup_that_fails_leaves_nothing_half_and_says_so(data, backups, monkeypatch):
    monkeypatch.setattr(manifest, "write", _fails)

    with pytest.raises(manifest.BadBackup, match="No space left"):
        making.make(backups, keep=7, now=NOON)

    assert list(backups.iterdir()) == []
    assert '"is_made": false' in (data / "backup.json").read_text()


def _fails(*_arguments: object) -> None:
    raise OSError("No space left on device")


@pytest.fixture
def a_backup(data, backups) -> Path:
    (data / "media").mkdir()
    (data / "media" / "a").write_bytes(b"a picture")
    return making.make(backups, keep=7, now=NOON).path


def _damage(backup: Path) -> None:
    (backup / "files/media/a").write_bytes(b"a pictura")


def _lose(backup: Path) -> None:
    (backup / "files/media/a").unlink()


def _add(backup: Path) -> None:
    (backup / "files/media/b").write_bytes(b"?")


def _spoil(backup: Path) -> None:
    (backup / manifest.NAME).write_text("{")


def _newer(backup: Path) -> None:
    path = backup / manifest.NAME
    path.write_text(path.read_text().replace('"ideas.0001_initial"', '"ideas.9999_later"'))


def _newer_format(backup: Path) -> None:
    path = backup / manifest.NAME
    path.write_text(path.read_text().replace('"format": 1', '"format": 2'))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (_damage, "damaged: files/media/a is not what was stored"),
        (_lose, "damaged: files/media/a is missing"),
        (_add, "does not know: files/media/b"),
        (_spoil, "manifest.json is damaged"),
        (_newer, "this one lacks ideas.9999_later"),
        (_newer_format, "A newer Faden"),
        (shutil.rmtree, "holds no manifest.json"),
    ],
)
def test_a_damaged_or_newer_backup_is_refused_and_nothing_changes(a_backup, change, reason, capsys):
    before = content()
    change(a_backup)

    ended = restored(a_backup)

    assert ended == 2
    assert reason in capsys.readouterr().err
    assert content() == before


@pytest.mark.django_db(transaction=True)
def test_nothing_is_restored_below_a_running_site(a_backup, capsys):
    with running.shared():
        ended = restored(a_backup)

    assert ended == 2
    assert f"Faden runs on {the_settings.DATA}. Stop it first." in capsys.readouterr().err


def test_every_act_that_outlives_a_backup_can_be_done_again():
    assert REPLAYS.keys() | {"moderation.show_again"} >= journal.RECORDED


@pytest.mark.parametrize("torn", [b"", b'{"n":', b"\xff\xfe", b"[1]\n"])
def test_a_journal_goes_on_after_a_torn_line(data, torn):
    journal.append([journal.Entry("people.erase", 1)])
    with journal.path().open("ab") as file:
        file.write(torn)

    journal.append([journal.Entry("people.erase", 2)])

    assert [(entry.n, entry.subject) for entry in journal.entries()] == [(1, 1), (2, 2)]
    assert journal.position()[1] == 2
    assert [entry.subject for entry in journal.entries(after=1)] == [2]


@pytest.mark.django_db
def test_the_journal_holds_numbers_only(data, django_capture_on_commit_callbacks):
    person = a_person(display_name="Ada", email="ada@town.example")

    with django_capture_on_commit_callbacks(execute=True):
        people.erase(person, now=NOON)

    written = journal.path().read_text()
    assert "people.erase" in written
    assert "ada" not in written.lower()
    assert LogEntry.objects.filter(action="people.erase").exists()
