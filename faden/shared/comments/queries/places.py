"""Where in its discussion a comment stands."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import Q
from django.urls import reverse

from faden.shared.comments.models import Comment
from faden.shared.comments.queries.pages import (
    FIRST_REPLIES,
    REPLIES,
    STANCES,
    THREADS,
    Selection,
    roots,
)

USUAL = Selection()


def address_in_discussion(comment: Comment, selection: Selection = USUAL, **more: str | int) -> str:
    """Return the address of the page on which a shown comment stands, with its anchor.

    :param more: what the address says besides
    """
    anchor = f"#beitrag-{comment.pk}"
    n_before = _n_replies_before(comment)
    if n_before >= FIRST_REPLIES:
        at = replace(selection, stance="", number=n_before // REPLIES + 1)
        return f"{reverse('comments:thread', args=[comment.root_pk])}{at.query(**more)}{anchor}"
    root = Comment.objects.get(pk=comment.root_pk) if comment.is_reply else comment
    if selection.stance and root.stance != STANCES[selection.stance]:
        selection = replace(selection, stance="")
    at = replace(selection, number=_n_roots_before(root, selection) // THREADS + 1)
    return f"{comment.about.get_absolute_url()}{at.query(**more)}{anchor}"


def _n_replies_before(comment: Comment) -> int:
    """Return how many shown replies stand above this one in its thread; 0 for a root."""
    if not comment.is_reply:
        return 0
    thread = Comment.objects.filter(root=comment.root_pk, is_shown=True)
    return thread.filter(_is_earlier(comment)).count()


def _n_roots_before(root: Comment, selection: Selection) -> int:
    before = roots(root.about, selection).order_by()
    if selection.order == "aelteste":
        return before.filter(_is_earlier(root)).count()
    later = Q(written_at__gt=root.written_at) | Q(
        written_at=root.written_at, item_ptr_id__gt=root.pk
    )
    if selection.order == "beste":
        later = Q(score__gt=root.score) | Q(score=root.score) & later
    return before.filter(later).count()


def _is_earlier(comment: Comment) -> Q:
    return Q(written_at__lt=comment.written_at) | Q(
        written_at=comment.written_at, item_ptr_id__lt=comment.pk
    )
