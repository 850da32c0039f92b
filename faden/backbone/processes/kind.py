"""Process as a kind of item."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.kinds import Kind
from faden.backbone.items.models import Item
from faden.lib.refused import Refusal


def _path(item: Item) -> str:
    return reverse("processes:detail", args=[item.slug])


def _never_refuses(item: Item, verb: str) -> Refusal | None:  # noqa: ARG001 - as kinds ask
    return None


PROCESS = Kind(
    name="process",
    label=_("Participation process"),
    label_plural=_("Participation processes"),
    icon="checklist",
    segment="beteiligungen",
    verbs=(),
    path=_path,
    item_refusal=_never_refuses,
)
