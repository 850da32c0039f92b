"""Makes the parts of docs/ that repeat what the code says: `python -m tools.doc_parts`.

A part stands between `<!-- made: NAME -->` and `<!-- end -->`. What is written there is replaced.
"""

import ast
import os
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PART = re.compile(r"(<!-- made: (?P<name>\w+) -->\n)(?P<text>.*?)(<!-- end -->)", re.DOTALL)
VARIABLE = re.compile(r"(?P<name>FADEN_\w+)=(?P<default>.*)")
FLOOR = "- **`{0}/`** {1}"
ROOM = "  - `{0}`: {1}"

GERMAN_PERMISSIONS = {
    "see_drafts": "Entwürfe und Ausgeblendetes sehen",
    "moderate": "Ausblenden und wieder anzeigen",
    "enter_on_behalf": "Für andere erfassen",
    "answer": "Antwort der Stadt geben",
    "export": "Tabellen herunterladen",
    "import": "Beiträge importieren",
    "open_sealed": "Geschwärzte Stellen im Original lesen, mit Begründung",
    "confirm_residence": "Wohnort bestätigen",
    "configure": "Beteiligung einrichten, Ergebnis veröffentlichen",
    "administer": "Gemeinde einrichten, Rollen für alle Beteiligungen vergeben",
}


def documents() -> list[Path]:
    """Every document of the project."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def with_parts(text: str) -> str:
    """The document with its parts made anew."""
    return PART.sub(lambda part: part[1] + PARTS[part["name"]]() + part[4], text)


def rooms() -> str:
    """Every floor and room, the highest first, with the first line of its docstring."""
    return lines(_room_lines())


def _room_lines() -> Iterator[str]:
    for floor in _built(ROOT / "faden", _order("faden")):
        yield FLOOR.format(floor.name, purpose(floor))
        for room in _built(floor, _order(f"faden.{floor.name}")):
            yield ROOM.format(room.name, purpose(room))


def _built(folder: Path, names: Iterable[str]) -> list[Path]:
    """The places that are there already."""
    return [folder / name for name in names if (folder / name).is_dir()]


def _order(container: str) -> list[str]:
    """Names in the order of the contract, the highest first; a floor without one has no rooms."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for contract in pyproject["tool"]["importlinter"]["contracts"]:
        if contract.get("exhaustive") and contract["containers"] == [container]:
            names = " | ".join(contract["layers"]).split("|")
            return [name.strip(" ()") for name in names]
    return []


def purpose(folder: Path) -> str:
    """What the package's docstring says in its first line."""
    tree = ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))
    return (ast.get_docstring(tree) or "").partition("\n")[0]


def settings() -> str:
    """The variables of .env.example with their defaults and what is said of them."""
    return table(
        ("Variable", "Default", "Meaning"),
        ((f"`{name}`", f"`{default}`" if default else "", said) for name, default, said in known()),
    )


def known() -> Iterator[tuple[str, str, str]]:
    """(variable, default, sentences); the first block tells of the file itself."""
    for block in (ROOT / ".env.example").read_text(encoding="utf-8").split("\n\n")[1:]:
        comments = [line.lstrip("# ") for line in block.splitlines() if line.startswith("#")]
        found = [VARIABLE.match(line) for line in block.splitlines() if not line.startswith("#")]
        for match in filter(None, found):
            yield match["name"], match["default"], " ".join(comments)


def roles() -> str:
    """Which role may do what, in German."""
    prepare_django()
    from django.utils import translation  # noqa: PLC0415 - needs the settings

    from faden.backbone.processes.rules import PERMISSIONS, Permission  # noqa: PLC0415 - as above

    with translation.override("de"):
        head = ["", *(str(role.label) for role in PERMISSIONS)]
    rows = (
        [GERMAN_PERMISSIONS[permission], *(_german(permission in r) for r in PERMISSIONS.values())]
        for permission in Permission
    )
    return table(head, rows)


def _german(is_true: bool) -> str:  # noqa: FBT001 - the value itself
    return "ja" if is_true else "nein"


def decisions() -> str:
    """The decision records, each by its title."""
    files = sorted((ROOT / "docs/decisions").glob("[0-9]*.md"))
    return lines(f"- [{title(file)}]({file.name})" for file in files)


def title(file: Path) -> str:
    """The first heading of a document."""
    return file.read_text(encoding="utf-8").partition("\n")[0].lstrip("# ")


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    head = list(head)
    rule = ["---"] * len(head)
    return lines(f"| {' | '.join(row)} |".replace("|  |", "| |") for row in (head, rule, *rows))


def lines(texts: Iterable[str]) -> str:
    return "".join(f"{text}\n" for text in texts)


def prepare_django() -> None:
    """Django is ready; nothing of a database is asked."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "faden.config.settings")
    os.environ.setdefault("FADEN_DEMO", "1")
    import django  # noqa: PLC0415 - the other parts do without

    django.setup()


def versions() -> str:
    """The releases that Faden runs on, and until when they are mended."""
    prepare_django()
    from faden.config.versions import RELEASES  # noqa: PLC0415 - needs the settings

    head = ("Software", "Release", "Mended until", "Says")
    return table(head, ((r.software, r.release, str(r.ends_on), r.source) for r in RELEASES))


PARTS: Mapping[str, Callable[[], str]] = {
    "rooms": rooms,
    "settings": settings,
    "roles": roles,
    "decisions": decisions,
    "versions": versions,
}


if __name__ == "__main__":
    for document in documents():
        written = document.read_text(encoding="utf-8")
        if (made := with_parts(written)) != written:
            document.write_text(made, encoding="utf-8")
            print(document.relative_to(ROOT))
