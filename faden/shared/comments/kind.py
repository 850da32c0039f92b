"""Comment as a kind of item: it is shown on the page of the item it is about."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.kinds import Kind
from faden.backbone.items.models import Item
from faden.shared.comments.counts import keep_in_step
from faden.shared.comments.rules import OPENED_BY, comment_refusal


def _path(item: Item) -> str:
    """Return its own address, which leads to the page on which it stands."""
    return reverse("comments:permalink", args=[item.pk])


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
)
