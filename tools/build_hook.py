"""Refuses to build a package that would lack front-end files or compiled catalogues."""

import tomllib
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Completeness(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before every build; an editable install needs nothing built."""

    def initialize(self, version: str, _build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        if missing := missing_files(Path(self.root)):
            raise SystemExit(f"Not in the package: {', '.join(missing)}. Run `make setup` first.")


def missing_files(root: Path) -> list[str]:
    """Generated files that a complete package holds and this tree does not."""
    with (root / "faden/web/assets.toml").open("rb") as file:
        assets = [root / "faden/web/static/vendor" / name for name in tomllib.load(file)["files"]]
    catalogues = [
        po.with_suffix(".mo") for po in (root / "faden").glob("**/locale/*/LC_MESSAGES/*.po")
    ]
    wanted = [*assets, *catalogues]
    return [str(path.relative_to(root)) for path in wanted if not path.is_file()]
