"""What files say of questions, explained terms and places. Never who asked."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from faden.backbone.places.hours import in_words
from faden.lib.dates import day
from faden.web.tables import Column, Listing
from faden.web.tables.columns import LINK

QUESTION_COLUMNS: Sequence[Column[Any]] = (
    Column("title", _("Question"), lambda question: question.title, width=60),
    Column("text", _("Details"), lambda question: question.text, width=60),
    Column("asked_at", _("Asked"), lambda question: question.published_at),
    Column("answer", _("Answer"), lambda question: question.answer, width=60),
    Column("unit", _("Answered by"), lambda question: question.unit, width=30),
    Column("answered_at", _("Answered on"), lambda question: question.answered_at),
    Column("promised_on", _("Answer promised by"), lambda question: question.promised_on),
    LINK,
)
QUESTIONS: Listing[Any] = Listing("fragen", _("Questions and answers"), QUESTION_COLUMNS)
TERM_COLUMNS: Sequence[Column[Any]] = (
    Column("word", _("Term"), lambda term: term.word, width=30),
    Column("other_forms", _("Other forms"), lambda term: term.other_forms, width=30),
    Column("explanation", _("Explanation"), lambda term: term.explanation, width=80),
)
TERMS: Listing[Any] = Listing("begriffe", _("Terms explained"), TERM_COLUMNS)


def _hours(shown: Any) -> str:
    return "; ".join(f"{days} {hours}" for days, hours in shown.lines)


def _stops(shown: Any) -> str:
    return "; ".join(
        f"{day(stop.day)}, {in_words(stop.opens, stop.closes)} {stop.address}".strip()
        for stop in shown.stops
    )


VENUE_COLUMNS: Sequence[Column[Any]] = (
    Column("name", _("Place"), lambda shown: shown.venue.name, width=30),
    Column("kind", _("Kind"), lambda shown: shown.venue.get_sort_display()),
    Column("address", _("Address"), lambda shown: shown.venue.address, width=40),
    Column("hours", _("Opening hours"), _hours, width=45),
    Column("stops", _("Next stops"), _stops, width=45),
    Column(
        "processes",
        _("Participation"),
        lambda shown: "; ".join(process.title for process in shown.processes),
        width=45,
    ),
    Column("latitude", _("Latitude"), lambda shown: shown.venue.latitude),
    Column("longitude", _("Longitude"), lambda shown: shown.venue.longitude),
)
VENUES: Listing[Any] = Listing("orte", _("Take part on site"), VENUE_COLUMNS)
