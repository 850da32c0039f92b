"""News in lists of other pages."""

from collections.abc import Iterable
from typing import Any

from django import template

from faden.participation.news.models import News
from faden.shared.media.models import Image
from faden.shared.media.templatetags.media import source_of

register = template.Library()


@register.inclusion_tag("news/cards.html")
def news_cards(
    cards: Iterable[tuple[News, Image | None]], *, level: int = 3, with_process: bool = True
) -> dict[str, Any]:
    """Show news as cards: picture, day, title, one sentence. `level`: of the headings."""
    shown = [(news, image, source_of(image) if image else None) for news, image in cards]
    return {"cards": shown, "level": level, "with_process": with_process}
