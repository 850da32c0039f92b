"""A staff list over rows that every database has."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest

from faden.lib.refused import Refusal, Refused
from faden.web import icons
from faden.web.forms import Form
from faden.web.tables import (
    BulkAction,
    ChoiceFilter,
    Column,
    Table,
    TextFilter,
    YesNoFilter,
)


class ReasonForm(Form):
    reason = forms.CharField(label="Reason")


def hide(request: HttpRequest, rows: Sequence[Any], answers: dict[str, Any]) -> str:
    if answers["reason"] == "none":
        raise Refused(Refusal("sample.reasonless", "That is no reason."))
    return f"{len(rows)} hidden"


KINDS = Table[ContentType](
    name="kinds",
    title="Kinds",
    row_label=lambda kind: kind.model,
    order=("model",),
    per_page=4,
    columns=(
        Column("model", "Model", lambda kind: kind.model, sort="model", is_heading=True),
        Column("app", "App", lambda kind: kind.app_label, sort=("app_label", "model")),
        Column("length", "Length", lambda kind: 1000 * len(kind.model), is_number=True),
        Column(
            "state", "State", lambda _kind: "ok", cell=lambda _kind: icons.badge("success", "ok")
        ),
        Column("secret", "Internal", lambda _kind: "=1+1", is_shown=False),
    ),
    filters=(
        TextFilter("suche", "Search", lambda rows, text: rows.filter(model__icontains=text)),
        ChoiceFilter(
            "app",
            "App",
            lambda: [("auth", "Auth"), ("sessions", "Sessions")],
            lambda rows, app: rows.filter(app_label=app),
        ),
        YesNoFilter(
            "auth",
            "Is auth",
            lambda rows, yes: (
                rows.filter(app_label="auth") if yes else rows.exclude(app_label="auth")
            ),
        ),
    ),
    bulk=(BulkAction("hide", "Hide", "They vanish.", hide, ReasonForm),),
)
