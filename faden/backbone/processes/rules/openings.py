"""What the phases of a process open to whom and when. Pure: the caller passes the time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from faden.backbone.items.kinds import kind as known_kind
from faden.backbone.people.models import Level
from faden.backbone.processes.models import Opening, Pause, Phase, Process
from faden.backbone.processes.rules.conditions import (
    HELPFUL,
    age_refusal,
    condition_refusal,
    exclusion,
    needed_level,
)
from faden.backbone.processes.rules.roles import Standing, Visibility
from faden.lib.dates import day, until
from faden.lib.refused import Refusal, Remedy

PAUSED = "processes.paused"
PAUSE_TEXT = _("Nothing new is taken in at the moment. %(message)s")
NEVER_OPEN = Refusal("processes.never_open", _("This is not planned in this process."))


def phase_state(phase: Phase, *, now: datetime) -> str:
    """Return "past", "current" or "future"; a phase runs in [starts_at, ends_at)."""
    if now < phase.starts_at:
        return "future"
    return "current" if phase.ends_at is None or now < phase.ends_at else "past"


def is_open(opening: Opening, *, now: datetime) -> bool:
    """Return whether the phase of the opening runs."""
    return phase_state(opening.phase, now=now) == "current"


def is_archived(process: Process, *, now: datetime) -> bool:
    """Return whether the process is closed for good: it can be read, and nothing is open in it."""
    return process.archived_at is not None and process.archived_at <= now


def verb_refusal(
    openings: Sequence[Opening], *, kind: str, verb: str, standing: Standing
) -> Refusal | None:
    """Return why the process does not let whoever asks do the verb now, or None.

    :param openings: of one process, with their phases, these with their process
    """
    seen = [
        opening
        for opening in openings
        if (opening.kind, opening.verb) == (kind, verb) and standing.sees(opening.phase.visibility)
    ]
    if not seen:
        return NEVER_OPEN
    process = seen[0].phase.process
    if refusal := process_refusal(process, standing=standing):
        return refusal
    running = [opening for opening in seen if is_open(opening, now=standing.now)]
    if refusal := pause_refusal(running[0].pause if running else None, now=standing.now):
        return refusal
    if any(condition_refusal(opening, standing=standing) is None for opening in running):
        return age_refusal(process, standing=standing)
    return _refusal_that_helps(running, standing) or _time_refusal(seen, standing)


def pause_refusal(pause: Pause | None, *, now: datetime) -> Refusal | None:
    """Return why nothing new is taken in at the moment, or None."""
    if pause is None or not pause.is_running(now):
        return None
    facts: dict[str, object] = {"message": pause.message}
    if pause.ends_at is None:
        return Refusal(PAUSED, PAUSE_TEXT, facts)
    return Refusal(PAUSED, PAUSE_TEXT, facts | {"until": pause.ends_at}, Remedy.WAIT_UNTIL)


def pausing_refusal(*, message: str, ends_at: datetime | None, now: datetime) -> Refusal | None:
    """Return why nothing can be paused like this, or None."""
    if not message.strip():
        return Refusal("processes.pause_message", _("Please say why: everybody reads it."))
    if ends_at is not None and ends_at <= now:
        return Refusal("processes.pause_over", _("Please choose a time that is still to come."))
    return None


def refusal_from_above(
    opened_by: Sequence[str], above: Mapping[str, Refusal | None]
) -> Refusal | None:
    """Return why a verb is not open here: None while one of these is open on what it is part of.

    :param above: `{verb: refusal}` of the item above
    """
    refusals = [above[verb] for verb in opened_by] or [NEVER_OPEN]
    return None if None in refusals else refusals[0]


def process_refusal(process: Process, *, standing: Standing) -> Refusal | None:
    """Return why nothing at all is open in the process to whoever asks, or None."""
    if not standing.sees(process.visibility):
        return _not_for_you(process, standing)
    if process.archived_at is None or not is_archived(process, now=standing.now):
        return None
    return Refusal(
        "processes.archived",
        _("This process is archived since %(day)s. You can read all of it."),
        {"archived_at": process.archived_at, "day": day(process.archived_at)},
    )


def _not_for_you(process: Process, standing: Standing) -> Refusal:
    if process.visibility == Visibility.STAFF:
        return Refusal("processes.not_public", _("This process is not open to the public."))
    return Refusal(
        "processes.invited_only",
        _("This process is for invited people. Sign in with the address that was invited."),
        remedy=Remedy.SIGN_IN if standing.level == Level.GUEST else Remedy.NONE,
    )


def open_to(
    openings: Iterable[Opening], *, kind: str, verb: str, standing: Standing
) -> list[Opening]:
    """Return the openings that let whoever asks do the verb now."""
    return [
        opening
        for opening in openings
        if (opening.kind, opening.verb) == (kind, verb)
        and is_open(opening, now=standing.now)
        and standing.sees(opening.phase.visibility)
        and condition_refusal(opening, standing=standing) is None
    ]


def end_of(openings: Iterable[Opening]) -> datetime | None:
    """Return when the last of their phases ends; None: one of them has no end, or there is none."""
    ends = [opening.phase.ends_at for opening in openings]
    return max((end for end in ends if end), default=None) if None not in ends else None


def _refusal_that_helps(running: Iterable[Opening], standing: Standing) -> Refusal | None:
    """Return what the person could do to use one of these, the easiest first."""
    for opening in sorted(running, key=needed_level):
        refusal = condition_refusal(opening, standing=standing)
        if refusal is not None and refusal.remedy in HELPFUL:
            return refusal
    return None


def _time_refusal(openings: Sequence[Opening], standing: Standing) -> Refusal:
    now = standing.now
    coming = [opening for opening in openings if opening.phase.starts_at > now]
    starts = [o.phase.starts_at for o in coming if not exclusion(o, standing=standing)]
    if starts:
        return Refusal(
            "processes.not_yet_open",
            _("This is not open yet."),
            {"until": min(starts)},
            remedy=Remedy.WAIT_UNTIL,
        )
    still = [*(opening for opening in openings if is_open(opening, now=now)), *coming]
    for opening in still:
        if refusal := exclusion(opening, standing=standing):
            return refusal
    return _over(openings)


def _over(openings: Sequence[Opening]) -> Refusal:
    """Return what was possible in these, which are all over, and until when."""
    end = max(opening.phase.ends_at for opening in openings if opening.phase.ends_at)
    verbs = {verb.name: verb.label for verb in known_kind(openings[0].kind).verbs}
    return Refusal(
        "processes.over",
        _("“%(what)s” was possible until %(until)s."),
        {"ended_at": end, "what": verbs[openings[0].verb], "until": until(end)},
    )


def ratings_hidden_until(openings: Iterable[Opening], *, now: datetime) -> datetime | None:
    """Return until when the counts of ratings are hidden in the process, from everybody.

    None: they are shown. A phase that hides them and takes over at the end of another goes on.
    """
    hiding = [opening.phase for opening in openings if opening.phase.hides_ratings]
    until: datetime | None = None
    for phase in sorted(hiding, key=lambda phase: phase.starts_at):
        moment = until or now
        if phase.ends_at and phase.starts_at <= moment < phase.ends_at:
            until = phase.ends_at
    return until


def rating_value_refusal(rating_mode: str, *, value: int) -> Refusal | None:
    """Return why this rating (1 for, -1 against, 0 none) cannot be given in the process."""
    if value < 0 and rating_mode == Process.RatingMode.UP_ONLY:
        return Refusal(
            "processes.up_only", _("In this process you can only say that you are in favour.")
        )
    return None
