"""What files say of the documentations that were made."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from faden.web.tables import Column, Listing

COLUMNS: Sequence[Column[Any]] = (
    Column("as_of", _("As of"), lambda made: made.as_of),
    Column("created_at", _("Made"), lambda made: made.created_at),
    Column("n_ideas", _("Ideas"), lambda made: made.n_ideas if made.finished_at else None),
    Column("is_ready", _("Ready"), lambda made: made.finished_at is not None),
)
DOCUMENTATIONS: Listing[Any] = Listing("dokumentationen", _("Documentations"), COLUMNS)
