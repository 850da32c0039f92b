"""What an idea itself refuses, whatever the phase says."""

from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import Item
from faden.lib.refused import Refusal


def address_part(idea: Item) -> str:
    """Return what follows the number in the idea's address; not every title gives a slug."""
    return idea.slug or "idee"


def idea_refusal(item: Item, verb: str) -> Refusal | None:  # noqa: ARG001 - as kinds ask
    """Return why this idea cannot be rated or commented on, or None."""
    if not item.is_public:
        return Refusal("ideas.hidden", _("This idea is not shown to the public."))
    return None
