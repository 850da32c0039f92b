"""What a phase opens to whom, and what a role allows. Pure: the caller passes the time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from faden.backbone.items.kinds import Verb, kind
from faden.backbone.people.models import Level, Person
from faden.backbone.processes.models import Opening, Phase, Process, RoleGrant
from faden.lib.refused import Refusal, Remedy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Role = RoleGrant.Role


class Permission(StrEnum):
    """What the team may do; the table below says which role brings it."""

    SEE_DRAFTS = "see_drafts"
    MODERATE = "moderate"  # hide and show again
    ENTER_ON_BEHALF = "enter_on_behalf"  # contributions from paper, telephone, events
    ANSWER = "answer"  # give the answer of the city
    EXPORT = "export"
    IMPORT = "import"
    CONFIGURE = "configure"


PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: frozenset(Permission),
    Role.PROCESS_MANAGER: frozenset(Permission),
    Role.MODERATOR: frozenset(
        {
            Permission.SEE_DRAFTS,
            Permission.MODERATE,
            Permission.ENTER_ON_BEHALF,
            Permission.EXPORT,
        }
    ),
    Role.EVALUATOR: frozenset({Permission.SEE_DRAFTS, Permission.ANSWER, Permission.EXPORT}),
    Role.ON_SITE_TEAM: frozenset({Permission.SEE_DRAFTS, Permission.ENTER_ON_BEHALF}),
}


def role_refusal(roles: Iterable[Role], permission: Permission) -> Refusal | None:
    """Return why someone with these roles may not do it, or None if they may."""
    if any(permission in PERMISSIONS[role] for role in roles):
        return None
    return Refusal("processes.not_allowed", _("Your role in this process does not include this."))


def is_open(opening: Opening, *, now: datetime) -> bool:
    """Return whether the phase of the opening runs: [starts_at, ends_at)."""
    return phase_state(opening.phase, now=now) == "current"


def verb_refusal(
    openings: Sequence[Opening], *, kind: str, verb: str, level: Level, now: datetime
) -> Refusal | None:
    """Return why the process does not let someone of this level do the verb now, or None."""
    wanted = [opening for opening in openings if (opening.kind, opening.verb) == (kind, verb)]
    running = [opening for opening in wanted if is_open(opening, now=now)]
    if any(level >= opening.level for opening in running):
        return None
    if running:
        return _level_refusal(level, min(opening.level for opening in running))
    return _time_refusal(wanted, now=now)


def _level_refusal(level: Level, needed: int) -> Refusal:
    if needed == Level.VERIFIED:
        return Refusal(
            "processes.needs_verified",
            _("This is open to people whose residence is confirmed."),
            remedy=Remedy.SIGN_IN if level == Level.GUEST else Remedy.VERIFY,
        )
    return Refusal(
        "processes.needs_account",
        _("This is open to people with an account."),
        remedy=Remedy.SIGN_IN,
    )


def _time_refusal(openings: Sequence[Opening], *, now: datetime) -> Refusal:
    coming = [opening.phase.starts_at for opening in openings if opening.phase.starts_at > now]
    if coming:
        return Refusal(
            "processes.not_yet_open",
            _("This is not open yet."),
            {"until": min(coming)},
            remedy=Remedy.WAIT_UNTIL,
        )
    ended = [opening.phase.ends_at for opening in openings if opening.phase.ends_at]
    if ended:
        return Refusal("processes.over", _("This has ended."), {"ended_at": max(ended)})
    return Refusal("processes.never_open", _("This is not planned in this process."))


@dataclass(frozen=True)
class Standing:
    """Who asks: their level, their roles in the process and the time."""

    person: Person | None
    level: Level
    roles: frozenset[Role]
    now: datetime

    @property
    def permissions(self) -> frozenset[Permission]:
        """All that their roles bring, for templates."""
        return frozenset().union(*(PERMISSIONS[role] for role in self.roles))

    def may(self, permission: Permission) -> bool:
        """Return whether a role of theirs brings the permission."""
        return role_refusal(self.roles, permission) is None


def level_of(person: Person | None) -> Level:
    """Return the level of a person; a visitor counts as a guest."""
    return person.level if person else Level.GUEST


@dataclass(frozen=True)
class Offer:
    """One verb of a process, for one visitor now."""

    label: StrOrPromise
    path: str
    ends_at: datetime | None  # of the phase that is open to them
    refusal: Refusal | None


def offers(process: Process, openings: Sequence[Opening], *, standing: Standing) -> list[Offer]:
    """Return what the visitor can do in the process now, and what is open to others or later."""
    names = dict.fromkeys(opening.kind for opening in openings)
    verbs = [(name, verb) for name in names for verb in kind(name).verbs]
    found = [_offer(process, name, verb, openings, standing) for name, verb in verbs]
    gone = {"processes.over", "processes.never_open"}
    return [offer for offer in found if offer.refusal is None or offer.refusal.code not in gone]


def _offer(
    process: Process, name: str, verb: Verb, openings: Sequence[Opening], standing: Standing
) -> Offer:
    now = standing.now
    refusal = verb_refusal(openings, kind=name, verb=verb.name, level=standing.level, now=now)
    ends = [
        opening.phase.ends_at
        for opening in openings
        if (opening.kind, opening.verb) == (name, verb.name)
        and is_open(opening, now=now)
        and standing.level >= opening.level
    ]
    ends_at = max((end for end in ends if end), default=None) if None not in ends else None
    return Offer(verb.label, verb.path(process), ends_at, refusal)


def phase_state(phase: Phase, *, now: datetime) -> str:
    """Return "past", "current" or "future"."""
    if now < phase.starts_at:
        return "future"
    return "current" if phase.ends_at is None or now < phase.ends_at else "past"
