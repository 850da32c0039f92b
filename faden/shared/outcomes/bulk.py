"""Answering many at once from the team's tables."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from faden.shared.outcomes.http import address_for
from faden.web.tables import BulkAction


def answer_action(process_slug: str) -> BulkAction:
    """Return the bulk action for a table of contributions: it leads to the one answer to all."""

    def page(request: HttpRequest, rows: Sequence[Any]) -> str:  # noqa: ARG001 - as tables ask
        return address_for(rows, "answer_many", slug=process_slug)

    return BulkAction(
        "answer",
        _("Answer"),
        _("One answer to all of them. Each author gets one mail, where we know an address."),
        page=page,
        icon="edit",
    )
