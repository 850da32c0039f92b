"""What comments' rows repeat from items' and count of each other, so that indexes can serve it."""

from collections.abc import Collection

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    PositiveIntegerField,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from faden.backbone.items.models import Item
from faden.backbone.processes.models import Process
from faden.shared.comments.models import Comment

AT_ONCE = 1_000  # rows in a statement
# Where people can only be in favour, what was said against before counts no more.
N_DOWN = Case(
    When(process__as_process__rating_mode=Process.RatingMode.UP_ONLY, then=0),
    default=F("n_down"),
    output_field=PositiveIntegerField(),
)
IS_SHOWN = Q(is_readable=True) | Q(n_answers__gt=0) | Q(n_replies__gt=0)


def keep_in_step(ids: Collection[int]) -> None:
    """Follow the counters and the visibility of these comments' items, and count their threads.

    Part of the action that changed them.
    """
    keys = list(ids)
    for start in range(0, len(keys), AT_ONCE):
        _follow(keys[start : start + AT_ONCE])


def _follow(keys: Collection[int]) -> None:
    comments, own = Comment.objects.filter(pk__in=keys), Item.objects.filter(pk=OuterRef("pk"))
    score = own.annotate(score=F("n_up") - N_DOWN).values("score")
    comments.update(score=Subquery(score, output_field=IntegerField()))
    public = Exists(own.public())
    turned = comments.annotate(is_now=public).exclude(is_readable=F("is_now"))
    rows = list(turned.values_list("pk", "root_id", "in_reply_to_id"))
    if not rows:
        return
    Comment.objects.filter(pk__in=[pk for pk, *_above in rows]).update(is_readable=public)
    _count({pk for row in rows for pk in row if pk is not None})


def _count(keys: Collection[int]) -> None:
    counted = Comment.objects.filter(pk__in=keys)
    counted.update(n_answers=_n_readable("in_reply_to"), n_replies=_n_readable("root"))
    counted.update(
        is_shown=Case(When(IS_SHOWN, then=Value(value=True)), default=Value(value=False))
    )


def _n_readable(relation: str) -> Coalesce:
    readable = Comment.objects.filter(**{relation: OuterRef("pk")}, is_readable=True)
    n = readable.order_by().values(relation).annotate(n=Count("item_ptr")).values("n")
    return Coalesce(Subquery(n), 0)
