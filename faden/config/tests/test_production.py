"""`faden check` and the refusal of `faden serve`: what keeps a site from opening to the public."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from faden.backbone.people.tests.factories import a_person
from faden.backbone.places.rules import Kind
from faden.backbone.places.tests.factories import a_legal_page, a_place
from faden.config.cli import run
from faden.config.production import hindrances, legal_hindrances
from faden.config.tests.processes import Served, faden, free_port
from faden.surfaces.city.tests.factories import a_contact, an_administrator

KEY = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN"  # long enough, and no secret
PUBLIC = {
    "FADEN_DEMO": "0",
    "FADEN_SECRET_KEY": KEY,
    "FADEN_HOSTS": "mitmachen.town.example",
    "FADEN_BASE_URL": "https://mitmachen.town.example",
    "FADEN_PROXIES": "1",
    "FADEN_EMAIL_HOST": "mail.town.example",
    "FADEN_EMAIL_FROM": "Stadt <mitmachen@town.example>",
}


@pytest.fixture
def public(settings):
    """Settings of a site that lacks nothing."""
    settings.FADEN_DEMO = False
    settings.SECRET_KEY = KEY
    settings.ALLOWED_HOSTS = ["mitmachen.town.example"]
    settings.FADEN_BASE_URL = PUBLIC["FADEN_BASE_URL"]
    settings.IS_HTTPS, settings.FADEN_PROXIES = True, 1
    settings.FADEN_SECOND_FACTOR = True
    settings.EMAIL_HOST = "mail.town.example"
    settings.DEFAULT_FROM_EMAIL = PUBLIC["FADEN_EMAIL_FROM"]
    return settings


def a_complete_city() -> None:
    a_place()
    a_contact()
    an_administrator()
    for kind in Kind:
        video = "https://video.example/dgs" if kind == Kind.SIGN_LANGUAGE else ""
        a_legal_page(kind, video_url=video)


@pytest.mark.django_db
def test_a_site_that_lacks_nothing_can_open(public):
    a_complete_city()

    assert hindrances() == []


@pytest.mark.parametrize(
    ("name", "value", "begins"),
    [
        ("DEBUG", True, "FADEN_DEBUG is 1"),
        ("FADEN_DEMO", True, "FADEN_DEMO is 1"),
        ("SECRET_KEY", "only-for-tests", "FADEN_SECRET_KEY can be guessed"),
        ("SECRET_KEY", "a" * 60, "FADEN_SECRET_KEY can be guessed"),
        ("FADEN_LIMITS", False, "FADEN_LIMITS is 0"),
        ("FADEN_SECOND_FACTOR", False, "FADEN_SECOND_FACTOR is 0"),
        ("ALLOWED_HOSTS", ["*"], "FADEN_HOSTS allows every name"),
        ("ALLOWED_HOSTS", ["localhost", "[::1]"], "FADEN_HOSTS names this machine only"),
        ("IS_HTTPS", False, "FADEN_HTTPS is 0"),
        ("FADEN_PROXIES", 0, "FADEN_PROXIES is 0"),
        ("FADEN_BASE_URL", "http://localhost:8000", "FADEN_BASE_URL is http://localhost:8000"),
        ("FADEN_BASE_URL", "https://localhost", "FADEN_BASE_URL is https://localhost"),
        ("EMAIL_HOST", "", "FADEN_EMAIL_HOST is missing"),
        ("DEFAULT_FROM_EMAIL", "Faden <noreply@localhost>", "FADEN_EMAIL_FROM is no address"),
        ("FADEN_STAFF_PASSWORDS", False, "Nobody enters when the city's sign-in fails"),
        ("MEDIA_ROOT", "/proc/nowhere", "/proc/nowhere cannot be written"),
    ],
)
@pytest.mark.django_db
def test_a_wrong_setting_is_named_with_what_to_do(public, name, value, begins):
    a_complete_city()
    setattr(public, name, value)

    (line,) = hindrances()

    assert line.startswith(begins)
    assert line.endswith(".")


@pytest.mark.django_db
def test_an_empty_city_lacks_all_that_only_people_can_tell(public):
    lines = hindrances()

    assert [line.partition(".")[0] for line in lines[:3]] == [
        "The municipality has no name",
        "No office answers for the city",
        "Nobody is administrator",
    ]
    assert [line for line in lines[3:] if not line.endswith(" is missing.")] == []
    assert len(lines) == 9


@pytest.mark.django_db
def test_what_is_there_but_not_right_is_named(public):
    a_place(is_demo=True)
    a_contact(email="")
    a_person()
    for kind in Kind:
        a_legal_page(kind, text="Die [a], [b], [c], [d] und [e].")
    a_legal_page("imprint", language="en", text="The [city].")

    lines = hindrances()

    assert lines[:4] == [
        "The database holds the demonstration. Begin with an empty one.",
        "Bürgerbüro answers for the city but has no e-mail address. Enter it at /team/stadt/.",
        "Nobody is administrator. Run: faden administrator EMAIL",
        "The page in sign language has no video. Enter its address at /team/stadt/seiten/.",
    ]
    assert "Imprint (impressum, de) is not filled in: [a], [b], [c] and 2 more." in lines
    assert "Imprint (impressum, en) is not filled in: [city]." in lines
    assert len(legal_hindrances()) == 7


def test_a_database_that_is_not_there_yet_is_to_be_migrated(tmp_path):
    ended = faden("check", **PUBLIC, FADEN_DATABASE_URL=f"sqlite:///{tmp_path}/d")

    line = "The database is not up to date. Run: faden migrate"
    assert ended.returncode == 1
    assert [told for told in ended.stdout.splitlines() if told == line]
    assert "The mail server mail.town.example:587 cannot be used" in ended.stdout


@pytest.mark.django_db
@pytest.mark.usefixtures("public")
def test_check_says_what_is_missing_and_serve_refuses_until_it_is_there(capsys):
    checked, said = run(["check"]), capsys.readouterr()
    served, refused = run(["serve", "--port", str(free_port())]), capsys.readouterr()

    assert checked == 1
    assert "Imprint (impressum, de) is missing." in said.out.splitlines()
    assert served == 2
    assert refused.err.startswith("The site cannot open to the public: legal pages are missing")
    assert refused.err.count("\n") == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("public")
def test_texts_to_begin_with_are_written_filled_in_and_loaded(tmp_path):
    folder = str(tmp_path / "legal")

    empty = call("legal", str(tmp_path))
    written = call("legal", folder, "--starter")
    unfilled = call("legal", folder)
    for file in Path(folder).iterdir():
        file.write_text("Video: https://video.example/dgs\n\nDie Stadt.", encoding="utf-8")
    again = call("legal", folder, "--starter")
    loaded = call("legal", folder)

    assert "holds no file such as impressum.de.md" in empty
    assert written.count(" written.") == 12
    assert "Still to be filled in:\n  [" in unfilled
    assert again.count("stays as it is.") == 12
    assert loaded.count(" stored.\n") == 12
    assert not [line for line in hindrances() if "impressum" in line or "video" in line]


@pytest.mark.django_db
def test_a_page_with_a_heading_of_its_own_is_not_loaded(tmp_path):
    (tmp_path / "impressum.de.md").write_text("# Impressum", encoding="utf-8")

    assert "impressum.de.md: " in call("legal", str(tmp_path))


def test_the_set_up_is_for_this_machine_only():
    ended = faden("serve", "--setup", "--host", "0.0.0.0", **PUBLIC)  # noqa: S104 - refused

    line = "--setup serves this machine only; leave out --host 0.0.0.0.\n"
    assert (ended.returncode, ended.stderr) == (2, line)


@pytest.mark.django_db(transaction=True)
@pytest.mark.alone
def test_the_set_up_answers_to_this_machine_s_names_and_to_no_other(tmp_path, monkeypatch):
    for name, value in PUBLIC.items():
        monkeypatch.setenv(name, value)
    served = Served(tmp_path, "--setup")
    try:
        served.wait_until_ready()

        assert served.status("localhost") == 302
        assert served.status("mitmachen.town.example") == 400
    finally:
        served.end()


@pytest.mark.django_db
def test_the_first_administrator_is_named_on_the_machine():
    person = a_person(email="ada@town.example")

    granted = call("administrator", "Ada@town.example")
    unknown = call("administrator", "bob@town.example")

    assert granted == "Ada@town.example may set up the municipality now, at /team/stadt/.\n"
    assert unknown == "There is no account bob@town.example. Create it on the site first."
    assert [grant.role for grant in person.role_grants.all()] == ["administrator"]


def call(*words: str) -> str:
    """Return what a command says."""
    said = StringIO()
    try:
        call_command(*words, stdout=said)
    except CommandError as error:
        return str(error)
    return said.getvalue()
