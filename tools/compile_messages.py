"""Compiles the catalogues faden/**/locale/*/LC_MESSAGES/*.po whose .mo is missing or older."""

from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent


def catalogues() -> list[Path]:
    """Every catalogue of the package."""
    return sorted((ROOT / "faden").glob("**/locale/*/LC_MESSAGES/*.po"))


def compile_catalogue(source: Path) -> None:
    """The .mo beside the catalogue is as new as the catalogue afterwards."""
    target = source.with_suffix(".mo")
    if target.is_file() and target.stat().st_mtime >= source.stat().st_mtime:
        return
    polib.pofile(str(source)).save_as_mofile(str(target))


if __name__ == "__main__":
    for catalogue in catalogues():
        compile_catalogue(catalogue)
