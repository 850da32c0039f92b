"""How an outcome looks."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from faden.lib import dates
from faden.shared.outcomes.models import Outcome
from faden.shared.outcomes.rules import Promised
from faden.web.icons import badge

register = template.Library()

_LOOK = {
    Outcome.Code.IMPLEMENTED: ("success", "check"),
    Outcome.Code.PARTLY: ("success", "checklist"),
    Outcome.Code.EXISTS: ("success", "info"),
    Outcome.Code.CONTINUED: ("info", "arrow-forward"),
    Outcome.Code.STORED: ("info", "drive-folder-upload"),
    Outcome.Code.DECLINED: ("danger", "close"),
    Outcome.Code.FORWARDED: ("info", "open-in-new"),
    Outcome.Code.NOTED: ("neutral", "visibility"),
    Outcome.Code.ADOPTED: ("success", "check"),
    Outcome.Code.PARTLY_ADOPTED: ("success", "checklist"),
    Outcome.Code.CONTAINED: ("success", "info"),
    Outcome.Code.NOT_ADOPTED: ("danger", "close"),
    Outcome.Code.CHECKED: ("warning", "autorenew"),
}


@register.simple_tag
def outcome_badge(code: str, until: date | None = None) -> SafeString:
    """Show the outcome as a badge of icon and words."""
    kind, icon = _LOOK[Outcome.Code(code)]
    return badge(kind, outcome_words(code, until), icon_name=icon)


@register.simple_tag
def outcome_words(code: str, until: date | str | None = None) -> str:
    """Say the outcome in words; of an interim notice with its day, where that is known."""
    if code == Outcome.INTERIM and until:
        day = date.fromisoformat(until) if isinstance(until, str) else until
        return _("Is being checked until %(day)s") % {"day": dates.day(day)}
    return str(Outcome.Code(code).label)


@register.filter
def iso_day(value: str) -> str:
    """Return a day that a mail's facts hold, as people read it."""
    return dates.day(date.fromisoformat(value))


@register.inclusion_tag("outcomes/promised.html")
def promise_notice(promised: Promised | None) -> dict[str, Any]:
    """Say by when the city promised answers, and that the day has passed; nothing without one."""
    return {"promised": promised}


@register.inclusion_tag("outcomes/outcomes.html")
def outcomes(
    answers: Sequence[Outcome], *, answer_by: str, language: str, promised: Promised | None = None
) -> dict[str, Any]:
    """Show what became of an item: the current answer, earlier ones folded, or when one comes.

    :param answers: the newest first
    """
    current = next((outcome for outcome in answers if outcome.is_current), None)
    return {
        "current": current,
        "is_interim": current is not None and not current.is_answer,
        "earlier": [outcome for outcome in answers if not outcome.is_current],
        "answer_by": answer_by,
        "language": language,
        "promised": promised,
    }
