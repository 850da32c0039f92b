"""What somebody can do with an idea, and what became of it so far."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from faden.backbone.processes.models import Opening
from faden.backbone.processes.queries import openings_of
from faden.backbone.processes.rules import Standing, verb_refusal
from faden.lib.refused import Refusal
from faden.participation.ideas import rules, states
from faden.participation.ideas.links import Relatives
from faden.participation.ideas.models import Idea
from faden.participation.ideas.rules import Asker
from faden.shared.outcomes.models import Outcome


@dataclass(frozen=True)
class Event:
    """Something that happened to an idea."""

    at: datetime
    what: StrOrPromise


@dataclass(frozen=True)
class Own:
    """What an idea is to whoever asks."""

    asker: Asker
    state: rules.State
    edit_until: datetime | None  # None: there is no such moment
    edit_refusal: Refusal | None
    withdraw_refusal: Refusal | None
    return_refusal: Refusal | None

    @property
    def is_own(self) -> bool:
        return self.asker.is_author

    @property
    def may_correct(self) -> bool:
        """Whether they look after it for somebody else."""
        return self.asker.may_correct(self.state) and not self.asker.is_author

    @property
    def may_edit(self) -> bool:
        return self.edit_refusal is None

    @property
    def may_withdraw(self) -> bool:
        return self.withdraw_refusal is None

    @property
    def may_return(self) -> bool:
        return self.return_refusal is None


def own_of(
    idea: Idea, asking: Standing, *, minutes: int | None, openings: Sequence[Opening] | None = None
) -> Own:
    """Return what whoever asks can do with the idea; no query where the openings are at hand."""
    if openings is None:
        assert idea.process is not None  # noqa: S101 - an idea is always part of one
        openings = openings_of(idea.process)
    asker = states.asker_of(idea, asking)
    state = states.state_of(idea)
    until = rules.edit_until(idea.published_at or asking.now, openings, minutes=minutes)
    to_submit = verb_refusal(openings, kind="idea", verb="submit", standing=asking)
    return Own(
        asker=asker,
        state=state,
        edit_until=None if state.is_waiting else until,
        edit_refusal=rules.edit_refusal(state, asker, minutes=minutes, until=until, now=asking.now),
        withdraw_refusal=rules.withdraw_refusal(state, asker),
        return_refusal=rules.return_refusal(
            state, asker, submit_refusal=to_submit if asker.is_author else None
        ),
    )


def events_of(idea: Idea, relatives: Relatives, *, answers: Iterable[Outcome]) -> list[Event]:
    """Return what happened to the idea so far, the oldest first."""
    found = [*_own_events(idea), *_others_events(relatives, answers)]
    return sorted(found, key=lambda event: event.at)


def _own_events(idea: Idea) -> Iterator[Event]:
    if idea.published_at:
        yield Event(idea.published_at, _("Published"))
    if idea.edited_at:
        yield Event(idea.edited_at, _("Changed"))
    if idea.withdrawn_at:
        yield Event(idea.withdrawn_at, _("Withdrawn"))


def _others_events(relatives: Relatives, answers: Iterable[Outcome]) -> Iterator[Event]:
    for move in relatives.moves:
        yield Event(move.created_at, _("Moved from another process"))
    if relatives.merged_into:
        yield Event(relatives.merged_into.created_at, _("Merged into another idea"))
    for outcome in answers:
        if outcome.taken_back_at:
            continue
        what = _("Answered by the city") if outcome.is_answer else _("Interim notice of the city")
        yield Event(outcome.created_at, what)
