"""Where ideas stand: open, withdrawn, merged into another one, answered."""

from typing import Any, cast

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from faden.backbone.items.models import Item, Origin
from faden.backbone.people.voices import is_own
from faden.backbone.processes.rules import Permission, Standing
from faden.lib.refused import Refusal
from faden.participation.ideas import rules
from faden.participation.ideas.models import Idea
from faden.participation.ideas.rules import Asker, State
from faden.shared.moderation.models import Hold
from faden.shared.outcomes.models import Outcome
from faden.shared.thread.models import Link

MERGED_INTO = Link.Relation.MERGED_INTO
_FACTS = (  # of `with_state`, and no other column: asked whenever somebody rates or comments
    "visibility",
    "withdrawn_at",
    "origin__channel",
    "merged_into_id",
    "is_answered",
    "hold_decision",
)


def with_state(ideas: QuerySet[Idea]) -> QuerySet[Idea]:
    """Annotate ideas with what `state_of` needs: the merger, whether it is answered, the hold."""
    merged = Link.objects.filter(source=OuterRef("pk"), relation=MERGED_INTO)
    answers = Outcome.objects.answers().filter(item=OuterRef("pk"))
    holds = Hold.objects.filter(item=OuterRef("pk")).order_by("-pk")
    annotated = ideas.annotate(
        merged_into_id=Subquery(merged.values("target")[:1]),
        is_answered=Exists(answers),
        hold_decision=Subquery(holds.values("decision")[:1]),
    )
    return annotated.select_related("origin")


def idea_with_state(pk: int) -> Idea:
    """Return the idea fresh with author, process and what `state_of` needs.

    :raises DoesNotExist: if it is gone
    """
    return with_state(Idea.objects.select_related("author", "process__as_process")).get(pk=pk)


def state_of(idea: Item) -> State:
    """Return where the idea stands; one query unless it comes from `with_state`."""
    if not hasattr(idea, "merged_into_id"):
        found = with_state(Idea.objects.filter(pk=idea.pk)).values_list(*_FACTS, named=True)
        known = found.first()
        return _state(known, known.origin__channel) if known else State(is_public=idea.is_public)
    known = cast("Any", idea)
    return _state(known, known.origin.channel)


def _state(known: Any, channel: str) -> State:
    is_public = known.visibility == Item.Visibility.PUBLIC
    return State(
        is_public=is_public,
        is_withdrawn=known.withdrawn_at is not None,
        is_merged=known.merged_into_id is not None,
        is_answered=known.is_answered,
        is_on_behalf=channel != Origin.Channel.ONLINE,
        is_waiting=not is_public and known.hold_decision == "",
        is_let_go=not is_public and known.hold_decision == Hold.Decision.WITHDRAWN,
    )


def idea_refusal(item: Item, verb: str) -> Refusal | None:  # noqa: ARG001 - as kinds ask
    """Return why this idea cannot be rated or commented on, or None."""
    return rules.closed_refusal(state_of(item))


def is_listed(item: Item) -> bool:
    """Return whether lists show the idea when it is public: not if withdrawn or merged."""
    state = state_of(item)
    return not (state.is_withdrawn or state.is_merged)


def asker_of(idea: Item, asking: Standing) -> Asker:
    """Return what whoever asks is to the idea."""
    person = asking.person
    return Asker(
        is_author=is_own(person, idea.author),
        is_signed_in=person is not None and not person.is_guest,
        enters_on_behalf=asking.may(Permission.ENTER_ON_BEHALF),
    )


def unlisted_ids() -> QuerySet[Item, int]:
    """Return the ids of ideas that lists leave out: withdrawn ones and those that were merged."""
    withdrawn = Idea.objects.filter(withdrawn_at__isnull=False).values_list("pk", flat=True)
    merged = Link.objects.filter(relation=MERGED_INTO).values_list("source", flat=True)
    return cast("QuerySet[Item, int]", withdrawn.union(merged))
