"""Result as a kind of item."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.kinds import Kind
from faden.backbone.items.models import Item
from faden.lib.refused import Refusal


def _path(result: Item) -> str:
    return reverse("results:detail", args=[result.pk, result.slug or "ergebnis"])


def _table_path(process: Item) -> str:
    return reverse("results:manage", args=[process.slug])


def _never_refuses(item: Item, verb: str) -> Refusal | None:  # noqa: ARG001 - as kinds ask
    return None


RESULT = Kind(
    name="result",
    label=_("Result"),
    label_plural=_("Results"),
    icon="checklist",
    segment="ergebnisse",
    verbs=(),
    path=_path,
    item_refusal=_never_refuses,
    table_path=_table_path,
)
