"""Runs all stages of `make check` or `make test` and shows their durations at the end.

On PostgreSQL runs what asks the database: rules, actions, queries, constraints, races, search, and
one walk through every address. What sees the database through a page only is asked on SQLite.
"""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import rmtree
from tempfile import gettempdir

import tests.environment  # noqa: F401 - every stage reads the settings and shares these variables
from tools import programs

BIN = Path(sys.executable).parent
APART = "not browser and not packaging"
SQLITE = f"{APART} and not postgres_only"
POSTGRES = f"{APART} and not once and not page and database"  # the others have run before
ON_POSTGRES = ["python", "-m", "tools.postgres"]
IN_TWO = ["pytest", "-n2", "--dist", "worksteal"]  # who is done takes over what the other has left

# The two lanes of the browser take about as long: what the team sees, and what others see.
EACH_PAGE = [f"tests/site/test_{name}.py" for name in ("pages", "states", "whole_site")]
BESIDE = [f"tests/site/test_{name}.py" for name in ("without_javascript", "writing_ideas")]
NOT_BESIDE = [f"--ignore={one}" for one in BESIDE]
OF_TEAM = "staff or valid_html or every_form or without_javascript or writing_ideas"
OF_OTHERS = "not (staff and (test_pages or test_states or test_whole_site))"

Stage = tuple[str, list[str]]
Lane = list[Stage]  # stages that follow each other; the lanes of a group run side by side

SEEDED = Path(gettempdir(), f"site-{os.getpid()}")  # each browser stage begins with a copy of it
DEMONSTRATION: Stage = ("demonstration", ["python", "-m", "tests.site.server", str(SEEDED)])
TYPES: Stage = ("types", ["mypy"])
STATIC: Lane = [
    ("lint", ["ruff", "check", "--quiet"]),
    ("format", ["ruff", "format", "--check", "--quiet"]),
    ("templates", ["djlint", "faden", "--lint", "--quiet"]),
    ("contracts", ["lint-imports"]),
    ("migrations", ["django-admin", "makemigrations", "--check", "--dry-run"]),
]
CATALOGUES: Stage = ("catalogues", ["python", "-m", "tools.check_messages"])
PACKAGING: Stage = ("packaging", ["pytest", "tests/test_packaging.py"])
FAST_TESTS = f"{SQLITE} and not database and not slow and not alone"

CHECK: list[list[Lane]] = [
    [[TYPES], STATIC],
    [[("tests", [*IN_TWO, "-m", FAST_TESTS])]],
]
TEST: list[list[Lane]] = [
    [[TYPES, DEMONSTRATION], [*STATIC, CATALOGUES, PACKAGING]],
    [[("SQLite", [*IN_TWO, "-m", f"{SQLITE} and not alone"])]],
    [[("PostgreSQL", [*ON_POSTGRES, *IN_TWO, "-m", f"{POSTGRES} and not alone"])]],
    [
        [("SQLite, alone", ["pytest", "-m", f"{SQLITE} and alone"])],
        [("PostgreSQL, alone", [*ON_POSTGRES, "pytest", "-m", f"{POSTGRES} and alone"])],
    ],
    [
        [("browser, the team", ["pytest", "-m", "browser", "-k", OF_TEAM, *EACH_PAGE, *BESIDE])],
        [("browser, others", ["pytest", "-m", "browser", "-k", OF_OTHERS, *NOT_BESIDE])],
    ],
]


def run(groups: list[list[Lane]]) -> int:
    """Run the groups one after the other; 1 if a stage failed."""
    results = [result for group in groups for result in run_group(group)]
    print("\n== stages")
    for name, seconds, code in results:
        print(f"{name:<22}{seconds:7.1f} s  {'ok' if code == 0 else 'FAILED'}")
    return int(any(code for _, _, code in results))


def run_group(lanes: list[Lane]) -> list[tuple[str, float, int]]:
    """Run lanes side by side; each stage then says at its end what it has to say."""
    is_quiet = len(lanes) > 1

    def follow(lane: Lane) -> list[tuple[str, float, int]]:
        return [run_stage(*stage, is_quiet=is_quiet) for stage in lane]

    with ThreadPoolExecutor(len(lanes)) as pool:
        return [result for results in pool.map(follow, lanes) for result in results]


def run_stage(name: str, command: list[str], *, is_quiet: bool) -> tuple[str, float, int]:
    """(name, seconds, exit code); a quiet stage says at its end what it has to say."""
    head = f"\n== {name}: {' '.join(command)}"
    if not is_quiet:
        print(head, flush=True)
    start = time.monotonic()
    output = subprocess.PIPE if is_quiet else None
    errors = subprocess.STDOUT if is_quiet else None
    program = [str(BIN / command[0]), *command[1:]]
    ended = subprocess.run(program, check=False, stdout=output, stderr=errors, text=True)
    if is_quiet:
        print(head, ended.stdout, sep="\n", flush=True)
    return name, time.monotonic() - start, ended.returncode


def main() -> int:
    """Run what the command line names: check or test."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "faden.config.settings"
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # else all that tests start is compiled anew
    if sys.argv[1:] == ["check"]:
        return run(CHECK)
    programs.install_missing()
    os.environ["FADEN_CHROMIUM"] = str(programs.chromium())
    os.environ["FADEN_JAVA"] = str(programs.java())
    os.environ["SEEDED_SITE"] = str(SEEDED)
    try:
        return run(TEST)
    finally:
        rmtree(SEEDED, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
