"""The command `faden`. What goes wrong for a known reason is said in one line, with code 2."""

import argparse
import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from importlib.metadata import version
from tempfile import TemporaryDirectory

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import (
    CommandError,
    call_command,
    execute_from_command_line,
    get_commands,
)
from django.db import OperationalError, connection, connections

from faden.config.backups.manifest import BadBackup
from faden.config.metrics import FOLDER
from faden.config.running import SiteRuns, shared
from faden.config.supervisor import CannotStart, Wanted, check_port, serve
from faden.config.versions import remember_release

USAGE = """Usage: faden COMMAND

  faden demo     set up a demonstration city and serve it (--data bonn, --port 8001)
  faden serve    serve the pages and run the background work (--host, --port, --workers)
  faden serve --setup   the same for this machine only, before the legal pages are complete
  faden check    say what is missing before the site can open to the public
  faden backup DIR      copy database and files while the site is in use (--keep 7)
  faden restore DIR     verify a backup and put it in place (--replace)
  faden upgrade  say what a new version brings; --apply backs up and migrates
  faden move-to-postgres URL    move the whole database from SQLite to PostgreSQL
  faden work     run the background work only (--batch: what is due, for cron)
  faden migrate  bring the database up to date
  faden legal FOLDER    load the legal pages from files (--starter: write texts to begin with)
  faden second-factor remove EMAIL    for somebody who lost it
  faden import ideas FILE --process SLUG --map columns.toml

faden COMMAND --help tells more; faden help --commands lists all commands.
Settings are read from the environment; .env.example describes them.
"""
ADMINISTRATIVE = {  # {command: (module of faden.config.commands, function)}
    "backup": ("backup", "backup"),
    "restore": ("backup", "restoring"),
    "move-to-postgres": ("move_to_postgres", "run"),
    "upgrade": ("upgrade", "run"),
}
HIGHEST_PORT = 65535
EXPECTED = 2  # exit code
LOOPBACK = {"127.0.0.1", "::1", "localhost"}
NOT_COMPLETE = (
    "The site cannot open to the public: legal pages are missing or not filled in ({n}). "
    "Fill them in with: faden serve --setup, or load them with: faden legal FOLDER. "
    "faden check names them."
)
SET_UP_HERE = """Only this machine reaches the site. From another one:
  ssh -L {port}:localhost:{port} SERVER
and open http://localhost:{port}/team/stadt/"""


def main() -> None:
    """Run the command of the command line and exit."""
    sys.exit(run(sys.argv[1:]))


def run(words: Sequence[str]) -> int:
    """Run a command given as words and return its exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "faden.config.settings")
    logging.getLogger("psycopg.pool").setLevel(logging.ERROR)  # the command says it itself
    try:
        return _command(words[0] if words else "help")(words)
    except (CannotStart, CommandError, ImproperlyConfigured, BadBackup, SiteRuns) as problem:
        return _refuse(str(problem))
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if line := _database_line(error):
            return _refuse(line)
        raise


def _command(name: str) -> Callable[[Sequence[str]], int]:
    own = {
        "demo": _demo,
        "serve": _serve,
        "check": _check,
        **{name: _administrative(*place) for name, place in ADMINISTRATIVE.items()},
        "help": _help,
        "--help": _help,
        "-h": _help,
    }
    versions = dict.fromkeys(["version", "--version"], _version)
    return {**own, **versions}.get(name, _django)


def _administrative(module: str, function: str) -> Callable[[Sequence[str]], int]:
    """Return a command of `faden.config.commands`, which is imported when it is needed."""

    def command(words: Sequence[str]) -> int:
        _load()
        _connect_directly()
        found = import_module(f"faden.config.commands.{module}")
        return int(getattr(found, function)(words[1:]))

    return command


def _demo(words: Sequence[str]) -> int:
    parser = _parser("demo", "Sets up a demonstration city, once, and serves it.")
    parser.add_argument(
        "--data",
        choices=["none", "bonn"],
        default="none",
        help="bonn: with 2,393 real contributions",
    )
    options = parser.parse_args(words[1:])
    again = "make demo PORT={port}" if "MAKELEVEL" in os.environ else "faden demo --port {port}"
    check_port(options.host, options.port, try_again=again)
    os.environ["FADEN_DEMO"] = "1"
    _set_up(options.port)
    call_command("migrate", verbosity=0)
    call_command("seed_demo", data=options.data)
    return _serve_pages(options, on_ready=_welcome)


def _serve(words: Sequence[str]) -> int:
    parser = _parser("serve", "Serves the pages and runs the background work.")
    parser.add_argument(
        "--setup",
        action="store_true",
        help="for this machine only, by http: the legal pages need not be complete",
    )
    options = parser.parse_args(words[1:])
    if options.setup:
        _close_to_others(options.host)
    check_port(options.host, options.port)
    _set_up(options.port)
    from faden.config import health, production  # noqa: PLC0415 - models need the settings

    if health.lacks_migrations():
        raise CannotStart("The database is not up to date. Run: faden migrate")
    if options.setup:
        return _serve_pages(options, on_ready=partial(_tell_the_way, options.port))
    is_public = not (settings.FADEN_DEMO or settings.DEBUG)
    if is_public and (legal := production.legal_hindrances()):
        raise CannotStart(NOT_COMPLETE.format(n=len(legal)))
    return _serve_pages(options)


def _close_to_others(host: str) -> None:
    """Let the site answer to names of this machine only, so that no proxy can open it."""
    if host not in LOOPBACK:
        raise CannotStart(f"--setup serves this machine only; leave out --host {host}.")
    os.environ |= {"FADEN_HOSTS": "localhost,127.0.0.1,[::1]", "FADEN_HTTPS": "0"}
    os.environ["FADEN_PROXIES"] = "0"


def _tell_the_way(port: int) -> None:
    print(SET_UP_HERE.format(port=port), flush=True)  # noqa: T201


def _check(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="faden check",
        description="Says what is missing before the site can open to the public.",
    )
    parser.parse_args(words[1:])
    _load()
    from faden.config import machine, production  # noqa: PLC0415 - models need the settings

    found = production.hindrances()
    print("\n".join(found) or "Nothing is missing: the site can open to the public.")  # noqa: T201
    for note in machine.notes():
        print(f"Worth knowing: {note}")  # noqa: T201
    return 1 if found else 0


def _serve_pages(options: argparse.Namespace, on_ready: Callable[[], None] | None = None) -> int:
    call_command("collectstatic", interactive=False, verbosity=0)
    remember_release()
    connections.close_all()
    host = next((host for host in settings.ALLOWED_HOSTS if host != "*"), "localhost").lstrip(".")
    with shared(), _figures() as beside:
        return serve(
            options.host,
            options.port,
            wanted=Wanted(options.workers, options.background, beside),
            host_header=host,
            on_ready=on_ready,
        )


@contextmanager
def _figures() -> Iterator[dict[str, list[str]]]:
    """Let the processes count in a folder, and give the process that tells it, if it is wanted."""
    host, port = settings.FADEN_METRICS_HOST, settings.FADEN_METRICS_PORT
    if not port:
        yield {}
        return
    check_port(host, port, try_again="FADEN_METRICS_PORT={port} faden serve")
    told = ["faden.config.metrics.server", "--host", host, "--port", str(port)]
    with TemporaryDirectory(prefix="faden-figures-") as folder:
        os.environ[FOLDER] = folder
        yield {"figures": told}


def _welcome() -> None:
    from faden.surfaces.demo.queries import welcome  # noqa: PLC0415 - models need the settings

    print(welcome(), flush=True)  # noqa: T201


def _django(words: Sequence[str]) -> int:
    """Run a management command; two words may name it, as in `second-factor remove`."""
    _load()
    two = "_".join(words[:2]).replace("-", "_")
    words = [two, *words[2:]] if two in get_commands() else list(words)
    if words[0] not in get_commands():
        raise CannotStart(f"There is no command {words[0]}. Try: faden help")
    if words[0] == "work":
        with shared():
            execute_from_command_line(["faden", *words])
        return 0
    _connect_directly()
    execute_from_command_line(["faden", *words])
    return 0


def _help(words: Sequence[str]) -> int:
    if len(words) <= 1:
        print(USAGE, end="")  # noqa: T201
    elif words[1] in {"demo", "serve", "check", *ADMINISTRATIVE}:
        return _command(words[1])([words[1], "--help"])
    else:
        django.setup()
        execute_from_command_line(["faden", *words])
    return 0


def _version(_words: Sequence[str]) -> int:
    print(version("faden"))  # noqa: T201
    return 0


def _parser(name: str, description: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"faden {name}", description=description)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen at")
    parser.add_argument(
        "--port", type=_port, default=os.environ.get("PORT") or "8000", help="or PORT=; 8000"
    )
    parser.add_argument("--workers", type=int, default=2, help="processes that answer; 2")
    parser.add_argument("--background", type=int, default=2, help="processes that run jobs; 2")
    return parser


def _port(text: str) -> int:
    if text.isdecimal() and 0 < int(text) <= HIGHEST_PORT:
        return int(text)
    raise CannotStart(f"{text!r} is not a port. Write a number from 1 to {HIGHEST_PORT}.")


def _set_up(port: int) -> None:
    os.environ.setdefault("FADEN_BASE_URL", f"http://localhost:{port}")  # links in mails
    _load()


def _load() -> None:
    """Read the settings; the folder for the data is there afterwards."""
    django.setup()
    settings.DATA.mkdir(mode=0o700, parents=True, exist_ok=True)


def _database_line(error: Exception) -> str:
    """Return what to say about a database that cannot be reached, or nothing."""
    if not isinstance(error, OperationalError):
        return ""
    _connect_directly()
    try:
        connection.ensure_connection()
    except OperationalError as direct:
        reason = str(direct).strip().partition("\n")[0].rstrip(".")
        return f"The database cannot be reached: {reason}. Check FADEN_DATABASE_URL."
    return ""


def _connect_directly() -> None:
    """Do without the pool of connections, which waits and hides why there is none."""
    if connection.vendor == "postgresql":
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]  # of this backend
    connection.settings_dict["OPTIONS"].pop("pool", None)


def _refuse(line: str) -> int:
    print(line, file=sys.stderr)  # noqa: T201
    return EXPECTED


if __name__ == "__main__":
    main()
