"""The command `faden`: what goes wrong for a known reason is one line and code 2."""

import pytest

from faden.config.tests.processes import faden


@pytest.mark.parametrize(
    ("words", "variables", "line"),
    [
        (["nonsense"], {}, "There is no command nonsense. Try: faden help"),
        (["import", "nonsense"], {}, "There is no command import. Try: faden help"),
        (
            ["serve", "--port", "70000"],
            {},
            "'70000' is not a port. Write a number from 1 to 65535.",
        ),
        (["serve"], {"PORT": "abc"}, "'abc' is not a port. Write a number from 1 to 65535."),
        (
            ["check"],
            {"FADEN_PROXIES": "many"},
            "FADEN_PROXIES is 'many'; write a whole number",
        ),
        (
            ["migrate"],
            {"FADEN_DATABASE_URL": "mysql://localhost/faden"},
            "FADEN_DATABASE_URL: write sqlite:///path or postgres://user@host/name",
        ),
    ],
)
def test_a_mistake_is_explained_in_one_line(words, variables, line):
    ended = faden(*words, **variables)

    assert (ended.returncode, ended.stderr.strip(), ended.stdout) == (2, line, "")


def test_a_database_that_cannot_be_reached_is_explained_in_one_line():
    ended = faden("migrate", FADEN_DATABASE_URL="postgres://faden@127.0.0.1:1/faden")

    assert ended.returncode == 2
    assert ended.stderr.startswith("The database cannot be reached: connection failed: ")
    assert ended.stderr.endswith("Connection refused. Check FADEN_DATABASE_URL.\n")
    assert ended.stderr.count("\n") == 1


def test_a_database_that_lacks_migrations_is_not_served(tmp_path):
    ended = faden("serve", FADEN_DATABASE_URL=f"sqlite:///{tmp_path}/empty.sqlite3")

    line = "The database is not up to date. Run: faden migrate\n"
    assert (ended.returncode, ended.stderr) == (2, line)


@pytest.mark.parametrize("words", [[], ["help"], ["--help"]])
def test_help_names_the_commands(words):
    ended = faden(*words)

    assert ended.returncode == 0
    assert [
        line.split()[1] for line in ended.stdout.splitlines() if line.startswith("  faden")
    ] == [
        "demo",
        "serve",
        "serve",
        "check",
        "backup",
        "restore",
        "upgrade",
        "move-to-postgres",
        "work",
        "migrate",
        "legal",
        "second-factor",
        "import",
    ]


def test_two_words_name_a_command():
    imports = faden("import", "ideas", "--help")
    removes = faden("second-factor", "remove", "--help")

    assert (imports.returncode, removes.returncode) == (0, 0)
    assert "usage: faden import_ideas" in imports.stdout
    assert "usage: faden second_factor_remove" in removes.stdout


def test_any_command_of_django_is_there():
    ended = faden("showmigrations", "jobs", "--plan", "--help")

    assert ended.returncode == 0


def test_the_version_is_told():
    ended = faden("--version")

    assert ended.stdout.strip()[0].isdigit()
