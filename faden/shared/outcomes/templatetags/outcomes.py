"""How an outcome looks."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.safestring import SafeString

from faden.shared.outcomes.models import Outcome
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
}


@register.simple_tag
def outcome_badge(code: str) -> SafeString:
    """Show the outcome as a badge of icon and words."""
    outcome = Outcome.Code(code)
    kind, icon = _LOOK[outcome]
    return badge(kind, str(outcome.label), icon_name=icon)


@register.inclusion_tag("outcomes/outcomes.html")
def outcomes(answers: Sequence[Outcome], *, answer_by: str, language: str) -> dict[str, Any]:
    """Show what became of an item: the current answer, earlier ones folded, or when one comes.

    :param answers: the newest first
    """
    current = next((outcome for outcome in answers if outcome.is_current), None)
    earlier = [outcome for outcome in answers if not outcome.is_current]
    return {"current": current, "earlier": earlier, "answer_by": answer_by, "language": language}
