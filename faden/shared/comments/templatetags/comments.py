"""The discussion below an item."""

from typing import Any

from django import template
from django.core.paginator import Page

from faden.backbone.items.models import Item
from faden.lib.refused import Refusal
from faden.shared.comments.forms import CommentForm
from faden.shared.comments.models import Comment

register = template.Library()


@register.inclusion_tag("comments/discussion.html", takes_context=True)
def discussion(
    context: template.Context,
    item: Item,
    page: "Page[Comment]",
    *,
    refusal: Refusal | None,
    may_moderate: bool,
) -> dict[str, Any]:
    """Show a page of the item's comments, and the composer or why there is none."""
    person = context["request"].person
    form = CommentForm(initial={"name": person.display_name if person else ""})
    frame = {name: context.get(name) for name in ("request", "site")}
    return frame | {
        "item": item,
        "page": page,
        "form": form,
        "refusal": refusal,
        "may_moderate": may_moderate,
    }


@register.inclusion_tag("comments/composer.html", takes_context=True)
def composer(
    context: template.Context, item: Item, form: CommentForm, *, target: str = ""
) -> dict[str, Any]:
    """Show the form for a comment; people with an account are not asked for a name.

    :param target: id of the part of this page that an accepted comment changes, if there is one
    """
    person = context["request"].person
    asks_name = person is None or person.is_guest
    shown = {"item": item, "form": form, "asks_name": asks_name, "target": target}
    return {"site": context.get("site"), **shown}
