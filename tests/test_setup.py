"""What `make demo` says when it cannot start: one line with what to do, and exit code 2."""

import os
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from tests.source import ROOT

NEEDED = ["bash", "dirname", "env", "make"]


def make(*words: str, folder: Path = ROOT, path: str | None = None):
    """`make` as a person would type it, here or in another folder, with another PATH."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    return subprocess.run(
        ["make", *words],
        cwd=folder,
        env={**kept, "PATH": path or os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )


def line_of(ended: subprocess.CompletedProcess[str]) -> str:
    """The one line that was said, without make's own words around it."""
    said = (ended.stdout + ended.stderr).strip()
    assert ended.returncode == 2
    assert "\n" not in said
    return said.partition("*** ")[2].removesuffix(".  Stop.")


def test_a_taken_port_is_named_with_another_one() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        ended = make("demo", f"PORT={port}")

    assert line_of(ended) == (
        f"Port {port} is taken. Choose another: make demo PORT={port % 65535 + 1}"
    )


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1"])
def test_a_port_that_is_none_is_refused(port) -> None:
    ended = make("demo", f"PORT={port}")

    assert (
        line_of(ended) == "PORT must be a number from 1 to 65535: for example make demo PORT=8001"
    )


@pytest.mark.parametrize(
    ("python", "found"),
    [
        ('[ "$1" = --version ] && echo Python 3.9.2', "Python 3.9.2"),
        ("exit 127", "no working python3"),  # a shim that leads nowhere
    ],
)
def test_a_python_that_is_too_old_or_broken_is_named(python, found, tmp_path) -> None:
    for program in NEEDED:
        (tmp_path / program).symlink_to(str(shutil.which(program)))
    shim = tmp_path / "python3"
    shim.write_text(f"#!/bin/sh\n{python}\n")
    shim.chmod(0o755)

    ended = make("demo", path=str(tmp_path))

    assert line_of(ended) == (
        f"Faden needs Python 3.11 or newer (found: {found}). "
        "Run: sudo apt-get install python3 python3-venv"
    )


@pytest.mark.parametrize("target", ["demo", "demo-reset"])
def test_nothing_is_deleted_when_the_demo_cannot_start(target, tmp_path) -> None:
    kept = Path(shutil.copy(ROOT / "Makefile", tmp_path)).parent / "var/faden.sqlite3"
    shutil.copytree(ROOT / "tools", tmp_path / "tools")
    kept.parent.mkdir()
    kept.touch()

    make(target, "PORT=0", folder=tmp_path)

    assert kept.exists()
