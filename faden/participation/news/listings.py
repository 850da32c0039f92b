"""What files say of news."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from faden.web.tables import Column, Listing
from faden.web.tables.columns import LINK

COLUMNS: Sequence[Column[Any]] = (
    Column("published_at", _("Published"), lambda news: news.published_at),
    Column("title", _("Title"), lambda news: news.words.title, width=45),
    Column("lead", _("In one sentence"), lambda news: news.words.lead, width=60),
    Column("text", _("Text"), lambda news: news.words.text, width=60),
    Column("process", _("About"), lambda news: news.process and news.process.title, width=30),
    Column("district", _("District"), lambda news: news.district, width=20),
    LINK,
)
NEWS: Listing[Any] = Listing("aktuelles", _("News"), COLUMNS)
