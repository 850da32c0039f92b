"""The demonstration city, served for the browser by the command that everybody starts it with.

`python -m tests.site.server FOLDER` fills a folder with it; sites then begin with a copy of what
the variable SEEDED_SITE names.
"""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from tests.source import ROOT

READY_S = 150  # seconds; a demonstration is seeded first
MAIL_S = 20.0
STOP_S = 15.0


@dataclass
class Site:
    """A running site: where it is, what it holds, and the mails it sent."""

    url: str
    log: Path
    facts: dict[str, Any] = field(default_factory=dict)  # see arrange.py

    def mail_to(self, address: str, *, after: int = 0) -> str:
        """Return the mail to the address, since the log was `after` characters long."""
        mail = re.compile(rf"^To: {re.escape(address)}$.*?^-{{20,}}", re.MULTILINE | re.DOTALL)
        ends_at = time.monotonic() + MAIL_S
        while time.monotonic() < ends_at:
            sent = self.log.read_text(encoding="utf-8")[after:]
            if found := mail.search(sent):
                return found.group().partition("\n\n")[2]
            time.sleep(0.1)
        raise AssertionError(f"no mail to {address}")

    def log_length(self) -> int:
        """How many characters the server has said."""
        return len(self.log.read_text(encoding="utf-8"))


@contextmanager
def running_site(folder: Path) -> Iterator[Site]:
    """Yield the demonstration with what tests need, in a folder of its own."""
    if seeded := os.environ.get("SEEDED_SITE"):
        shutil.copytree(seeded, folder, dirs_exist_ok=True)
    with served(folder) as site:
        arranged = subprocess.run(
            [sys.executable, "-m", "tests.site.arrange"],
            cwd=ROOT,
            env=_environment(folder, site),
            stdout=subprocess.PIPE,
            check=True,
        )
        site.facts = json.loads(arranged.stdout)
        yield site


@contextmanager
def served(folder: Path) -> Iterator[Site]:
    """Yield the demonstration in a folder, filling it if need be; it ends with the block."""
    port = _free_port()
    site = Site(f"http://localhost:{port}", folder / "log.txt")
    command = [sys.executable, "-m", "faden.config.cli", "demo", "--port", str(port)]
    with site.log.open("w", encoding="utf-8") as log:
        server = subprocess.Popen(
            [*command, "--workers", "1", "--background", "1"],
            cwd=ROOT,
            env=_environment(folder, site),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_until_ready(site, server)
        yield site
    finally:
        server.terminate()
        server.wait(STOP_S)


def _environment(folder: Path, site: Site) -> dict[str, str]:
    """As the demonstration runs on a new machine, whatever the tests around it set."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FADEN_")}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "faden.config.settings",
        "FADEN_DATA": str(folder),
        "FADEN_DEMO": "1",
        "FADEN_BASE_URL": site.url,
        "PYTHONUNBUFFERED": "1",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(site: Site, server: "subprocess.Popen[bytes]") -> None:
    ends_at = time.monotonic() + READY_S
    while not _answers(site):
        if server.poll() is not None or time.monotonic() > ends_at:
            log = site.log.read_text(encoding="utf-8")
            raise AssertionError(f"the site does not start:\n{log}")
        time.sleep(0.2)


def _answers(site: Site) -> bool:
    try:
        with urlopen(f"{site.url}/healthz", timeout=5):  # noqa: S310 - our own server
            return True
    except (URLError, OSError):
        return False


if __name__ == "__main__":
    filled = Path(sys.argv[1])
    filled.mkdir()
    with served(filled):
        pass
