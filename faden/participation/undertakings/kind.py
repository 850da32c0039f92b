"""Undertaking as a kind of item."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.kinds import Kind
from faden.backbone.items.models import Item
from faden.lib.refused import Refusal
from faden.participation.undertakings.queries import said_in
from faden.participation.undertakings.rules import address_part


def _path(undertaking: Item) -> str:
    return reverse("undertakings:detail", args=[undertaking.pk, address_part(undertaking.slug)])


def _never_refuses(item: Item, verb: str) -> Refusal | None:  # noqa: ARG001 - as kinds ask
    return None


UNDERTAKING = Kind(
    name="undertaking",
    label=_("Undertaking"),
    label_plural=_("Undertakings"),
    icon="checklist",
    segment="vorhaben",
    verbs=(),
    path=_path,
    item_refusal=_never_refuses,
    search_text=said_in,
)
