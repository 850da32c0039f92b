"""The three questions where somebody has just taken part, and what others answered."""

from collections.abc import Iterable
from typing import Any

from django import template

from faden.backbone.items.models import Item
from faden.shared.feedback.forms import FeedbackForm
from faden.shared.feedback.http import refusal_of
from faden.shared.feedback.rules import Result

register = template.Library()


@register.inclusion_tag("feedback/ask.html", takes_context=True)
def ask_feedback(context: template.Context, process: Item) -> dict[str, Any]:
    """Ask the three questions about the process; nothing if they are answered already."""
    if refusal_of(context["request"], process.pk) is not None:
        return {"form": None}
    return {"form": FeedbackForm(), "process": process}


@register.inclusion_tag("feedback/table.html")
def feedback_table(results: Iterable[Result]) -> dict[str, Any]:
    """Show how the questions were answered, as numbers."""
    return {"results": [result for result in results if result.is_shown]}
