"""Hiding as a bulk action of the team's tables."""

from collections.abc import Sequence
from typing import Any, cast

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from faden.backbone.items.models import Item
from faden.backbone.people.http import AccountRequest
from faden.shared.moderation.actions import hide_all
from faden.shared.moderation.forms import HideForm
from faden.shared.moderation.http import move_address
from faden.web.tables import BulkAction


def _hide(request: HttpRequest, items: Sequence[Item], answers: dict[str, Any]) -> str:
    person = cast("AccountRequest", request).person
    now = timezone.now()  # noqa: TID251 - part of a view
    n = hide_all(items, reason=answers["reason"], actor=person, now=now)
    return ngettext("%(n)s contribution is hidden.", "%(n)s contributions are hidden.", n) % {
        "n": n
    }


def _move(request: HttpRequest, rows: Sequence[Any]) -> str:  # noqa: ARG001 - as tables ask
    return move_address(rows)


MOVE = BulkAction(
    "move",
    _("Move to another process"),
    _(
        "Comments, ratings and answers go along. Authors get a mail with the reason, where we know "
        "an address."
    ),
    page=_move,
    icon="arrow-forward",
)
HIDE = BulkAction(
    "hide",
    _("Hide"),
    _(
        "They vanish from the public pages. Authors get a mail with the reason, where we know an "
        "address."
    ),
    _hide,
    HideForm,
    icon="visibility-off",
)
