"""What tables and files say of an undertaking."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from faden.web.tables import Column, Listing
from faden.web.tables.columns import LINK


def where(undertaking: Any) -> str:
    """Return the districts and the place in words; without any it is the whole city."""
    names = [district.name for district in undertaking.districts.all()]
    said = ", ".join([*names, *([undertaking.area] if undertaking.area else [])])
    return said or _("The whole city")


def _process(undertaking: Any) -> str:
    process = undertaking.participation_in
    return process.title if process and process.is_public else ""


def columns(path: Callable[[Any], str]) -> Sequence[Column[Any]]:
    """Return the columns; `path` gives the address behind a title."""
    title = Column[Any](
        "title",
        gettext_lazy("Title"),
        lambda one: one.title,
        sort="title",
        link=path,
        is_heading=True,
        width=45,
    )
    return (title, *_OTHERS)


_OTHERS: Sequence[Column[Any]] = (
    Column(
        "summary",
        gettext_lazy("Short description"),
        lambda one: one.summary,
        is_shown=False,
        width=60,
    ),
    Column("stage", gettext_lazy("State"), lambda one: one.get_stage_display(), sort="stage"),
    Column("where", gettext_lazy("Where"), where, width=30),
    Column(
        "period",
        gettext_lazy("Period"),
        lambda one: one.when,
        sort="starts_on",
        width=24,
    ),
    Column(
        "unit",
        gettext_lazy("Responsible"),
        lambda one: one.unit.display_name,
        sort="unit__display_name",
        is_shown=False,
        width=30,
    ),
    Column(
        "cost_eur",
        gettext_lazy("Cost in euros"),
        lambda one: one.cost_eur,
        sort="cost_eur",
        is_number=True,
        is_shown=False,
    ),
    Column(
        "participation",
        gettext_lazy("Participation in it"),
        lambda one: one.get_participation_display(),
        sort="participation",
        width=24,
    ),
    Column(
        "participation_note",
        gettext_lazy("How, or why not"),
        lambda one: one.participation_note,
        is_shown=False,
        width=60,
    ),
    Column("process", gettext_lazy("Where people take part"), _process, is_shown=False),
    Column(
        "next_step",
        gettext_lazy("Next step"),
        lambda one: one.next_step,
        is_shown=False,
        width=45,
    ),
    Column(
        "changed_at",
        gettext_lazy("Last changed"),
        lambda one: one.changed_at,
        sort="changed_at",
        is_shown=False,
    ),
    LINK,
)
PUBLIC: Listing[Any] = Listing(
    name="vorhabenliste",
    title=gettext_lazy("List of undertakings"),
    columns=columns(lambda one: str(one.get_absolute_url())),
)
SUGGESTIONS: Listing[Any] = Listing(
    name="vorschlaege",
    title=gettext_lazy("Suggestions of participation"),
    columns=(
        Column("created_at", gettext_lazy("Date"), lambda one: one.created_at),
        Column("text", gettext_lazy("Suggestion"), lambda one: one.text, width=80),
    ),
)
