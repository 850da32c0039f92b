"""KERN components as tags. A misspelt argument is an error, never a silent gap."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django_stubs_ext import StrOrPromise

from faden.web import icons
from faden.web.components import (
    Button,
    Card,
    LinkButton,
    PostButton,
    TimelineItem,
    stable_id,
)

register = template.Library()


@register.simple_tag
def icon(name: str, size: str = "", label: str = "") -> SafeString:
    """Show an icon; `size`: small, large or x-large."""
    return icons.icon(name, size=size, label=label)


@register.simple_tag
def badge(kind: str, label: str, icon: str = "") -> SafeString:
    """Show a state. `kind`: info, success, warning, danger or neutral."""
    return icons.badge(kind, label, icon_name=icon)


@register.simple_block_tag
def alert(
    content: str,
    kind: str,
    title: str,
    *,
    level: int = 0,
    live: bool = False,
    id: str = "",  # noqa: A002 - the HTML attribute
) -> SafeString:
    """Show a message box. `kind`: info, success, warning or danger; `level`: of its heading.

    `live`: it is read out when it appears in a page that is open already.
    """
    if kind not in icons.KINDS:
        raise template.TemplateSyntaxError(f"no alert of kind {kind!r}")
    context = {"content": content, "kind": kind, "title": title, "level": level}
    return render_to_string("web/kern/alert.html", context | {"live": live, "id": id})


@register.inclusion_tag("web/kern/button.html")
def button(label: StrOrPromise, **attributes: Any) -> dict[str, Any]:
    """Show a form's button; the attributes are those of `components.Button`."""
    return {"button": Button(label, **attributes)}


@register.inclusion_tag("web/kern/link_button.html")
def link_button(url: str, label: StrOrPromise, **attributes: Any) -> dict[str, Any]:
    """Show a link as a button; the attributes are those of `components.LinkButton`."""
    return {"button": LinkButton(url, label, **attributes)}


@register.inclusion_tag("web/kern/post_button.html")
def post_button(url: str, label: StrOrPromise, **attributes: Any) -> dict[str, Any]:
    """Show a form of one button; the attributes are those of `components.PostButton`."""
    return {"button": PostButton(url, label, **attributes)}


@register.simple_block_tag
def card(content: str, title: StrOrPromise, **attributes: Any) -> SafeString:
    """Show a card; the attributes are those of `components.Card`."""
    context = {"card": Card(title, **attributes), "content": content}
    return render_to_string("web/kern/card.html", context)


@register.simple_block_tag
def card_footer(content: str) -> SafeString:
    """Show what stands at the lower edge of a card: figures, a state, buttons."""
    return render_to_string("web/kern/card_footer.html", {"content": content})


@register.inclusion_tag("web/kern/description_list.html")
def description_list(
    pairs: Iterable[tuple[StrOrPromise, Any]], *, columns: bool = False
) -> dict[str, Any]:
    """Show terms and what belongs to them. `columns`: the value below its term."""
    return {"pairs": pairs, "columns": columns}


@register.inclusion_tag("web/kern/progress.html")
def progress(
    label: StrOrPromise, value: float, maximum: float = 100, measure: StrOrPromise = ""
) -> dict[str, Any]:
    """Show how far something is. `measure` says what the percentage counts."""
    return {
        "id": stable_id("progress", label, value, maximum, measure),
        "label": label,
        "value": value,
        "maximum": maximum,
        "share": value / maximum if maximum else 0,
        "measure": measure,
    }


@register.simple_block_tag
def details(
    content: str,
    summary: StrOrPromise,
    *,
    open: bool = False,  # noqa: A002 - the HTML attribute
    id: str = "",  # noqa: A002 - the HTML attribute
) -> SafeString:
    """Show a heading that opens to its text, without JavaScript."""
    context = {"content": content, "summary": summary, "open": open, "id": id}
    return render_to_string("web/kern/details.html", context)


@register.simple_block_tag
def details_group(content: str) -> SafeString:
    """Show several `details` as one list."""
    return render_to_string("web/kern/details_group.html", {"content": content})


@register.simple_block_tag
def table_region(
    content: str,
    caption: StrOrPromise,
    *,
    id: str = "",  # noqa: A002 - the HTML attribute
    hide_caption: bool = False,
) -> SafeString:
    """Show a table (the content: thead and tbody) that scrolls by itself where it is too wide."""
    context = {"content": content, "caption": caption, "hide_caption": hide_caption}
    return render_to_string(
        "web/kern/table.html", context | {"id": id or stable_id("table", caption)}
    )


@register.simple_block_tag
def stats(content: str) -> SafeString:
    """Show figures side by side."""
    return render_to_string("web/kern/stats.html", {"content": content})


@register.inclusion_tag("web/kern/stat.html")
def stat(value: Any, label: StrOrPromise, note: StrOrPromise = "") -> dict[str, Any]:
    """Show a figure with its meaning: 142, people, "31 of them on site"."""
    return {"value": value, "label": label, "note": note}


@register.simple_block_tag
def timeline(content: str) -> SafeString:
    """Show steps in time, each a `timeline_item`."""
    return render_to_string("web/kern/timeline.html", {"content": content})


@register.simple_block_tag
def timeline_item(content: str, title: StrOrPromise, **attributes: Any) -> SafeString:
    """Show one step; the attributes are those of `components.TimelineItem`."""
    context = {"item": TimelineItem(title, **attributes), "content": content}
    return render_to_string("web/kern/timeline_item.html", context)


@register.simple_block_tag
def phases(content: str, label: StrOrPromise) -> SafeString:
    """Show the phases of a process as a strip: beside each other, on phones below each other."""
    return render_to_string("web/kern/phases.html", {"content": content, "label": label})


@register.simple_block_tag
def phase(content: str, name: str, when: str, state: str, state_label: StrOrPromise) -> SafeString:
    """Show one phase. `state`: past, current (its text is open) or future."""
    if state not in ("past", "current", "future"):
        raise template.TemplateSyntaxError(f"no phase of state {state!r}")
    context = {"name": name, "when": when, "state": state, "state_label": state_label}
    return render_to_string("web/kern/phase.html", context | {"content": content})


@register.inclusion_tag("web/kern/rating_bars.html")
def rating_bars(up: int, down: int | None = None) -> dict[str, Any]:
    """Show how many are in favour and how many against, as numbers and as two small bars.

    Without `down`, where people can be in favour only, there is one number and no bar.
    """
    most = max(up, down or 0, 1)
    return {
        "up": up,
        "down": down,
        "up_width": str(round(100 * up / most)),
        "down_width": str(round(100 * (down or 0) / most)),
    }


@register.simple_block_tag
def thanks(content: str, title: StrOrPromise) -> SafeString:
    """Show thanks after a contribution; the content says what happens next."""
    return render_to_string("web/kern/thanks.html", {"content": content, "title": title})
