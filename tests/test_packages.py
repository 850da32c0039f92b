"""What we take from others: exact versions with hashes, no download addresses."""

import json
import re
import tomllib

import pytest

from tests.source import PACKAGE, ROOT

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


@pytest.mark.parametrize("lock", [*LOCKS, ROOT / "package-lock.json"], ids=lambda path: path.name)
def test_locks_hold_no_download_addresses(lock) -> None:
    text = lock.read_text(encoding="utf-8")

    assert re.findall(r"https?://\S+|\bfile:\S+|--\S*index\S*|\"resolved\"", text) == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_python_package_is_locked_by_hash(lock) -> None:
    packages = re.split(r"\n(?=\S)", lock.read_text(encoding="utf-8").strip())

    unlocked = [each for each in packages if not re.search(r"==.*\n +--hash=sha256:", each)]

    assert unlocked == []


def test_every_front_end_package_is_locked_by_hash() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]

    assert [name for name, package in packages.items() if name and "integrity" not in package] == []


def test_front_end_packages_are_named_by_exact_version() -> None:
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))

    versions = [*package["dependencies"].values(), *package["devDependencies"].values()]

    assert [version for version in versions if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []


def test_the_vendor_folder_holds_the_named_files_and_nothing_else() -> None:
    vendor = PACKAGE / "web/static/vendor"
    named = tomllib.loads((PACKAGE / "web/assets.toml").read_text(encoding="utf-8"))["files"]

    present = {path.relative_to(vendor).as_posix() for path in vendor.rglob("*") if path.is_file()}

    assert present == set(named)
