"""Reading single comments, and why they cannot be changed."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from faden.backbone.items.kinds import kind
from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.processes.models import Process
from faden.backbone.processes.queries import process_id_of, standing, verb_refusal_on
from faden.lib.refused import Refusal
from faden.shared.comments import rules
from faden.shared.comments.models import Comment
from faden.shared.comments.queries.pages import with_all
from faden.shared.moderation.models import Hold
from faden.shared.moderation.queries import last_hold


def comment_by_id(pk: int, *, reader: Person | None = None) -> Comment | None:
    """Return the comment with what it is about, whoever may see it; None for other items."""
    # By id: unlike pk, a relation to the item, it finds nothing by a number too large for a row.
    found = with_all(Comment.objects.filter(id=pk), reader=reader)
    return found.select_related("about__part_of", "about__process").first()


def unit_in_charge(process_id: int) -> int | None:
    """Return the number of the office in charge of the process, if one is."""
    units = Process.objects.filter(pk=process_id, unit__is_active=True)
    return units.values_list("unit_id", flat=True).first()


def readable_comments(item: Item) -> QuerySet[Comment]:
    """Return all that can be read in the discussion, replies too, the oldest first."""
    found = Comment.objects.filter(about=item.pk, is_readable=True)
    return found.select_related("author", "origin").order_by("written_at", "item_ptr_id")


def comment_in_these_words(
    about: Item, text: str, *, to: Comment | None, author: Person | None, since: datetime
) -> Comment | None:
    """Return what the author said there in just these words since then, public or waiting."""
    said = Comment.objects.filter(about=about.pk, in_reply_to=to, author=author, text=text)
    waiting = Hold.objects.filter(item=OuterRef("pk"), decided_at=None)
    is_there = Q(is_readable=True) | Q(Exists(waiting))
    return said.filter(is_there, written_at__gt=since).first()


def change_refusal(
    comment: Comment, actor: Person | None, *, is_rated: bool | None, now: datetime
) -> Refusal | None:
    """Return why the actor cannot change the comment now, or None.

    :param is_rated: None: nobody may know
    """
    return rules.change_refusal(
        comment,
        is_own=rules.is_own(comment, standing(actor, process_id_of(comment), now=now)),
        is_rated=is_rated,
        closed=closed_refusal(comment, actor, now=now),
        is_waiting=is_waiting(comment),
        now=now,
    )


def deletion_refusal(comment: Comment, actor: Person | None, *, now: datetime) -> Refusal | None:
    """Return why the actor cannot delete the comment, or None."""
    asking = standing(actor, process_id_of(comment), now=now)
    own = rules.is_own(comment, asking)
    return rules.deletion_refusal(comment, is_own=own, is_waiting=is_waiting(comment))


def is_waiting(comment: Comment) -> bool:
    """Return whether the comment waits for a look of the team: one query if it is not public."""
    held = None if comment.is_public else last_hold(comment)
    return held is not None and held.is_open


def closed_refusal(comment: Comment, actor: Person | None, *, now: datetime) -> Refusal | None:
    """Return why the discussion takes no comments from whoever wrote this one, or None."""
    if comment.is_by_team:
        return closed_to_all(comment.about)
    return verb_refusal_on(comment.about, "comment", person=actor, now=now)


def closed_to_all(item: Item) -> Refusal | None:
    """Return why nobody can comment on the item, whatever the phases open."""
    refusal = kind(item.kind).item_refusal(item, "comment")
    if refusal is None and kind(item.kind).is_comment and item.part_of:
        return closed_to_all(item.part_of)
    return refusal
