"""Who may answer, change and delete a comment, and when. Pure: the caller passes the time."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import Item
from faden.backbone.people.voices import is_own as is_own_voice
from faden.backbone.processes.rules import Permission, Standing
from faden.lib.refused import Refusal
from faden.shared.comments.models import Comment

CORRECTION = timedelta(minutes=30)  # in which a comment can be changed whatever others do

# What opens a verb on comments: a phase that opens one of these on what they are about.
OPENED_BY = {"comment": ("comment",), "rate": ("comment", "rate")}

OTHERS = Refusal("comments.not_yours", _("Only whoever wrote a comment can change it."))
DELETED = Refusal("comments.deleted", _("This comment was deleted."))
HIDDEN = Refusal("comments.hidden", _("This comment is not shown to the public."))
ANSWERED = Refusal(
    "comments.answered",
    _("Somebody has answered this comment. It can be deleted, but not changed any more."),
)
RATED = Refusal(
    "comments.rated",
    _("Somebody has rated this comment. It can be deleted, but not changed any more."),
)
RATINGS_HIDDEN = Refusal(
    "comments.ratings_hidden",
    _(
        "While it is hidden how people rate, a comment can be changed for 30 minutes only. "
        "It can be deleted."
    ),
)
NOT_FOR_THE_CITY = Refusal(
    "comments.not_for_the_city", _("Your role in this process does not include this.")
)


def comment_refusal(item: Item, verb: str) -> Refusal | None:  # noqa: ARG001 - as kinds ask
    """Return why this very comment can be neither answered nor rated, or None."""
    return None if item.is_public else HIDDEN


def is_own(comment: Comment, standing: Standing) -> bool:
    """Return whether whoever asks may change what stands there: their own words, or the city's.

    What the team wrote for the city belongs to all who may speak for it. Comments that were
    imported belong to nobody here.
    """
    if comment.is_by_team:
        return may_speak_for_the_city(standing) and not comment.origin.source
    return is_own_voice(standing.person, comment.author)


def may_speak_for_the_city(standing: Standing) -> bool:
    """Return whether a role brings the right to comment as an office of the city."""
    return standing.may(Permission.ANSWER) or standing.may(Permission.MODERATE)


def change_refusal(
    comment: Comment,
    *,
    is_own: bool,
    is_rated: bool | None,
    closed: Refusal | None,
    is_waiting: bool = False,
    now: datetime,
) -> Refusal | None:
    """Return why the comment cannot be changed now, or None.

    While it waits for release nobody has read it, and its author may change it at any time.

    :param is_rated: None while counts are hidden: the time alone decides then, else the refusal
        would say that there are ratings
    :param closed: why the discussion takes no comments from this person now, or None
    """
    if refusal := _refusal_of_others(comment, is_own=is_own, is_waiting=is_waiting):
        return refusal
    if is_waiting or now < comment.written_at + CORRECTION:
        return None
    if closed is not None:
        return closed
    if comment.n_answers:
        return ANSWERED
    if is_rated is None:
        return RATINGS_HIDDEN
    return RATED if is_rated else None


def is_marked(comment: Comment, *, is_rated: bool | None, now: datetime) -> bool:
    """Return whether a change made now is shown: others may have read the words before."""
    is_correction = now < comment.written_at + CORRECTION
    return not is_correction or comment.n_answers > 0 or bool(is_rated)


def deletion_refusal(comment: Comment, *, is_own: bool, is_waiting: bool = False) -> Refusal | None:
    """Return why the comment cannot be deleted, or None; no phase binds its author to it."""
    return _refusal_of_others(comment, is_own=is_own, is_waiting=is_waiting)


def _refusal_of_others(comment: Comment, *, is_own: bool, is_waiting: bool) -> Refusal | None:
    if not is_own:
        return OTHERS
    if comment.deleted_at is not None:
        return DELETED
    return None if comment.is_public or is_waiting else HIDDEN
