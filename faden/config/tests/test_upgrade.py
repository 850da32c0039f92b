"""`faden upgrade`: what is new, and the steps to it."""

import pytest

from faden.config import running
from faden.config.cli import run
from faden.config.commands.upgrade import notes
from faden.config.versions import ran_last, remember_release


@pytest.fixture
def data(tmp_path, settings):
    settings.DATA = tmp_path / "data"
    settings.MEDIA_ROOT = settings.DATA / "media"
    settings.DATA.mkdir(mode=0o700)
    return settings.DATA


def test_only_what_came_since_the_version_that_ran_last_is_told():
    assert [name for name, _text in notes(after="", until="0.1.0")] == ["0.1.0"]
    assert list(notes(after="0.1.0", until="0.1.0")) == []
    assert list(notes(after="0.0.9", until="0.0.10")) == []


def test_the_version_that_served_last_is_remembered(data):
    assert ran_last() == ""

    remember_release()

    assert ran_last()[0].isdigit()


@pytest.mark.django_db(transaction=True)
def test_an_upgrade_backs_up_before_it_migrates(data, tmp_path, capsys):
    ended = run(["upgrade", "--apply", "--backup", str(tmp_path / "backups")])

    said = capsys.readouterr().out
    assert ended == 0
    assert "the version that ran here last is not known" in said
    assert said.index("Backup: ") < said.index("Done.")
    assert ran_last()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--apply"], "Say where the backup goes"),
        (["--apply", "--backup", "/proc/nowhere"], "No backup was made"),
    ],
)
def test_nothing_is_upgraded_without_a_backup(data, words, reason, capsys):
    ended = run(["upgrade", *words])

    assert (ended, ran_last()) == (2, "")
    assert reason in capsys.readouterr().err


@pytest.mark.django_db(transaction=True)
def test_a_running_site_is_not_upgraded(data, tmp_path, capsys):
    with running.shared():
        ended = run(["upgrade", "--apply", "--backup", str(tmp_path)])

    assert ended == 2
    assert "Stop it first." in capsys.readouterr().err
