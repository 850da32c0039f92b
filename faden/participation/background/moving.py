"""What lets questions go on in another process."""

from collections.abc import Sequence

from faden.backbone.items.models import Item
from faden.backbone.processes.models import ActionField
from faden.lib.refused import Refusal
from faden.participation.background.models import Question
from faden.participation.background.rules import SET_DOWN_HERE


def moving_refusals(questions: Sequence[Item]) -> dict[int, Refusal]:
    """Return why some of these questions stay where they are, by their ids: one query."""
    by_team = Question.objects.filter(pk__in=[one.pk for one in questions], is_by_team=True)
    return dict.fromkeys(by_team.values_list("pk", flat=True), SET_DOWN_HERE)


def settle(item: Item, field: ActionField | None) -> None:  # noqa: ARG001 - questions have none
    """Take a question that has moved out of the frequent ones; part of moderation's action."""
    question = Question.objects.get(pk=item.pk)
    question.position = None
    question.save(update_fields=["position"])
