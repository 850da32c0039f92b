"""Comment as a kind of item: it is shown on the page of the item it is about."""

from django.utils.translation import gettext_lazy as _

from faden.backbone.items.kinds import Kind, kind
from faden.backbone.items.models import Item
from faden.lib.refused import Refusal


def anchor(comment: Item) -> str:
    """Return the id of the comment's place in the page."""
    return f"beitrag-{comment.pk}"


def _path(item: Item) -> str:
    assert item.part_of is not None  # noqa: S101 - a comment is always about something
    return f"{kind(item.part_of.kind).path(item.part_of)}#{anchor(item)}"


def _item_refusal(item: Item, verb: str) -> Refusal | None:  # noqa: ARG001 - as kinds ask
    return Refusal("comments.no_verbs", _("Comments cannot be rated or commented on."))


COMMENT = Kind(
    name="comment",
    label=_("Comment"),
    label_plural=_("Comments"),
    icon="mail",
    segment="beitraege",
    verbs=(),
    path=_path,
    item_refusal=_item_refusal,
    is_comment=True,
)
