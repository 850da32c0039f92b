"""News as a kind of item."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.kinds import Kind
from faden.backbone.items.models import Item
from faden.lib.refused import Refusal
from faden.participation.news.queries import said_in
from faden.participation.news.rules import address_part


def _path(news: Item) -> str:
    return reverse("news:detail", args=[news.pk, address_part(news.slug)])


def _table_path(process: Item) -> str:
    return f"{reverse('news:table')}?{urlencode({'beteiligung': process.slug})}"


def _never_refuses(item: Item, verb: str) -> Refusal | None:  # noqa: ARG001 - as kinds ask
    return None


NEWS = Kind(
    name="news",
    label=_("News"),
    label_plural=_("News"),
    icon="mail",
    segment="aktuelles",
    verbs=(),
    path=_path,
    item_refusal=_never_refuses,
    search_text=said_in,
    table_path=_table_path,
)
