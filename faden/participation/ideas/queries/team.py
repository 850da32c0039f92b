"""The team's table of ideas: all of a process, hidden ones too."""

from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from faden.backbone.items.models import Item
from faden.participation.ideas.models import Idea
from faden.participation.ideas.states import with_state
from faden.shared.assignments.models import Assignment
from faden.shared.outcomes.models import Outcome
from faden.shared.search.queries import matching_ids


def ideas_of_team(process: Item) -> QuerySet[Idea]:
    """Return all ideas of the process, hidden ones too, with all that the team's table shows."""
    ideas = Idea.objects.filter(part_of=process.pk, kind=Idea.kind_name)
    answers = Outcome.objects.filter(is_current=True).select_related("unit")
    to_be_answered = {"topic": Assignment.Topic.ANSWER, "closed_at": None}
    assigned = Assignment.objects.filter(**to_be_answered).select_related("unit")
    return (
        with_state(ideas)
        .select_related("action_field", "district", "author")
        .prefetch_related(
            "tags",
            Prefetch("outcomes", answers, to_attr="current_outcomes"),
            Prefetch("assignments", assigned, to_attr="open_assignments"),
        )
    )


def with_words(ideas: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Keep the ideas that hold all the words."""
    return ideas.filter(pk__in=matching_ids(text, language="de", among=ideas))


def answered(ideas: QuerySet[Any], is_answered: bool) -> QuerySet[Any]:  # noqa: FBT001 - a filter's value
    """Keep the ideas that have an answer, or those that wait for one."""
    has_answer = Q(pk__in=Outcome.objects.answers().values("item_id"))
    return ideas.filter(has_answer if is_answered else ~has_answer)


def hidden(ideas: QuerySet[Any], is_hidden: bool) -> QuerySet[Any]:  # noqa: FBT001 - a filter's value
    """Keep the hidden ideas, or the public ones."""
    public = Q(visibility=Item.Visibility.PUBLIC)
    return ideas.exclude(public) if is_hidden else ideas.filter(public)


def withdrawn(ideas: QuerySet[Any], is_withdrawn: bool) -> QuerySet[Any]:  # noqa: FBT001 - a filter's value
    """Keep the ideas that their authors withdrew, or the others."""
    return ideas.filter(withdrawn_at__isnull=not is_withdrawn)


def outcome_of(idea: Any) -> Outcome | None:
    """Return the current answer; for ideas of the team's table, without asking."""
    found: list[Outcome] = idea.current_outcomes
    return found[0] if found else None


def assigned_to(idea: Any) -> Assignment | None:
    """Return which office answers by when; for ideas of the team's table, without asking."""
    found: list[Assignment] = idea.open_assignments
    return found[0] if found else None
