"""Copies the front-end files named in faden/web/assets.toml to faden/web/static/vendor/."""

import filecmp
import shutil
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "faden/web/static/vendor"


def named_files() -> dict[str, str]:
    """{path under static/vendor/: path of its source under the repository}"""
    with (ROOT / "faden/web/assets.toml").open("rb") as file:
        files: dict[str, str] = tomllib.load(file)["files"]
    return files


def copy_files() -> None:
    """static/vendor/ holds exactly the named files afterwards."""
    files = named_files()
    absent = [source for source in files.values() if not (ROOT / source).is_file()]
    if absent:
        sys.exit(f"Not found: {', '.join(absent)}. Run `npm ci --ignore-scripts` first.")
    for old in [path for path in VENDOR.rglob("*") if path.is_file()]:
        if old.relative_to(VENDOR).as_posix() not in files:
            old.unlink()
    for target, source in files.items():
        copy(ROOT / source, VENDOR / target)


def copy(source: Path, target: Path) -> None:
    """The target equals the source; one that did before is not touched."""
    if target.is_file() and filecmp.cmp(source, target, shallow=False):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


if __name__ == "__main__":
    copy_files()
