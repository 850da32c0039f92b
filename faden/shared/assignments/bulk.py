"""Assigning as a bulk action of the team's tables."""

from collections.abc import Sequence
from functools import partial
from typing import Any, cast

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from faden.backbone.items.models import Item
from faden.backbone.people.http import AccountRequest
from faden.shared.assignments.actions import assign
from faden.shared.assignments.forms import AssignForm, order_of
from faden.shared.assignments.models import Assignment
from faden.web.tables import BulkAction


def _assign(
    request: HttpRequest, rows: Sequence[Any], answers: dict[str, Any], *, topic: str
) -> str:
    person = cast("AccountRequest", request).person
    now = timezone.now()  # noqa: TID251 - part of a view
    items: list[Item] = [getattr(row, "item", row) for row in rows]
    n = assign(items, order_of(answers, topic), actor=person, now=now)
    return ngettext("%(n)s entry is assigned.", "%(n)s entries are assigned.", n) % {"n": n}


def assign_action(topic: str = Assignment.Topic.ANSWER) -> BulkAction:
    """Return the bulk action for a table of items, or of rows that have an `item`."""
    return BulkAction(
        "assign",
        _("Assign"),
        _("The office finds them in its list and in its mail of the next working day."),
        partial(_assign, topic=topic),
        AssignForm,
        icon="arrow-forward",
    )
