"""The order of ideas, where the line is drawn, and which choices need a reason. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from faden.lib.refused import Refusal, Remedy

MOST_WANTED = 100  # ideas to select


@dataclass(frozen=True)
class Candidate:
    """An idea that can be selected."""

    idea_id: int
    title: str
    n_up: int
    n_down: int
    n_comments: int
    n_dots: int = 0


@dataclass(frozen=True)
class Placed:
    """A candidate with its place; equal ones share a place, and the next place is skipped."""

    place: int
    position: int
    candidate: Candidate


@dataclass(frozen=True)
class Choice:
    """What the team chose for one idea."""

    is_selected: bool = False
    reason: str = ""


@dataclass(frozen=True)
class Plan:
    """What the team wants to publish."""

    n_wanted: int  # ideas to select, as announced
    note: str = ""  # how comments were considered
    tie_reason: str = ""  # how they chose among ideas on the last place, or why there are more
    choices: Mapping[int, Choice] = field(default_factory=dict)  # {idea_id: choice}


def placed(candidates: Iterable[Candidate]) -> list[Placed]:
    """Return the candidates by ratings in favour; among equal ones the earlier idea is first.

    Places are counted as in sports: 1, 2, 2, 4. Ratings against and dots change no place.
    """
    ordered = sorted(candidates, key=lambda one: (-one.n_up, one.idea_id))
    found: list[Placed] = []
    for position, candidate in enumerate(ordered, start=1):
        is_equal = bool(found) and found[-1].candidate.n_up == candidate.n_up
        place = found[-1].place if is_equal else position
        found.append(Placed(place, position, candidate))
    return found


def tied_at_line(ranking: Sequence[Placed], n_wanted: int) -> set[int]:
    """Return the ids of ideas that share the last place to be selected with one too many."""
    if len(ranking) <= n_wanted:
        return set()
    last, next_one = ranking[n_wanted - 1], ranking[n_wanted]
    if last.place != next_one.place:
        return set()
    return {one.candidate.idea_id for one in ranking if one.place == last.place}


def surely_selected(ranking: Sequence[Placed], n_wanted: int) -> set[int]:
    """Return the ids of ideas that the order alone selects, without those tied at the line."""
    tied = tied_at_line(ranking, n_wanted)
    return {one.candidate.idea_id for one in ranking[:n_wanted]} - tied


def default_choices(ranking: Sequence[Placed], n_wanted: int) -> dict[int, Choice]:
    """Return what the order alone selects."""
    return {pk: Choice(is_selected=True) for pk in surely_selected(ranking, n_wanted)}


def lacking_reasons(ranking: Sequence[Placed], plan: Plan) -> dict[int, Refusal]:
    """Return `{idea_id: what is missing}` for choices that depart from the order."""
    sure = surely_selected(ranking, plan.n_wanted)
    tied = tied_at_line(ranking, plan.n_wanted)
    lacking: dict[int, Refusal] = {}
    for one in ranking:
        pk = one.candidate.idea_id
        choice = plan.choices.get(pk, Choice())
        if choice.reason or pk in tied:
            continue
        if pk in sure and not choice.is_selected:
            lacking[pk] = LEFT_OUT
        if choice.is_selected and pk not in sure:
            lacking[pk] = TAKEN_IN
    return lacking


LEFT_OUT = Refusal(
    "results.left_out", _("The order selects this idea. Say why it is not selected.")
)
TAKEN_IN = Refusal(
    "results.taken_in", _("The order does not select this idea. Say why it is selected.")
)
NO_TIE_REASON = Refusal(
    "results.tie", _("Ideas share the last place to be selected. Say how you chose among them.")
)
NO_NOTE = Refusal("results.no_note", _("Say how the comments were considered."))
NOTHING_SELECTED = Refusal("results.nothing_selected", _("Select at least one idea."))


@dataclass(frozen=True)
class Problem:
    """What is missing before a result can be published, in which field, beside which idea."""

    refusal: Refusal
    field: str = ""  # of the whole result; empty where it is about the choice as such
    idea_id: int | None = None


def freezing_problems(ranking: Sequence[Placed], plan: Plan) -> list[Problem]:
    """Return all that is missing before the result can be published like this."""
    chosen = selected(ranking, plan)
    found = [] if plan.note.strip() else [Problem(NO_NOTE, "note")]
    if line_refusal := _line_refusal(ranking, plan, chosen):
        found.append(Problem(line_refusal, "tie_reason"))
    if not chosen:
        return [*found, Problem(NOTHING_SELECTED)]
    lacking = lacking_reasons(ranking, plan)
    return [*found, *(Problem(refusal, "reason", pk) for pk, refusal in lacking.items())]


def _line_refusal(ranking: Sequence[Placed], plan: Plan, chosen: set[int]) -> Refusal | None:
    if plan.tie_reason.strip() or not chosen:
        return None
    tied = tied_at_line(ranking, plan.n_wanted)
    if tied and not tied <= chosen:
        return NO_TIE_REASON
    if len(chosen) <= plan.n_wanted:
        return None
    return Refusal(
        "results.too_many",
        _("%(n)s ideas are selected, %(wanted)s were announced. Say why there are more."),
        {"n": len(chosen), "wanted": plan.n_wanted},
    )


def selected(ranking: Sequence[Placed], plan: Plan) -> set[int]:
    """Return the ids of the ideas that the plan selects and that are still in the ranking."""
    ids = {one.candidate.idea_id for one in ranking}
    return {pk for pk, choice in plan.choices.items() if choice.is_selected and pk in ids}


def time_refusal(ends: Collection[datetime | None], *, now: datetime) -> Refusal | None:
    """Return why it is too early: ideas can still be rated in a phase that ends then, or None."""
    running = [end for end in ends if end is None or end > now]
    if not running:
        return None
    known = [end for end in running if end is not None]
    if len(known) < len(running):
        return Refusal(
            "results.rating_open",
            _("Ideas can still be rated, in a phase without an end. End the phase first."),
        )
    return Refusal(
        "results.rating_open",
        _("Ideas can still be rated. The result can be published afterwards."),
        {"until": max(known)},
        Remedy.WAIT_UNTIL,
    )


def frozen_refusal(*, is_frozen: bool) -> Refusal | None:
    """Return why a published result is not changed any more, or None."""
    if not is_frozen:
        return None
    return Refusal(
        "results.frozen",
        _("This result is published and stays as it is. Draw up a new one that replaces it."),
    )
