"""What was changed in a text, readable without colours and by ear."""

from typing import Any

from django import template

from faden.lib.differences import differences

register = template.Library()


@register.inclusion_tag("web/structure/difference.html")
def difference(before: str, after: str, *, language: str = "") -> dict[str, Any]:
    """Show the text as it is, with what was removed from the older one and what was added.

    :param language: of both texts, where it is not the page's
    """
    return {"parts": differences(before, after), "language": language}
