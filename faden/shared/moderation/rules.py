"""When something can be hidden and shown again."""

from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import Item
from faden.lib.refused import Refusal


def hiding_refusal(item: Item, *, reason: str) -> Refusal | None:
    """Return why the item cannot be hidden, or None if it can."""
    if item.process_id is None:
        return Refusal("moderation.not_part_of_a_process", _("Only contributions can be hidden."))
    if not item.is_public:
        return Refusal("moderation.not_shown", _("This is not shown to the public anyway."))
    if not reason.strip():
        return Refusal("moderation.reason", _("Please give the reason: the author reads it."))
    return None


def showing_refusal(*, is_hidden: bool) -> Refusal | None:
    """Return why the item cannot be shown again, or None if it can."""
    if not is_hidden:
        return Refusal("moderation.not_hidden", _("This was not hidden."))
    return None
