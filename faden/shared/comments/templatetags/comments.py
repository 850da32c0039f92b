"""The discussion below an item, and its parts."""

from typing import Any

from django import template
from django.core.paginator import Page
from django.template import Context
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from faden.backbone.items.models import Item
from faden.backbone.processes.rules import age_to_declare
from faden.shared.comments.discussion import Discussion, Reader, ShownThread
from faden.shared.comments.forms import CommentForm
from faden.shared.comments.http import kept_words, private_speakers, public_name_of
from faden.shared.comments.queries import STANCES, Thread

register = template.Library()


@register.inclusion_tag("comments/discussion.html", takes_context=True)
def discussion(context: Context, discussion: Discussion) -> dict[str, Any]:
    """Show a page of the item's discussion, and the composer or why there is none."""
    reader, person = discussion.reader, context["request"].person
    form = CommentForm(
        asks_name=person is None or person.is_guest,
        public_name=public_name_of(person),
        speakers=private_speakers(person) if reader.refusal is None else (),
        age_to_declare=age_to_declare(reader.refusals["comment"]),
        initial={
            "name": person.display_name if person else "",
            "text": kept_words(context["request"], discussion.item),
        },
    )
    return _frame(context) | {
        "item": discussion.item,
        "reader": reader,
        "selection": discussion.selection,
        "page": discussion.page,
        "threads": discussion.threads,
        "query": discussion.query,
        "stances": _stance_choices(discussion),
        "form": form,
    }


@register.inclusion_tag("comments/strand.html", takes_context=True)
def strand(
    context: Context,
    thread: ShownThread,
    reader: Reader,
    *,
    query: str = "",
    page: "Page[Thread] | None" = None,
) -> dict[str, Any]:
    """Show a comment on the item with the replies below it.

    :param query: of the page, so that answers and ratings come back to it
    :param page: of the replies, where all of them are shown page by page
    """
    return _frame(context) | {"thread": thread, "reader": reader, "query": query, "page": page}


@register.inclusion_tag("comments/composer.html", takes_context=True)
def composer(
    context: Context,
    item: Item,
    form: CommentForm,
    *,
    target: str = "",
    query: str = "",
    waits: bool = False,
) -> dict[str, Any]:
    """Show the form for a comment on the item, or for a reply if it is a comment.

    :param waits: the team looks at it before it is published
    :param target: id of the part of this page that an accepted comment changes, if there is one
    """
    shown = {"item": item, "form": form, "target": target, "query": query, "waits": waits}
    return _frame(context) | shown


def _frame(context: Context) -> dict[str, Any]:
    return {name: context.get(name) for name in ("request", "site")}


def _stance_choices(discussion: Discussion) -> list[tuple[str, str]]:
    """Return the filter's choices, and how many comments there are of each stance.

    All of them stand in the heading, with the replies, which take no stance.
    """
    numbers = discussion.n_by_stance
    labels = [
        ("dafuer", pgettext("stance", "For")),
        ("dagegen", _("Against")),
        ("ohne", _("Without a stance")),
    ]
    return [("", _("All")), *((v, _with_number(label, numbers[STANCES[v]])) for v, label in labels)]


def _with_number(label: str, n: int) -> str:
    return f"{label} ({number_format(n, use_l10n=True, force_grouping=True)})"
