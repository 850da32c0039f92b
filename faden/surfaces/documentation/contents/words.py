"""Numbers, shares and texts as the chapters write them."""

from collections.abc import Iterable
from html import unescape

from django.utils.formats import number_format
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from faden.lib.markdown import html_of
from faden.participation.ideas.models import Idea


def topic_of(idea: Idea) -> str:
    return idea.action_field.name if idea.action_field else _("Without a topic")


def paragraphs(text: str) -> Iterable[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def paragraphs_of_markdown(text: str) -> Iterable[str]:
    return paragraphs(unescape(strip_tags(html_of(text))))


def number(value: int) -> str:
    return number_format(value, use_l10n=True, force_grouping=True)


def percent(share: float) -> str:
    return f"{number_format(round(100 * share, 1), 1, use_l10n=True)}\N{NO-BREAK SPACE}%"
