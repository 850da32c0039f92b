"""The keys and values of a snapshot, in words of the reader's language."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import BooleanField, DateField, DateTimeField, JSONField, Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from faden.backbone.items.kinds import kind
from faden.backbone.people.models import Level
from faden.backbone.processes.models import ActionField, Concept, Milestone, Phase, Process
from faden.lib.dates import day, day_time

MODELS: Mapping[str, type[Model]] = {
    "concept": Concept,
    "field": ActionField,
    "phase": Phase,
    "milestone": Milestone,
}
LABELS = {  # of columns that are in no form, and so have none of their own
    "unit": gettext_lazy("responsible office"),
    "visibility": gettext_lazy("who sees it"),
    "language": gettext_lazy("language"),
    "archived_at": gettext_lazy("archived"),
    "position": gettext_lazy("place in the order"),
    "was_until": gettext_lazy("original date, until"),
    "was_precision": gettext_lazy("original date, precision"),
}
PARTS = {  # what the public calls what is changed
    "field": gettext_lazy("fields of action"),
    "phase": gettext_lazy("phases"),
    "milestone": gettext_lazy("timetable"),
    "unit": gettext_lazy("responsible office"),
    "with_results": gettext_lazy("what happens with the results"),
    **dict.fromkeys(
        ("title", "summary", "description", "language", "groups_involved"),
        gettext_lazy("description"),
    ),
    **dict.fromkeys(("progress_percent", "progress_meaning"), gettext_lazy("progress")),
    **dict.fromkeys(("minimum_age", "rating_mode"), gettext_lazy("rules for taking part")),
}
OTHER_PARTS = gettext_lazy("frame of the participation")  # the four lines and the level
NAMED_BY = {"field": "name", "phase": "name", "milestone": "title"}


def label(key: str, *snapshots: Mapping[str, str]) -> str:
    """Return what the key means: "Phase “Ideen sammeln”: starts".

    :param snapshots: where the part's name may stand, the newest first
    """
    part, _dot, rest = key.partition(".")
    if part == "concept":
        return _("Concept: %(part)s") % {"part": _column_label(Concept, rest)}
    if part not in NAMED_BY:
        return capfirst(_column_label(Process, key))
    number, _dot, column = rest.partition(".")
    named = f"{part}.{number}.{NAMED_BY[part]}"
    name = next((found[named] for found in snapshots if named in found), "")
    return _named(part) % {"name": name, "part": _part_label(MODELS[part], column)}


def value(key: str, text: str) -> str:
    """Return the value in words: a date, a choice, yes or no; texts stay as they are."""
    part, _dot, rest = key.partition(".")
    if ".opens." in key:
        return _terms(text) if text else ""
    if key == "edit_minutes" and not text:
        return _("until the phase ends")
    if key == "unit" or not text:
        return text
    model = MODELS.get(part, Process)
    return _in_words(_column(model, rest.rpartition(".")[2] or key), text)


def part_name(key: str) -> str:
    """Return what the public calls the part of a process to which the key belongs."""
    return str(PARTS.get(key.partition(".")[0], OTHER_PARTS))


def _named(part: str) -> str:
    if part == "field":
        return _("Field of action “%(name)s”: %(part)s")
    if part == "phase":
        return _("Phase “%(name)s”: %(part)s")
    return _("Milestone “%(name)s”: %(part)s")


def _part_label(model: type[Model], column: str) -> str:
    if not column.startswith("opens."):
        return _column_label(model, column)
    _opens, kind_name, verb = column.split(".")
    labels = {known.name: known.label for known in kind(kind_name).verbs}
    return str(labels.get(verb, verb))


def _column_label(model: type[Model], name: str) -> str:
    return str(LABELS.get(name) or _column(model, name).verbose_name)


def _column(model: type[Model], name: str) -> Any:
    return model._meta.get_field(name)


def _in_words(column: Any, text: str) -> str:
    if column.choices:
        words = {str(code): str(label) for code, label in column.flatchoices}
        return words.get(text, text)
    if isinstance(column, BooleanField):
        return _("Yes") if text == "True" else _("No")
    if isinstance(column, DateTimeField):
        return day_time(datetime.fromisoformat(text))
    if isinstance(column, DateField):
        return day(date.fromisoformat(text))
    return _listed(text) if isinstance(column, JSONField) else text


def _listed(text: str) -> str:
    rows = json.loads(text)
    return "\n".join(
        f"{row.get('label', '')} ({row.get('url', '')})" if isinstance(row, dict) else str(row)
        for row in rows
    )


def _terms(text: str) -> str:
    level, *rest = text.split("|")
    words = [str(Level(int(level)).label)]
    if rest and rest[0] != "0":
        words.append(_("from %(age)s years on") % {"age": rest[0]})
    return ", ".join([*words, *rest[1:]])
