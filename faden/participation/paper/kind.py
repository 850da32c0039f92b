"""Wall of cards as a kind of item."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.kinds import Kind
from faden.backbone.items.models import Item
from faden.lib.refused import Refusal

NO_SLUG = "ideenwand"  # in the address, where a title gives none


def _path(wall: Item) -> str:
    return reverse("paper:wall", args=[wall.pk, wall.slug or NO_SLUG])


def _table_path(process: Item) -> str:
    return reverse("paper:overview", args=[process.slug])


def _never_refuses(item: Item, verb: str) -> Refusal | None:  # noqa: ARG001 - as kinds ask
    return None


WALL = Kind(
    name="wall",
    label=_("Idea wall"),
    label_plural=_("Idea walls and cards"),
    icon="content-copy",
    segment="ideenwaende",
    verbs=(),
    path=_path,
    item_refusal=_never_refuses,
    table_path=_table_path,
)
