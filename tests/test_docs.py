"""README.md and docs/ say what the code says."""

import re
import tomllib
from datetime import timedelta
from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.core.management import get_commands
from django.urls import resolve
from django.utils import timezone

from faden.backbone.jobs.registry import next_slots
from faden.backbone.people.personal import registered
from faden.backbone.people.tests.factories import NOON
from faden.backbone.processes.tests.factories import an_open_process
from faden.config.cli import ADMINISTRATIVE
from faden.surfaces.demo.queries import ACCOUNTS, PASSWORD
from faden.surfaces.importers.columns import mapping_file
from faden.surfaces.importers.passes import Order, import_now
from faden.web.tables.listing import FORMAT_LABELS
from tests.source import PACKAGE, ROOT
from tools.doc_parts import GERMAN_PERMISSIONS, documents, known, with_parts

DOCS = ROOT / "docs"
LINK = re.compile(r"\]\((?!https?:|mailto:)(?P<path>[^)#\s]*)(?:#(?P<anchor>[^)\s]*))?\)")
CODE = re.compile(r"```[^`]*```|^ {4}[^\n]*|`[^`\n]+`", re.MULTILINE)
OWN_COMMANDS = {"demo", "serve", "help", "import", *ADMINISTRATIVE}


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def handbook() -> str:
    """The whole handbook for the team."""
    pages = sorted((DOCS / "handbuch").glob("*.md"))
    return "\n".join(page.read_text(encoding="utf-8") for page in pages)


def all_code() -> str:
    """All that stands as code in any document."""
    return "\n".join(code for path in documents() for code in CODE.findall(path.read_text("utf-8")))


def blocks(name: str, language: str) -> list[str]:
    """The fenced code of a document in one language."""
    return re.findall(rf"```{language}\n(.*?)```", text_of(name), re.DOTALL)


def rows_of(text: str) -> list[list[str]]:
    """The cells of all rows of tables that begin with code."""
    return [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| `")]


def anchors(path: Path) -> set[str]:
    """The anchors of a document's headings, as they are shown on the web."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("document", documents(), ids=name_of)
def test_what_is_made_from_the_code_is_up_to_date(document) -> None:
    written = document.read_text(encoding="utf-8")

    assert with_parts(written) == written, "run: .venv/bin/python -m tools.doc_parts"


@pytest.mark.parametrize("document", documents(), ids=name_of)
def test_links_lead_somewhere(document) -> None:
    dead = [
        link[0]
        for link in LINK.finditer(document.read_text(encoding="utf-8"))
        if not (target := document.parent / link["path"] if link["path"] else document).exists()
        or (link["anchor"] and link["anchor"] not in anchors(target))
    ]

    assert dead == []


def test_every_document_is_reached_from_the_readme() -> None:
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        document = waiting.pop().resolve()
        if document in reached or document.suffix != ".md":
            continue
        reached.add(document)
        links = LINK.finditer(document.read_text(encoding="utf-8"))
        waiting += [document.parent / link["path"] for link in links if link["path"]]

    assert set(documents()) - reached == set()


def test_named_commands_exist() -> None:
    targets = set(re.findall(r"^([\w -]+):.*## ", text_of("Makefile"), re.MULTILINE))
    made = set(re.findall(r"\bmake ([a-z-]+)", all_code()))
    called = set(re.findall(r"\bfaden ([a-z]\w+)(?= |`|\n|$)", all_code()))

    assert made - {word for target in targets for word in target.split()} == set()
    assert called - OWN_COMMANDS - set(get_commands()) == set()


def test_named_files_exist() -> None:
    named = set(re.findall(r"`((?:\w+/)+\w+\.(?:py|toml|sh))`", all_code()))

    missing = {path for path in named if not ((ROOT / path).exists() or (PACKAGE / path).exists())}

    assert missing - {path for path in named if any(PACKAGE.glob(f"*/{path}"))} == set()


def test_every_variable_is_described() -> None:
    code = text_of("faden/config/settings.py") + text_of("faden/config/oidc.py")
    read = re.findall(r"(?:env\.\w+|_needed)\(\s*\"(FADEN_\w+)\"", code)

    assert {name for name, _default, said in known() if said} == set(read)


def test_the_readme_names_the_accounts_of_the_demonstration() -> None:
    accounts = {row[0].strip("`") for row in rows_of(text_of("README.md")) if "@" in row[0]}

    assert accounts == {email for email, _name in ACCOUNTS.values()}
    assert f"`{PASSWORD}`" in text_of("README.md")


SCHEMA, PERSONAL = text_of("docs/data.md").split("## Personal data")


def test_every_table_is_described_with_columns_that_exist() -> None:
    models = {
        model._meta.db_table: model
        for model in apps.get_models()
        if model.__module__.startswith("faden.") and model._meta.managed
    }
    described = {row[0].strip("` "): row[2] for row in rows_of(SCHEMA)}

    unknown = {
        f"{table}: {word}"
        for table, said in described.items()
        for word in re.findall(r"`([a-z_]+)`", said)
        if word not in words_of(models[table])
    }

    assert set(described) == set(models)
    assert unknown == set()


def words_of(model) -> set[str]:
    """Names of the table's columns and constraints, and the values of its choices."""
    fields = model._meta.local_fields
    return (
        {field.column for field in fields}
        | {field.name for field in fields}
        | {constraint.name for constraint in model._meta.constraints}
        | {str(value) for field in fields for value, _label in field.flatchoices}
        | {"process", "idea", "comment", "result", "submit", "rate"}  # no choices: kinds, verbs
    )


def test_every_table_with_personal_data_is_named() -> None:
    tables = {apps.get_model(entry.label)._meta.db_table for entry in registered()}

    assert {row[0].strip("` ") for row in rows_of(PERSONAL)} == tables


def test_the_nightly_work_is_listed_with_its_times() -> None:
    text = text_of("docs/operations.md")
    later = NOON + timedelta(hours=2)  # what runs more often than once a day has another turn then
    daily = next_slots(NOON).items() & next_slots(later).items()
    due = {f"{timezone.localtime(slot):%-H:%M}" for _name, slot in daily}

    assert set(re.findall(r"^\| (\d+:\d\d) \|", text, re.MULTILINE)) == due


def test_the_pages_of_the_set_up_are_there() -> None:
    named = re.findall(r"`(/team/[^`]*)`", text_of("docs/operations.md"))

    assert "/team/stadt/" in named
    for path in named:
        resolve(path)  # raises Resolver404


@pytest.mark.django_db
def test_the_files_of_the_import_guide_fit_its_mapping(tmp_path) -> None:
    process = an_open_process()
    ideas, comments = blocks("docs/importing.md", "csv")
    (mapping,) = blocks("docs/importing.md", "toml")
    names = {"ideas.csv": ideas, "comments.csv": comments, "columns.toml": mapping}
    for name, content in names.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    order = Order(
        process,
        tmp_path / "ideas.csv",
        comments=tmp_path / "comments.csv",
        mapping=mapping_file(tmp_path / "columns.toml"),
    )

    run = import_now(order, actor=None, now=NOON)

    assert (run.state, run.problems) == ("done", [])
    assert [file.n_new for file in run.files.all()] == [2, 2]
    assert tomllib.loads(mapping)["source"] == run.source


def test_the_handbook_uses_the_words_of_the_interface() -> None:
    catalogue = polib.pofile(str(PACKAGE / "locale/de/LC_MESSAGES/django.po"))
    shown = {
        text.replace("\N{NO-BREAK SPACE}", " ")
        for entry in catalogue
        for text in (entry.msgstr, *entry.msgstr_plural.values())
    }
    bold = set(re.findall(r"\*\*(.+?)\*\*", handbook()))

    assert bold - shown - set(FORMAT_LABELS.values()) == set()


def test_every_permission_has_a_german_name_in_the_handbook() -> None:
    rows = handbook()

    assert [name for name in GERMAN_PERMISSIONS.values() if f"| {name} |" not in rows] == []
