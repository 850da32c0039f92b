"""Runs all stages of `make check` or `make test` and shows their durations at the end."""

import os
import subprocess
import sys
import time
from pathlib import Path

import tests.environment  # noqa: F401 - every stage reads the settings and shares these variables
from tools import programs

BIN = Path(sys.executable).parent
APART = "not browser and not packaging"
SQLITE = f"{APART} and not postgres_only"
ON_POSTGRES = ["python", "-m", "tools.postgres"]

Stage = tuple[str, list[str]]

STATIC: list[Stage] = [
    ("lint", ["ruff", "check", "--quiet"]),
    ("format", ["ruff", "format", "--check", "--quiet"]),
    ("templates", ["djlint", "faden", "--lint", "--quiet"]),
    ("types", ["mypy"]),
    ("contracts", ["lint-imports"]),
    ("migrations", ["django-admin", "makemigrations", "--check", "--dry-run"]),
]
CHECK: list[Stage] = [
    *STATIC,
    ("tests", ["pytest", "-n2", "-m", f"{SQLITE} and not database and not slow and not alone"]),
]
TEST: list[Stage] = [
    *STATIC,
    ("catalogues", ["python", "-m", "tools.check_messages"]),
    ("SQLite", ["pytest", "-n2", "-m", f"{SQLITE} and not alone"]),
    ("SQLite, alone", ["pytest", "-m", f"{SQLITE} and alone"]),
    ("PostgreSQL", [*ON_POSTGRES, "pytest", "-n2", "-m", f"{APART} and not alone"]),
    ("PostgreSQL, alone", [*ON_POSTGRES, "pytest", "-m", f"{APART} and alone"]),
    ("packaging", ["pytest", "tests/test_packaging.py"]),
    ("browser", ["pytest", "-m", "browser"]),
]


def run(stages: list[Stage]) -> int:
    """Run the stages; 1 if one of them failed."""
    results = [run_stage(name, command) for name, command in stages]
    print("\n== stages")
    for name, seconds, code in results:
        print(f"{name:<22}{seconds:7.1f} s  {'ok' if code == 0 else 'FAILED'}")
    return int(any(code for _, _, code in results))


def run_stage(name: str, command: list[str]) -> tuple[str, float, int]:
    """(name, seconds, exit code)"""
    print(f"\n== {name}: {' '.join(command)}", flush=True)
    start = time.monotonic()
    code = subprocess.run([BIN / command[0], *command[1:]], check=False).returncode
    return name, time.monotonic() - start, code


def main() -> int:
    """Run what the command line names: check or test."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "faden.config.settings"
    if sys.argv[1:] == ["check"]:
        return run(CHECK)
    programs.install_missing()
    os.environ["FADEN_CHROMIUM"] = str(programs.chromium())
    os.environ["FADEN_JAVA"] = str(programs.java())
    return run(TEST)


if __name__ == "__main__":
    sys.exit(main())
