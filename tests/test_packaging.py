"""A wheel of this repository runs in a clean environment, without Node or the work tree."""

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.source import PACKAGE, ROOT
from tools.bundle import make_bundle
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
def bundle(wheel, tmp_path_factory) -> Path:
    """The unpacked bundle of `make bundle`."""
    folder = tmp_path_factory.mktemp("bundle")
    made = make_bundle(folder, wheel=wheel)
    with tarfile.open(made) as archive:
        archive.extractall(folder, filter="data")
    return folder / made.stem


@pytest.fixture(scope="module")
def open_folder() -> Iterator[Path]:
    """A folder that every user of this machine may enter, unlike those of pytest."""
    with tempfile.TemporaryDirectory(prefix="faden-installed-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture(scope="module")
def installed(bundle, open_folder) -> Path:
    """The bin folder of an environment that the bundle's script made, with the network off."""
    folder = open_folder / "program"
    without_network = ["unshare", "-n"] if may("unshare", "-n", "true") else []
    script = [bundle / "install.sh", folder]
    environment = {**os.environ, "PYTHON": sys.executable}
    subprocess.run([*without_network, *script], check=True, env=environment)
    return folder / "bin"


def may(*command: str) -> bool:
    """Whether this machine lets us do so."""
    with suppress(OSError):
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    return False


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
    } | {"faden/config/upgrade.md"}  # of docs/

    held = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("faden/")}

    assert held == wanted


def test_the_wheel_needs_nothing_that_it_does_not_name(installed) -> None:
    checked = subprocess.run(
        [installed / "python", "-m", "pip", "check"], capture_output=True, text=True, check=False
    )

    assert checked.stdout == "No broken requirements found.\n"


def test_the_bundle_tells_all_its_parts_with_version_and_licence(bundle) -> None:
    parts = json.loads((bundle / "sbom.cdx.json").read_text(encoding="utf-8"))["components"]

    told = {part["name"].lower().replace("_", "-") for part in parts}
    wheels = {path.name.split("-")[0].lower() for path in (bundle / "wheels").iterdir()}
    assert {name.replace("_", "-").replace(".", "-") for name in wheels} - {
        name.replace(".", "-") for name in told
    } == set()
    assert {"htmx.org", "leaflet", "@kern-ux/native"} <= told
    assert [part["name"] for part in parts if not (part["version"] and part["licenses"])] == []


def test_a_damaged_bundle_is_not_installed(bundle, tmp_path) -> None:
    damaged = shutil.copytree(bundle, tmp_path / "damaged", ignore=lambda *_: ["wheels"])

    refused = subprocess.run(
        [damaged / "install.sh", tmp_path / "target"], capture_output=True, text=True, check=False
    )

    assert (refused.returncode, "This bundle is damaged" in refused.stderr) == (2, True)
    assert not (tmp_path / "target").exists()


# Everything is read-only but one folder, as in a container; with nobody's rights where those
# reach this Python.
BARE = """mount --make-rprivate / && mount --bind {data} {data} && mount -o remount,bind,ro / &&
exec {rights} {command}"""
STARTS_ITSELF = "import subprocess, sys; subprocess.run([sys.executable, '-c', ''], check=True)"
RIGHTS = ("setpriv --reuid=65534 --regid=65534 --clear-groups --no-new-privs", "")


def as_in_a_container(program: Path, words: str, data: Path) -> list[str]:
    """The command without rights as far as this machine lets us."""
    for rights in RIGHTS:
        probe = f"{program.parent}/python -c {shlex.quote(STARTS_ITSELF)}"
        tried = BARE.format(data=data, rights=rights, command=probe)
        if may("unshare", "-m", "sh", "-c", tried):
            bare = BARE.format(data=data, rights=rights, command=f"{program} {words}")
            return ["unshare", "-m", "sh", "-c", bare]
    return [str(program), *words.split()]


def test_the_demo_runs_from_the_bundle(installed, open_folder) -> None:
    data = open_folder / "data"
    data.mkdir()
    data.chmod(0o777)
    address = f"http://127.0.0.1:{(port := free_port())}"
    command = as_in_a_container(installed / "faden", f"demo --port {port}", data)
    server = subprocess.Popen(command, cwd=data, env=clean_environment())

    try:
        page = fetch_when_served(f"{address}/", server)
        stylesheet = re.search(r'href="(/static/vendor/kern/[^"]+\.css)"', page)
        assert stylesheet, page
        assert ".kern-btn" in fetch(address + stylesheet[1])
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=20)

    assert [path.name for path in data.iterdir()] == ["var"]


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
