"""What the team may do, who asks, and what they see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from faden.backbone.items.models import Item
from faden.backbone.people.models import Level, Person
from faden.backbone.processes.models import RoleGrant
from faden.lib.dates import city_day
from faden.lib.refused import Refusal

Role = RoleGrant.Role
Visibility = Item.Visibility
_BY_OPENNESS = [Visibility.PUBLIC, Visibility.INVITED, Visibility.STAFF]


class Permission(StrEnum):
    """What the team may do; the table below says which role brings it."""

    SEE_DRAFTS = "see_drafts"
    MODERATE = "moderate"  # hide and show again, release, redact, pause
    OPEN_SEALED = "open_sealed"  # read what was redacted, for a stated cause
    ENTER_ON_BEHALF = "enter_on_behalf"  # contributions from paper, telephone, events
    ANSWER = "answer"  # give the answer of the city
    EXPORT = "export"
    IMPORT = "import"
    CONFIRM_RESIDENCE = "confirm_residence"  # after a look at an official document
    CONFIGURE = "configure"  # set a process up, say who works for it
    ADMINISTER = "administer"  # the city itself: its pages, offices, districts, roles for all


IN_PROCESSES = frozenset(Permission) - {Permission.ADMINISTER}
PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: frozenset(Permission),
    Role.PROCESS_MANAGER: IN_PROCESSES,
    Role.MODERATOR: frozenset(
        {
            Permission.SEE_DRAFTS,
            Permission.MODERATE,
            Permission.ENTER_ON_BEHALF,
            Permission.EXPORT,
        }
    ),
    Role.EVALUATOR: frozenset({Permission.SEE_DRAFTS, Permission.ANSWER, Permission.EXPORT}),
    Role.ON_SITE_TEAM: frozenset(
        {Permission.SEE_DRAFTS, Permission.ENTER_ON_BEHALF, Permission.CONFIRM_RESIDENCE}
    ),
}


def role_refusal(roles: Iterable[Role], permission: Permission) -> Refusal | None:
    """Return why someone with these roles may not do it, or None if they may."""
    if any(permission in PERMISSIONS[role] for role in roles):
        return None
    return _not_allowed(permission)


@cache
def _not_allowed(permission: Permission) -> Refusal:
    return Refusal(
        "processes.not_allowed",
        _(
            "Your role in this process does not include this. Ask somebody with one of these roles:"
            " %(roles)s."
        ),
        {"roles": _named(role for role in Role if permission in PERMISSIONS[role])},
    )


def _named(roles: Iterable[Role]) -> StrOrPromise:
    """Return the names of the roles in a row, in the language of whoever reads them."""
    labels = [role.label for role in roles]
    return format_lazy(", ".join(["{}"] * len(labels)), *labels)


@dataclass(frozen=True)
class Standing:
    """Who asks in a process: their level, their roles in it, and the time."""

    person: Person | None
    level: Level
    roles: frozenset[Role]
    now: datetime
    is_invited: bool = False  # to this process

    @property
    def permissions(self) -> frozenset[Permission]:
        """All that their roles bring, for templates."""
        return frozenset().union(*(PERMISSIONS[role] for role in self.roles))

    @property
    def today(self) -> date:
        """The day in the city."""
        return city_day(self.now)

    def may(self, permission: Permission) -> bool:
        """Return whether a role of theirs brings the permission."""
        return role_refusal(self.roles, permission) is None

    def sees(self, visibility: str) -> bool:
        """Return whether what has this visibility in the process is for them."""
        if visibility == Visibility.PUBLIC or self.may(Permission.SEE_DRAFTS):
            return True
        return visibility == Visibility.INVITED and self.is_invited


def strictest(visibilities: Iterable[str]) -> Visibility:
    """Return the least open of them; public, if there are none."""
    return max(map(Visibility, visibilities), key=_BY_OPENNESS.index, default=Visibility.PUBLIC)


def level_of(person: Person | None) -> Level:
    """Return the level of a person; a visitor counts as a guest."""
    return person.level if person else Level.GUEST
