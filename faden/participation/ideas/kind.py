"""Idea as a kind of item."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.kinds import Kind, Moving, Verb
from faden.backbone.items.models import Item
from faden.participation.ideas.actions.rewriting import put_text
from faden.participation.ideas.models import Idea
from faden.participation.ideas.moving import moving_refusals, settle
from faden.participation.ideas.rules import address_part
from faden.participation.ideas.states import idea_refusal, is_listed


def _path(idea: Item) -> str:  # lists across kinds know no more than Item
    return reverse("ideas:detail", args=[idea.pk, address_part(idea)])


def _new_path(process: Item) -> str:
    return reverse("ideas:new", args=[process.slug])


def _list_path(process: Item) -> str:
    return reverse("ideas:list", args=[process.slug])


def _table_path(process: Item) -> str:
    return reverse("ideas:table", args=[process.slug])


def _search_text(idea: Idea) -> str:
    return idea.text


def _merge_path(idea: Item) -> str:
    return reverse("ideas:merge", args=[idea.pk])


def _defect_path(idea: Item) -> str:
    return reverse("outcomes:defect", args=[idea.pk])


IDEA = Kind(
    name="idea",
    label=_("Idea"),
    label_plural=_("Ideas"),
    icon="edit",
    segment="ideen",
    verbs=(
        Verb("submit", _("Submit an idea"), _new_path),
        Verb("rate", _("Rate ideas"), _list_path),
        Verb("comment", _("Discuss ideas"), _list_path),
    ),
    path=_path,
    item_refusal=idea_refusal,
    search_text=_search_text,
    table_path=_table_path,
    is_listed=is_listed,
    is_contribution=True,
    put_text=put_text,
    moving=Moving(moving_refusals, settle, has_field=True),
    team_paths=((_("Merge and link"), _merge_path),),
    team_acts=((_("Pass on as a defect"), _defect_path),),
)
