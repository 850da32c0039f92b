"""Comment as a kind of item: it is shown on the page of the item it is about."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.kinds import Kind
from faden.backbone.items.models import TITLE_LENGTH, Item
from faden.shared.comments.counts import keep_in_step
from faden.shared.comments.models import Comment
from faden.shared.comments.notices import tell
from faden.shared.comments.queries import with_all
from faden.shared.comments.rules import OPENED_BY, comment_refusal


def _path(item: Item) -> str:
    """Return its own address, which leads to the page on which it stands."""
    return reverse("comments:permalink", args=[item.pk])


def _put_text(item: Item, *, title: str, text: str) -> None:
    """Let the comment say this; part of moderation's action."""
    Comment.objects.filter(pk=item.pk).update(title=title[:TITLE_LENGTH], text=text)


def _released(item: Item, now: datetime) -> None:
    """Tell those who wait for comments that it is there now; part of moderation's action."""
    comment = with_all(Comment.objects.filter(pk=item.pk)).get()
    tell(comment, actor=comment.author, now=now)


COMMENT = Kind(
    name="comment",
    label=_("Comment"),
    label_plural=_("Comments"),
    icon="mail",
    segment="beitraege",
    verbs=(),
    path=_path,
    item_refusal=comment_refusal,
    is_comment=True,
    opened_by=OPENED_BY,
    in_step=keep_in_step,
    put_text=_put_text,
    released=_released,
)
