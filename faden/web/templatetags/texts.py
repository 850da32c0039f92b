"""Dates, numbers and people's texts, as words."""

import re
from datetime import date, datetime

from django import template
from django.template.defaultfilters import linebreaks_filter
from django.utils.formats import number_format
from django.utils.html import format_html, urlize
from django.utils.safestring import SafeString, mark_safe

from faden.lib import dates
from faden.lib.markdown import html_of

register = template.Library()

MOST_LINKS = 30  # in a text of people
ADDRESS = re.compile(r"@|://|www\.|\.(?:com|edu|gov|int|mil|net|org)\b", re.IGNORECASE)


@register.filter
def day(value: date | None) -> str:
    """Return "7. Dezember 2019", in the city's zone; nothing for nothing."""
    return dates.day(value) if value else ""


@register.filter
def day_time(value: datetime | None) -> str:
    """Return "7. Dezember 2019, 18:30 Uhr"; nothing for nothing."""
    return dates.day_time(value) if value else ""


@register.filter
def last_day(ends_at: datetime | None) -> str:
    """Return the last day of a time that ends before `ends_at`; nothing for nothing."""
    return dates.day(dates.last_day(ends_at)) if ends_at else ""


@register.simple_tag
def time_of(value: date, *, with_time: bool = False) -> SafeString:
    """Show a date (or a date and time) that machines can read too."""
    if with_time and isinstance(value, datetime):
        return format_html(
            '<time datetime="{}">{}</time>', dates.machine(value), dates.day_time(value)
        )
    return format_html('<time datetime="{}">{}</time>', dates.machine(value), dates.day(value))


@register.simple_tag
def time_left(ends_at: datetime, now: datetime) -> str:
    """Show "noch 12 Tage, bis 31. Oktober 2026"."""
    return dates.time_left(ends_at, now=now)


@register.filter
def number(value: object) -> object:
    """Return a number as the language writes it (2.393); everything else unchanged."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    return number_format(value, use_l10n=True, force_grouping=True)


@register.filter
def percent(share: float) -> str:
    """Return 0.6 as "60 %", with the space that does not break."""
    return f"{round(100 * share)}\N{NO-BREAK SPACE}%"


@register.filter
def unlocalised(value: float) -> str:
    """Return a number as HTML attributes need it."""
    return str(value)


@register.filter
def user_text(text: str) -> SafeString:
    """Return people's plain text as paragraphs with links that search engines do not follow.

    A text of very many addresses has no links: each costs 0.2 ms, at every visit of the page.
    """
    n_addresses = sum(ADDRESS.search(word) is not None for word in text.split())
    if n_addresses > MOST_LINKS:
        return linebreaks_filter(text, autoescape=True)
    linked = urlize(text, nofollow=True, autoescape=True)  # no quote of the text survives escaping
    return linebreaks_filter(
        mark_safe(linked.replace('rel="nofollow"', 'rel="nofollow ugc"'))  # noqa: S308 - urlize escaped it
    )


@register.filter
def staff_text(text: str) -> SafeString:
    """Return the team's Markdown as HTML; HTML written in it is shown as text."""
    return mark_safe(html_of(text))  # noqa: S308 - the Markdown renderer lets no HTML through
