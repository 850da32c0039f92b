"""How long work is shown on the pages of all rooms."""

from __future__ import annotations

from typing import Any

from django import template

from faden.shared.errands.models import Errand

register = template.Library()

STATES = {
    Errand.State.DONE: ("success", ""),
    Errand.State.FAILED: ("danger", ""),
    Errand.State.CANCELLED: ("neutral", "close"),
    Errand.State.RETRYING: ("warning", "autorenew"),
}


@register.inclusion_tag("errands/progress.html")
def errand_progress(errand: Errand) -> dict[str, Any]:
    """Show how far the work is, with a button that cancels it. Below `errand_live`."""
    return {"errand": errand, "cancel_id": f"abbrechen-{errand.pk}"}


@register.inclusion_tag("errands/state.html")
def errand_state(errand: Errand) -> dict[str, Any]:
    """Show how the work stands, as a badge."""
    kind, icon = STATES.get(errand.state, ("info", "autorenew"))
    return {"kind": kind, "icon": icon, "label": errand.state.label}


@register.inclusion_tag("errands/refresh.html", takes_context=True)
def errand_refresh(context: template.Context, is_under_way: object) -> dict[str, Any]:
    """Let browsers without JavaScript load the page anew; for the block `head`.

    `?ruhig=ja` in the address switches it off.
    """
    is_quiet = "ruhig" in context["request"].GET
    return {"is_wanted": bool(is_under_way) and not is_quiet}


@register.simple_block_tag(takes_context=True)
def errand_live(context: template.Context, content: str, is_under_way: object) -> str:
    """Keep what is inside up to date while something is under way: every two seconds."""
    facts = {
        "content": content,
        "is_live": bool(is_under_way),
        "is_quiet": "ruhig" in context["request"].GET,
        "path": context["request"].get_full_path(),
        "page_path": context["request"].path,
    }
    return template.loader.render_to_string("errands/live.html", facts)
