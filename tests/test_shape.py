"""The measures of docs/architecture.md that no linter takes."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
import pytest
from django.apps import AppConfig, apps
from django.db.models import Model
from django.db.models.fields.reverse_related import ForeignObjectRel

from tests.source import (
    PACKAGE,
    ROOT,
    Function,
    functions,
    heights,
    imported_names,
    source_files,
    tree_of,
)

LONGEST_FUNCTION = 50
LONG_FUNCTION = 30
DEEPEST_NESTING = 2
POSITIONAL_PARAMETERS = 2
LONGEST_FILE = 320
BLOCKS = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.Match, ast.AsyncFor, ast.AsyncWith)
PRIVATE_MODULES = {"admin", "api", "apps", "feeds", "forms", "migrations", "staff", "urls", "views"}

OUR_APPS = [config for config in apps.get_app_configs() if config.name.startswith("faden.")]
OUR_MODELS = [
    model for config in OUR_APPS for model in config.get_models(include_auto_created=True)
]


def length(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def depth(node: ast.AST) -> int:
    """How many blocks are inside each other; `elif` and a function inside start anew."""
    return max((depth_of_child(node, child) for child in ast.iter_child_nodes(node)), default=0)


def depth_of_child(node: ast.AST, child: ast.AST) -> int:
    if isinstance(child, Function | ast.ClassDef | ast.Lambda):
        return 0
    is_elif = isinstance(node, ast.If) and isinstance(child, ast.If) and node.orelse == [child]
    return depth(child) + (isinstance(child, BLOCKS) and not is_elif)


def test_no_function_is_longer_than_fifty_lines() -> None:
    too_long = {
        place: length(node) for place, node in functions() if length(node) > LONGEST_FUNCTION
    }

    assert too_long == {}


def test_ninety_five_of_a_hundred_functions_are_under_thirty_lines() -> None:
    long = {place for place, node in functions() if length(node) >= LONG_FUNCTION}

    assert len(long) <= 0.05 * len(list(functions())), sorted(long)


def test_blocks_nest_at_most_twice() -> None:
    too_deep = {place: depth(node) for place, node in functions() if depth(node) > DEEPEST_NESTING}

    assert too_deep == {}


def test_public_functions_take_parameters_by_name_from_the_third_on() -> None:
    unnamed = {place: names for place, names in positional() if len(names) > POSITIONAL_PARAMETERS}

    assert unnamed == {}


def positional() -> Iterator[tuple[str, list[str]]]:
    """(place, names) of the functions that other modules call; methods may have to fit a base."""
    for path in source_files():
        public = [
            node
            for node in tree_of(path).body
            if isinstance(node, Function) and node.name[0] != "_"
        ]
        for node in [] if path.parent.name == "templatetags" else public:
            names = [argument.arg for argument in node.args.posonlyargs + node.args.args]
            yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", names


def test_files_have_about_three_hundred_lines_at_most() -> None:
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in source_files()}

    assert {path: count for path, count in lines.items() if count > LONGEST_FILE} == {}


def test_nothing_listens_to_signals() -> None:
    listening = {
        str(path.relative_to(ROOT)): name
        for path in source_files()
        for name in imported_names(path)
        if ("signals" in name.split(".") or name.startswith("django.dispatch"))
        and not name.startswith("allauth.")
    }

    assert listening == {}


@pytest.mark.parametrize("config", OUR_APPS, ids=lambda config: config.label)
def test_every_room_says_what_it_is_for(config: AppConfig) -> None:
    assert config.module.__doc__


def test_rooms_enter_each_other_by_models_queries_actions_and_rules_only() -> None:
    by_the_window = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in source_files()
        for name in imported_names(path)
        if is_private(name) and not path.is_relative_to(room_of(name))
        if not path.is_relative_to(PACKAGE / "config")
    }

    assert by_the_window == set()


def is_private(name: str) -> bool:
    """Whether `faden.floor.room.module...` names a module that only the room itself uses."""
    parts = name.split(".")
    return (
        parts[0] == "faden"
        and len(parts) > 3
        and parts[2] in heights()
        and parts[3] in PRIVATE_MODULES
    )


def room_of(name: str):
    return PACKAGE.joinpath(*name.split(".")[1:3])


@pytest.mark.parametrize("model", OUR_MODELS, ids=lambda model: model._meta.label)
def test_relations_point_to_the_own_room_or_to_one_below(model: type[Model]) -> None:
    wrong = {
        f"{field.name} -> {field.related_model._meta.label}"
        for field in model._meta.get_fields()
        if field.is_relation and not isinstance(field, ForeignObjectRel)
        if not may_point(room_name(model), room_name(field.related_model))
    }

    assert wrong == set()


def room_name(model: Any) -> str:
    """The folder of the room that has the model; its label may be another."""
    return str(model._meta.app_config.name.rpartition(".")[2])


def may_point(source: str, target: str) -> bool:
    height = heights()
    return source == target or target not in height or height[target] < height[source]


def test_pages_name_no_address_of_a_floor_above() -> None:
    height = heights()
    upwards = {
        f"{path.relative_to(ROOT)}: {name}"
        for room, path in page_templates()
        for name, target in named_addresses(path)
        if target in height and height[target][0] > height[room][0]
    }

    assert upwards == set()


def test_pages_take_in_templates_of_their_own_room_and_of_web_only() -> None:
    strange = {
        f"{path.relative_to(ROOT)}: {name}"
        for room, path in page_templates()
        for name in re.findall(r"{% (?:include|extends) [\"']([^\"']+)", path.read_text("utf-8"))
        if name.split("/")[0] not in {room, "web"}
    }

    assert strange == set()


def page_templates() -> Iterator[tuple[str, Path]]:
    """(room, file) of every HTML template of the rooms."""
    for path in sorted(PACKAGE.glob("*/*/templates/**/*.html")):
        yield path.relative_to(PACKAGE).parts[1], path


def named_addresses(path: Path) -> Iterator[tuple[str, str]]:
    """(name, room) of the addresses in the template; without a namespace the name begins so."""
    for name in re.findall(r"{% url [\"']([^\"']+)", path.read_text("utf-8")):
        yield name, re.split("[:_]", name)[0]


def test_the_german_catalogue_is_complete() -> None:
    catalogue = polib.pofile(str(PACKAGE / "locale/de/LC_MESSAGES/django.po"))

    unfinished = catalogue.untranslated_entries() + catalogue.fuzzy_entries()

    assert [entry.msgid for entry in unfinished] == []
