"""A wheel of this repository runs in a clean environment, without Node or the work tree."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

import pytest

from tests.source import PACKAGE, ROOT
from tools.postgres import free_port

pytestmark = pytest.mark.packaging

START_SECONDS = 120
NOT_COPIED = shutil.ignore_patterns(".git", ".venv", "node_modules", "var", ".*_cache")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """The wheel, built from the source package, as an installer would."""
    folder = tmp_path_factory.mktemp("dist")
    built = build(ROOT, folder)
    assert built.returncode == 0, built.stdout
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Path:
    """The bin folder of a clean environment with the wheel and what it depends on."""
    folder = tmp_path_factory.mktemp("clean")
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    pip = [folder / "bin/python", "-m", "pip", "install", "-qq"]
    subprocess.run([*pip, "--require-hashes", "-r", ROOT / "requirements/run.txt"], check=True)
    subprocess.run([*pip, "--no-deps", wheel], check=True)
    return folder / "bin"


def build(source: Path, target: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", target, source]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def clean_environment() -> dict[str, str]:
    """Our own variables left out, and no program but the system's shell."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("FADEN_")}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    return {**kept, "PATH": "/bin"}


def test_the_wheel_holds_all_files_but_the_tests(wheel) -> None:
    wanted = {
        path.relative_to(ROOT).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and not {"tests", "__pycache__"} & set(path.parts)
    }

    held = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("faden/")}

    assert held == wanted


def test_the_wheel_needs_nothing_that_it_does_not_name(installed) -> None:
    checked = subprocess.run(
        [installed / "python", "-m", "pip", "check"], capture_output=True, text=True, check=False
    )

    assert checked.stdout == "No broken requirements found.\n"


def test_the_demo_runs_from_the_wheel(installed, tmp_path) -> None:
    address = f"http://127.0.0.1:{(port := free_port())}"
    command = [installed / "faden", "demo", "--port", str(port)]
    server = subprocess.Popen(command, cwd=tmp_path, env=clean_environment())

    try:
        page = fetch_when_served(f"{address}/", server)
        stylesheet = re.search(r'href="(/static/vendor/kern/[^"]+\.css)"', page)
        assert stylesheet, page
        assert ".kern-btn" in fetch(address + stylesheet[1])
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=20)

    assert [path.name for path in tmp_path.iterdir()] == ["var"]


def fetch_when_served(address: str, server: subprocess.Popen[bytes]) -> str:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            return fetch(address)
        except urllib.error.URLError:
            time.sleep(0.2)
    pytest.fail("the demo did not start")


def fetch(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as response:  # noqa: S310 - our own server
        return response.read().decode()


@pytest.mark.parametrize("generated", ["web/static/vendor", "locale/de/LC_MESSAGES/django.mo"])
def test_a_package_without_generated_files_is_not_built(generated, tmp_path) -> None:
    tree = shutil.copytree(ROOT, tmp_path / "tree", ignore=NOT_COPIED)
    left_out = tree / "faden" / generated
    shutil.rmtree(left_out) if left_out.is_dir() else left_out.unlink()

    built = build(tree, tmp_path / "dist")

    assert built.returncode == 1
    assert f"Not in the package: faden/{generated}" in built.stdout + built.stderr
