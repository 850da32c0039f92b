"""What files say of hidden contributions."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from faden.web.tables import Column, Listing

HIDDEN_COLUMNS: Sequence[Column[Any]] = (
    Column("id", _("Number"), lambda hiding: hiding.item_id),
    Column("title", _("Contribution"), lambda hiding: hiding.item, width=45),
    Column("reason", _("Reason"), lambda hiding: hiding.reason, width=60),
    Column("hidden_at", _("Hidden since"), lambda hiding: hiding.hidden_at),
)
HIDDEN: Listing[Any] = Listing("ausgeblendet", _("Hidden contributions"), HIDDEN_COLUMNS)
