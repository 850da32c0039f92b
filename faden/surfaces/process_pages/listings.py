"""What files say of participation processes."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from faden.surfaces.process_pages.rules import Stage
from faden.web.tables import Column, Listing
from faden.web.tables.columns import LINK

STAGES: Mapping[Stage, StrOrPromise] = {
    Stage.COMING: _("Starting soon"),
    Stage.RUNNING: _("Running now"),
    Stage.BETWEEN: _("In progress, nothing open at the moment"),
    Stage.ENDED: _("Ended"),
    Stage.ARCHIVED: _("Ended"),
}
COLUMNS: Sequence[Column[Any]] = (
    Column("title", _("Title"), lambda card: card.process.title, width=45),
    Column("summary", _("In one sentence"), lambda card: card.process.summary, width=60),
    Column("state", _("State"), lambda card: STAGES.get(card.stage), width=24),
    Column("percent", _("Progress in percent"), lambda card: card.percent),
    Column("published_at", _("Published"), lambda card: card.process.published_at),
    Column("link", LINK.label, lambda card: LINK.value(card.process), width=50),
)
PROCESSES: Listing[Any] = Listing("beteiligungen", _("Participation"), COLUMNS)
