"""Processes, what is open in them, and who works for them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet, prefetch_related_objects

from faden.backbone.items.kinds import kind
from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.processes.models import (
    ActionField,
    Invitation,
    Opening,
    Phase,
    Process,
    RoleGrant,
)
from faden.backbone.processes.rules import (
    PERMISSIONS,
    Offer,
    Permission,
    Role,
    Standing,
    level_of,
    offers,
    role_refusal,
    verb_refusal,
)
from faden.lib.refused import Refusal, Refused
from faden.lib.text import SLUG_LENGTH, slug_of


def public_processes() -> QuerySet[Process]:
    """Return the processes everybody may see, the newest first."""
    return Process.objects.public().order_by("-published_at", "-id")


def process_seen_by(person: Person | None, slug: str, *, now: datetime) -> Process | None:
    """Return the process with this address, if this person may see it."""
    process = Process.objects.filter(slug=slug).first()
    return process if process and may_see(process, person, now=now) else None


def free_slug(title: str) -> str:
    """Return an address for a process of this title that no other process has."""
    slug = slug_of(title)[: SLUG_LENGTH - 4] or "beteiligung"
    taken = set(Process.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    numbered = (f"{slug}-{number}" for number in range(2, len(taken) + 3))
    return slug if slug not in taken else next(free for free in numbered if free not in taken)


def openings_of(process: Item) -> list[Opening]:
    """Return everything the process's phases open, with the phases, by date."""
    openings = Opening.objects.filter(phase__process_id=process.pk).select_related("phase")
    return list(openings.order_by("phase__starts_at", "id"))


def process_cards(standing: Standing) -> list[tuple[Process, list[Offer]]]:
    """Return the public processes, each with what it offers to whoever asks: two queries."""
    found = list(public_processes())
    openings = openings_by_process(found)
    return [
        (process, offers(process, openings[process.pk], standing=standing)) for process in found
    ]


def openings_by_process(found: Sequence[Process]) -> dict[int, list[Opening]]:
    """Return `{process_id: openings}` for several processes, in one query."""
    openings: dict[int, list[Opening]] = {process.pk: [] for process in found}
    rows = Opening.objects.filter(phase__process__in=found).select_related("phase")
    for opening in rows.order_by("phase__starts_at", "id"):
        openings[opening.phase.process_id].append(opening)
    return openings


def phases_of(process: Process) -> list[Phase]:
    """Return the phases with their openings, by date."""
    return list(process.phases.prefetch_related("openings"))


def action_fields_of(process_id: int) -> QuerySet[ActionField]:
    """Return the action fields of a process in their order."""
    return ActionField.objects.filter(process_id=process_id)


def roles_of(person: Person | None, process_id: int | None, *, now: datetime) -> frozenset[Role]:
    """Return the roles a person holds now in the process; None: in any process.

    Read once for a person object, that is once a request; `require` reads anew.
    """
    if person is None or person.is_guest or not person.is_active:
        return frozenset()
    prefetch_related_objects([person], "role_grants")
    return _roles_in(person.role_grants.all(), process_id, now=now)


def _roles_in(
    grants: Iterable[RoleGrant], process_id: int | None, *, now: datetime
) -> frozenset[Role]:
    return frozenset(
        Role(grant.role)
        for grant in grants
        if (grant.expires_at is None or now < grant.expires_at)
        and (process_id is None or grant.process_id in (None, process_id))
    )


def standing(person: Person | None, process_id: int | None, *, now: datetime) -> Standing:
    """Return who asks in this process: one query for people with an account, none for others."""
    return Standing(person, level_of(person), roles_of(person, process_id, now=now), now)


def may_see(item: Item, person: Person | None, *, now: datetime) -> bool:
    """Return whether the person may see the item: public, their own, or their team's.

    What is part of something that is not public is for the team: a comment on a hidden idea.
    """
    is_own = person is not None and item.author_id == person.pk
    is_above_open = item.part_of is None or item.part_of.is_seen_by_all
    if is_above_open and (item.is_public or is_own):
        return True
    return standing(person, process_id_of(item), now=now).may(Permission.SEE_DRAFTS)


def process_id_of(item: Item) -> int:
    """Return the process whose team looks after the item; a process is looked after by its own."""
    return item.process_id or item.pk


def item_seen_by(person: Person | None, pk: int, *, now: datetime) -> Item | None:
    """Return the item of any kind, if this person may see it."""
    item = Item.objects.select_related("process", "part_of__part_of").filter(pk=pk).first()
    return item if item and may_see(item, person, now=now) else None


def refusals_in(
    process: Item, kind_name: str, *, verbs: Iterable[str], person: Person | None, now: datetime
) -> dict[str, Refusal | None]:
    """Return, for each verb on that kind, why the phases do not open it to the person now."""
    openings = openings_of(process)
    level = level_of(person)
    return {
        verb: verb_refusal(openings, kind=kind_name, verb=verb, level=level, now=now)
        for verb in verbs
    }


def refusals_on(
    item: Item, verbs: Iterable[str], *, person: Person | None, now: datetime
) -> dict[str, Refusal | None]:
    """Return, for each verb, why the person may not do it on this item: its own reason first."""
    of_phases = refusals_in(item.process or item, item.kind, verbs=verbs, person=person, now=now)
    own_refusal = kind(item.kind).item_refusal
    return {verb: own_refusal(item, verb) or refusal for verb, refusal in of_phases.items()}


def verb_refusal_on(
    item: Item, verb: str, *, person: Person | None, now: datetime
) -> Refusal | None:
    """Return why the person may not do the verb on this item now, or None."""
    return refusals_on(item, [verb], person=person, now=now)[verb]


def require(
    person: Person | None, permission: Permission, *, process_id: int | None, now: datetime
) -> None:
    """Let those pass whose role in the process brings the permission.

    :raises Refused: for everybody else
    """
    if refusal := role_refusal(_roles_in(_grants_of(person), process_id, now=now), permission):
        raise Refused(refusal)


def processes_worked_on(
    person: Person, *, now: datetime, permission: Permission | None = None
) -> QuerySet[Process]:
    """Return the processes in which the person holds a role now, drafts too, the newest first.

    :param permission: only those where a role of theirs brings it
    """
    grants = _grants_of(person).filter(Q(expires_at=None) | Q(expires_at__gt=now))
    if permission is not None:
        brings = [role for role, permissions in PERMISSIONS.items() if permission in permissions]
        grants = grants.filter(role__in=brings)
    processes = Process.objects.order_by("-created_at", "-pk")
    if grants.filter(process=None).exists():
        return processes
    return processes.filter(pk__in=grants.values("process_id"))


def _grants_of(person: Person | None) -> QuerySet[RoleGrant]:
    """Return the grants of somebody who can sign in, expired ones too."""
    return RoleGrant.objects.filter(
        person=person, person__is_active=True, person__email__isnull=False
    )


def invitations_of(person: Person) -> Iterable[Mapping[str, Any]]:
    """Return the processes to which the person's address was invited."""
    invitations = Invitation.objects.filter(email=person.email or "").order_by("pk")
    return invitations.values("process_id", "created_at")
