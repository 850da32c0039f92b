"""The package's own source files, as the tests of the shape read them."""

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "faden"
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def source_files() -> list[Path]:
    """Python files of the application, without tests and migrations."""
    return [
        path
        for path in sorted(PACKAGE.rglob("*.py"))
        if not {"tests", "migrations"} & set(path.relative_to(PACKAGE).parts)
    ]


@cache
def tree_of(path: Path) -> ast.Module:
    """The syntax tree of the file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def functions() -> Iterator[tuple[str, Function]]:
    """(place to look, function) for every function and method."""
    for path in source_files():
        found = (node for node in ast.walk(tree_of(path)) if isinstance(node, Function))
        for node in found:
            yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", node


def imported_names(path: Path) -> set[str]:
    """Dotted names that the file imports, `from a import b` as "a.b"."""
    names = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@cache
def heights() -> dict[str, tuple[int, int]]:
    """{room: (floor, place on the floor)} from the contracts of pyproject.toml; higher counts more.

    Rooms with equal heights are strangers to each other.
    """
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = pyproject["tool"]["importlinter"]["contracts"]
    orders = {
        contract["containers"][0]: [layer_names(layer) for layer in reversed(contract["layers"])]
        for contract in contracts
        if contract.get("exhaustive") and len(contract["containers"]) == 1
    }
    floors = {name: floor for floor, names in enumerate(orders["faden"]) for name in names}
    return {
        room: (floors[container.removeprefix("faden.")], place)
        for container, order in orders.items()
        if container != "faden"
        for place, rooms in enumerate(order)
        for room in rooms
    }


def layer_names(layer: str) -> list[str]:
    """["home", "staff"] of "(home) | staff"."""
    return [name.strip(" ()") for name in layer.split("|")]
