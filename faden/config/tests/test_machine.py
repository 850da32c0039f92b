"""What `faden check` says of the machine."""

from datetime import UTC, date, datetime, timedelta

import pytest

from faden.backbone.audit.guard import arranging
from faden.backbone.audit.models import LogEntry
from faden.config import env, health, machine, settings_file, versions
from faden.config.backups.files import STATUS

pytestmark = pytest.mark.django_db


@pytest.fixture
def data(tmp_path, settings):
    settings.DATA = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    tmp_path.chmod(0o700)
    return tmp_path


def named(name: str) -> health.Check:
    (check,) = [check for check in health.checks() if check.name == name]
    return check


def test_a_folder_that_others_can_read_is_named(data):
    data.chmod(0o750)

    assert machine.around() == [f"{data} is open to others on this machine. Run: chmod 700 {data}"]


def test_a_mail_server_that_cannot_be_reached_is_named(data, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    (line,) = machine.around()

    assert line.startswith("The mail server 127.0.0.1:1 cannot be used: Connection refused.")


def test_a_secret_that_everybody_can_read_is_named(data, monkeypatch):
    secret, file = data / "secret", data / "faden.toml"
    secret.write_text("x")
    file.write_text('database_url = "postgres://faden:x@db/faden"')
    monkeypatch.setenv("FADEN_EMAIL_PASSWORD_FILE", str(secret))
    monkeypatch.setenv("FADEN_CONFIG", str(file))
    monkeypatch.setattr(env, "secret_files", set())
    env.text("FADEN_EMAIL_PASSWORD")

    lines = machine.around()

    assert {line.split()[0] for line in lines} == {str(secret), str(file)}


@pytest.mark.parametrize(
    ("status", "hours", "is_ok"),
    [
        (None, 0, True),
        (None, 26, False),
        ((1, True), 26, True),
        ((27, True), 26, False),
        ((27, True), 0, True),
        ((1, False), 0, False),
    ],
)
def test_a_backup_that_failed_or_stays_away_is_named(data, settings, status, hours, is_ok):
    settings.FADEN_BACKUP_HOURS = hours
    if status:
        at = datetime.now(UTC) - timedelta(hours=status[0])
        made = str(status[1]).lower()
        told = f'{{"at": "{at.isoformat()}", "is_made": {made}, "reason": "Disk full"}}'
        (data / STATUS).write_text(told)

    assert named("backup").is_ok is is_ok


def test_a_clock_that_was_set_back_is_named(data):
    with arranging():
        entry = LogEntry.objects.create(action="a.b", subject_type="a.b", subject_id=1)
        later = datetime.now(UTC) + timedelta(hours=1)
        LogEntry.objects.filter(pk=entry.pk).update(recorded_at=later)

    assert not named("clock").is_ok
    assert "newest entry of the log" in named("clock").text


def test_a_full_disk_and_a_folder_that_cannot_be_written_are_named(data, settings, monkeypatch):
    monkeypatch.setattr(health, "LEAST_FREE", 1 << 62)
    settings.MEDIA_ROOT = "/proc/nowhere"

    assert (named("disk").is_ok, named("media").is_ok) == (False, False)
    assert health.is_ready(health.checks())  # pages can still be read


def test_releases_are_named_when_their_end_is_near_or_over():
    ends = max(release.ends_on for release in versions.RELEASES)

    assert len(list(versions.ended(ends + timedelta(days=1)))) >= 2
    assert list(versions.ending(date(2020, 1, 1))) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('hosts = ["a.example", "b.example"]', {"FADEN_HOSTS": "a.example,b.example"}),
        (
            "[email]\nport = 25\nstarttls = false",
            {"FADEN_EMAIL_PORT": "25", "FADEN_EMAIL_STARTTLS": "0"},
        ),
        ('secret-key_file = "/x"', {"FADEN_SECRET_KEY_FILE": "/x"}),
    ],
)
def test_a_file_says_the_same_as_variables(data, monkeypatch, text, expected):
    (data / "faden.toml").write_text(text)
    monkeypatch.setenv("FADEN_DATA", str(data))

    assert settings_file.values() == expected


def test_the_environment_wins_over_the_file(data, monkeypatch):
    (data / "faden.toml").write_text('time_zone = "UTC"\nlog = "json"')
    monkeypatch.setenv("FADEN_DATA", str(data))
    monkeypatch.setenv("FADEN_LOG", "text")

    assert (env.text("FADEN_LOG"), env.text("FADEN_TIME_ZONE")) == ("text", "UTC")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[email]\nhots = 'x'", "there is no setting email_hots. Did you mean email_host?"),
        ("zzzzqqqq = 1", "there is no setting zzzzqqqq."),
        ("log = 1.5", "write log as text"),
        ("log = ", "cannot be read"),
    ],
)
def test_a_file_with_a_mistake_stops_the_start(data, monkeypatch, text, reason):
    (data / "faden.toml").write_text(text)
    monkeypatch.setenv("FADEN_DATA", str(data))

    with pytest.raises(env.ImproperlyConfigured) as error:
        env.finish(unasked="FADEN_OIDC_")

    assert reason in str(error.value)


def test_a_file_that_was_named_must_be_there(data, monkeypatch):
    monkeypatch.setenv("FADEN_CONFIG", str(data / "absent.toml"))

    with pytest.raises(env.ImproperlyConfigured, match="FADEN_CONFIG: there is no file"):
        settings_file.path()
