"""The icons of the design system, and which of them stands for which kind of message."""

from functools import cache

from django.template import TemplateSyntaxError
from django.utils.html import format_html
from django.utils.safestring import SafeString

ICONS = frozenset(
    {
        "account-circle",
        "add",
        "arrow-back",
        "arrow-down",
        "arrow-forward",
        "arrow-up",
        "autorenew",
        "brightness-medium",
        "calendar-today",
        "check",
        "checklist",
        "chevron-left",
        "chevron-right",
        "close",
        "content-copy",
        "danger",
        "dark-mode",
        "dehaze",
        "delete",
        "download",
        "draft",
        "drive-folder-upload",
        "easy-language",
        "edit",
        "help",
        "home",
        "info",
        "keyboard-double-arrow-left",
        "keyboard-double-arrow-right",
        "language",
        "light-mode",
        "logout",
        "mail",
        "more-vert",
        "open-in-new",
        "question-mark",
        "search",
        "sign-language",
        "success",
        "visibility",
        "visibility-off",
        "warning",
    }
)
KINDS = ("info", "success", "warning", "danger")
BADGE_ICONS = {kind: kind for kind in KINDS} | {"neutral": "info"}
SIZES = ("", "small", "large", "x-large")


def icon(name: str, *, size: str = "", label: str = "") -> SafeString:
    """Return the icon. Without a label it is decoration, and readers of the screen skip it."""
    if not label:
        return _decoration(name, size)
    return format_html(
        '<span class="{}" role="img" aria-label="{}"></span>', _classes(name, size), label
    )


@cache  # a list of ideas shows the same icon a hundred times
def _decoration(name: str, size: str) -> SafeString:
    return format_html('<span class="{}" aria-hidden="true"></span>', _classes(name, size))


def _classes(name: str, size: str) -> str:
    if name not in ICONS or size not in SIZES:
        raise TemplateSyntaxError(f"no icon {name!r} of size {size!r}")
    return f"kern-icon kern-icon--{name}" + (f" kern-icon--{size}" if size else "")


def badge(kind: str, label: str, *, icon_name: str = "") -> SafeString:
    """Return a state as icon and text; the colour is never the only sign."""
    if kind not in BADGE_ICONS:
        raise TemplateSyntaxError(f"no badge of kind {kind!r}")
    return format_html(
        '<span class="kern-badge kern-badge--{}">{}'
        '<span class="kern-label kern-label--small">{}</span></span>',
        kind,
        icon(icon_name or BADGE_ICONS[kind]),
        label,
    )
