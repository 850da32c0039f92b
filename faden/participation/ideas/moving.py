"""What lets ideas go on in another process."""

from collections.abc import Sequence
from typing import Any, cast

from django.db.models import Exists, OuterRef

from faden.backbone.items.models import Item
from faden.backbone.processes.models import ActionField
from faden.lib.refused import Refusal
from faden.participation.ideas import rules
from faden.participation.ideas.links import TAKEN_FURTHER_IN
from faden.participation.ideas.models import Idea
from faden.participation.ideas.states import MERGED_INTO, state_of, with_state
from faden.shared.outcomes.models import Draft
from faden.shared.thread.models import Link


def moving_refusals(items: Sequence[Item]) -> dict[int, Refusal]:
    """Return why some of these ideas stay where they are, by their ids: one query."""
    merged_here = Link.objects.filter(target=OuterRef("pk"), relation=MERGED_INTO)
    selected = Link.objects.filter(source=OuterRef("pk"), relation=TAKEN_FURTHER_IN)
    drafted = Draft.objects.filter(items=OuterRef("pk"), settled_at=None)
    ideas = with_state(Idea.objects.filter(pk__in=[item.pk for item in items])).annotate(
        has_merged=Exists(merged_here),
        is_selected=Exists(selected),
        is_answer_drafted=Exists(drafted),
    )
    refusals = {idea.pk: _refusal(cast("Any", idea)) for idea in ideas}
    return {pk: refusal for pk, refusal in refusals.items() if refusal}


def _refusal(idea: Any) -> Refusal | None:
    return rules.moving_refusal(
        state_of(idea),
        has_merged=idea.has_merged,
        is_selected=idea.is_selected,
        is_answer_drafted=idea.is_answer_drafted,
    )


def settle(item: Item, field: ActionField | None) -> None:
    """Give an idea that has moved its topic there; part of moderation's action."""
    idea = Idea.objects.get(pk=item.pk)
    idea.action_field = field
    idea.save(update_fields=["action_field"])
