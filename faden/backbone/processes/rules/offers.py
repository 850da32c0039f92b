"""What a process offers to whoever asks now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from faden.backbone.items.kinds import Verb, kind
from faden.backbone.people.models import Level
from faden.backbone.processes.models import Opening, Process
from faden.backbone.processes.rules.conditions import beyond_age, needed_level
from faden.backbone.processes.rules.openings import end_of, is_open, open_to, verb_refusal
from faden.backbone.processes.rules.roles import Standing
from faden.lib.refused import Refusal

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

GONE = {
    "processes.over",
    "processes.never_open",
    "processes.archived",
    "processes.not_public",
    "processes.invited_only",
}


@dataclass(frozen=True)
class Offer:
    """One verb of a process, for one visitor now."""

    kind: str
    verb: str
    label: StrOrPromise
    path: str
    level: Level  # from which it is open, now or next
    minimum_age: int  # years; 0: any
    districts: tuple[str, ...]  # for whose people alone it is; none: for those of all
    ends_at: datetime | None  # of the phase that is open to them
    refusal: Refusal | None


def offers(process: Process, openings: Sequence[Opening], *, standing: Standing) -> list[Offer]:
    """Return what the visitor can do in the process now, and what is open to others or later.

    Whoever has only to say their age is not refused: the form asks.
    """
    names = dict.fromkeys(opening.kind for opening in openings)
    verbs = [(name, verb) for name in names for verb in kind(name).verbs]
    found = [_offer(process, name, verb, openings, standing) for name, verb in verbs]
    return [offer for offer in found if offer]


def _offer(
    process: Process, name: str, verb: Verb, openings: Sequence[Opening], standing: Standing
) -> Offer | None:
    refusal = beyond_age(verb_refusal(openings, kind=name, verb=verb.name, standing=standing))
    if refusal is not None and refusal.code in GONE:
        return None
    usable = open_to(openings, kind=name, verb=verb.name, standing=standing)
    shown = usable or _running_or_coming(openings, name, verb.name, standing)
    easiest = min(shown, key=needed_level)
    return Offer(
        name,
        verb.name,
        verb.label,
        verb.path(process),
        needed_level(easiest),
        max(process.minimum_age, easiest.minimum_age),
        tuple(sorted(easiest.district_names.values())),
        end_of(usable),
        refusal,
    )


def _running_or_coming(
    openings: Sequence[Opening], name: str, verb: str, standing: Standing
) -> list[Opening]:
    now = standing.now
    seen = [
        opening
        for opening in openings
        if (opening.kind, opening.verb) == (name, verb) and standing.sees(opening.phase.visibility)
    ]
    running = [opening for opening in seen if is_open(opening, now=now)]
    return running or [opening for opening in seen if opening.phase.starts_at > now]
