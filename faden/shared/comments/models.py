"""A comment is an item that is part of the item it is about; a reply belongs to a thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from faden.backbone.items.models import Item

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TEXT_MAX = 3000  # characters, as handed in here; imported comments may be longer
SHOWN_ROOTS = Q(root=None, is_shown=True)  # what the pages of a discussion are made of


def stances() -> list[tuple[str, StrOrPromise]]:
    """Return the stances for fields that offer them."""
    return list(Comment.Stance.choices)


class Comment(Item):
    """What somebody said about an item (a root), or to what somebody said (a reply).

    `about`, `written_at`, `score` and `is_readable` repeat what stands in the item's row, because
    an index has the columns of one table. `counts.keep_in_step` writes all that is counted here.
    """

    class Stance(models.TextChoices):
        FOR = "for", pgettext_lazy("stance", "For")
        AGAINST = "against", _("Against")
        NEUTRAL = "neutral", _("Without a stance")

    text = models.TextField(_("text"))  # plain text
    stance = models.CharField(_("stance"), max_length=10, choices=stances, default=Stance.NEUTRAL)
    about = models.ForeignKey(  # what it is part of; replies too
        Item, on_delete=models.PROTECT, related_name="discussion"
    )
    root = models.ForeignKey(  # the comment on the item itself under which a reply stands
        "self", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    in_reply_to = models.ForeignKey(  # root, or another reply of the thread
        "self", null=True, on_delete=models.PROTECT, related_name="replies"
    )
    is_by_team = models.BooleanField(default=False)  # written for the city
    written_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)  # marked: later than a correction
    deleted_at = models.DateTimeField(null=True)  # by its author; its text is gone
    score = models.IntegerField(default=0)  # in favour minus against, where people can be that
    is_readable = models.BooleanField(default=False)  # everybody may read the text
    is_shown = models.BooleanField(default=False)  # readable, or holds the place of such replies
    n_answers = models.PositiveIntegerField(default=0)  # readable, to this very comment
    n_replies = models.PositiveIntegerField(default=0)  # readable, in the thread of this root

    kind_name = "comment"

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(stance__in=["for", "against", "neutral"]), name="comment_stance"
            ),
            models.CheckConstraint(
                condition=Q(root=None, in_reply_to=None)
                | Q(root__isnull=False, in_reply_to__isnull=False, stance="neutral"),
                name="reply_is_in_a_thread_and_takes_no_stance",
            ),
            models.CheckConstraint(
                condition=Q(deleted_at=None) | Q(text="", is_readable=False),
                name="deleted_comment_has_no_text",
            ),
        ]
        indexes = [
            models.Index(
                fields=["about", "-score", "-written_at", "-item_ptr"],
                condition=SHOWN_ROOTS,
                name="comments_best",
            ),
            models.Index(
                fields=["about", "-written_at", "-item_ptr"],
                condition=SHOWN_ROOTS,
                name="comments_newest",
            ),
            models.Index(
                fields=["about", "stance", "-score", "-written_at", "-item_ptr"],
                condition=SHOWN_ROOTS,
                name="comments_best_of_stance",
            ),
            models.Index(
                fields=["about", "stance", "-written_at", "-item_ptr"],
                condition=SHOWN_ROOTS,
                name="comments_newest_of_stance",
            ),
            models.Index(  # of replies only: else it would be taken for the roots of all items
                fields=["root", "written_at", "item_ptr"],
                condition=Q(root__isnull=False),
                name="comments_in_thread",
            ),
        ]

    @property
    def is_reply(self) -> bool:
        return self.root_id is not None

    @property
    def root_pk(self) -> int:
        """The root of the thread in which it stands: itself, if it is one."""
        return self.root_id or self.pk
