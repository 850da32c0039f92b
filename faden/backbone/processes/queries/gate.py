"""Who sees what, who works for what."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from django.db.models import DateTimeField, Exists, Q, QuerySet, Value

from faden.backbone.audit.kept import kept
from faden.backbone.items.kinds import kind
from faden.backbone.items.models import Item
from faden.backbone.people.models import Level, Person
from faden.backbone.people.voices import speaks_for
from faden.backbone.processes.models import Invitation, Milestone, Phase, Process, RoleGrant
from faden.backbone.processes.rules import (
    PERMISSIONS,
    Permission,
    Role,
    Standing,
    level_of,
    role_refusal,
    strictest,
)
from faden.lib.refused import Refusal, Refused

RIGHTS = "rights_in_processes"  # kept on a person object: read once a request


class Right(NamedTuple):
    """A role of a person, or (without one) an invitation."""

    role: str
    process_id: int | None
    expires_at: datetime | None


def roles_of(person: Person | None, process_id: int | None, *, now: datetime) -> frozenset[Role]:
    """Return the roles a person holds now in the process; None: in any process.

    Read once for a person object, that is once a request; `require` reads anew.
    """
    if person is None or person.is_guest or not person.is_active or person.lacks_second_factor:
        return frozenset()
    grants = [right for right in _rights_of(person) if right.role]
    return _roles_in(grants, process_id, now=now)


def _rights_of(person: Person) -> list[Right]:
    """Return the person's grants of roles and invitations, read once for a person object."""
    if RIGHTS not in vars(person):
        no_end = Value(None, output_field=DateTimeField())
        grants = RoleGrant.objects.filter(person=person)
        invitations = Invitation.objects.filter(email=person.email)
        rows = grants.values_list("role", "process_id", "expires_at").union(
            invitations.values_list(Value(""), "process_id", no_end), all=True
        )
        setattr(person, RIGHTS, [Right(*row) for row in rows])
    rights: list[Right] = getattr(person, RIGHTS)
    return rights


def _roles_in(
    grants: Iterable[RoleGrant | Right], process_id: int | None, *, now: datetime
) -> frozenset[Role]:
    return frozenset(
        Role(grant.role)
        for grant in grants
        if (grant.expires_at is None or now < grant.expires_at)
        and (process_id is None or grant.process_id in (None, process_id))
    )


def invited_to(person: Person | None) -> frozenset[int]:
    """Return the ids of the processes to which the person's confirmed address is invited.

    Read once for a person object, that is once a request.
    """
    if person is None or not person.is_active or person.level == Level.GUEST:
        return frozenset()
    invitations = (right for right in _rights_of(person) if not right.role)
    return frozenset(right.process_id for right in invitations if right.process_id)


def standing(person: Person | None, process_id: int | None, *, now: datetime) -> Standing:
    """Return who asks in this process: one query for a person with an account, none for others.

    It is the same for all processes, and made once for a person object.
    """
    roles = roles_of(person, process_id, now=now)
    is_invited = process_id is not None and process_id in invited_to(person)
    return Standing(person, level_of(person), roles, now, is_invited)


def may_see(item: Item, person: Person | None, *, now: datetime) -> bool:
    """Return whether the person may see the item: public, for them as invited, or their own.

    Nobody sees more of it than of what it is part of: a comment on a hidden idea is for the team,
    who sees everything.
    """
    is_own = person is not None and item.author_id == person.pk
    above = strictest(visibilities_above(item))
    if above == Item.Visibility.PUBLIC and (item.is_public or is_own):
        return True
    asking = standing(person, process_id_of(item), now=now)
    if asking.sees(above) and (is_own or asking.sees(item.visibility)):
        return True
    return person is not None and _is_read_besides(item, person, asking.sees(above), now=now)


def _is_read_besides(item: Item, person: Person, is_above_seen: bool, *, now: datetime) -> bool:  # noqa: FBT001 - as it was asked
    """Return whether the person reads it as a member, or because their organisation wrote it."""
    is_read_by = kind(item.kind).is_read_by
    if is_read_by is not None and is_read_by(item, person, now):
        return True
    return is_above_seen and not person.is_guest and speaks_for(person, item.author_id)


def visibilities_above(item: Item) -> Iterator[str]:
    """Return who sees what the item is part of, and what that is part of."""
    above = item.above
    while above is not None:
        yield above.visibility
        above = above.above


def process_id_of(item: Item) -> int:
    """Return the process whose team looks after the item; a process is looked after by its own."""
    return item.process_id or item.pk


def item_seen_by(person: Person | None, pk: int, *, now: datetime) -> Item | None:
    """Return the item of any kind, if this person may see it."""
    item = Item.objects.filter(pk=pk).first()
    if item is None:
        return None
    _know_above(item)
    return item if may_see(item, person, now=now) else None


def known_process(pk: int) -> Item | None:
    """Return the item of the process with this key; its `as_process` is read with it."""
    found = Item.objects.select_related("as_process").filter(pk=pk)
    return kept(("process", pk), ["site"], read=found.first)


def _know_above(item: Item) -> None:
    """Fill in what the item is part of: parts of one process share its row."""
    if item.process_id:
        item.process = known_process(item.process_id)
    if item.part_of_id == item.process_id:
        item.part_of = item.process
    elif item.part_of is not None:
        _know_above(item.part_of)


def process_seen_by(person: Person | None, slug: str, *, now: datetime) -> Process | None:
    """Return the process with this address, if this person may see it."""
    processes = Process.objects.select_related("unit__unit__deputy__person")
    process = processes.filter(slug=slug).first()
    return process if process and may_see(process, person, now=now) else None


def may_see_part(part: Phase | Milestone, person: Person | None, *, now: datetime) -> bool:
    """Return whether the person may see a phase or a milestone, and so what is attached to it."""
    process = part.process
    needed = strictest([process.visibility, part.visibility])
    if needed == Item.Visibility.PUBLIC:
        return True
    return standing(person, process.pk, now=now).sees(needed)


def require(
    person: Person | None, permission: Permission, *, process_id: int | None, now: datetime
) -> None:
    """Let those pass whose role in the process brings the permission; None: in any process.

    :raises Refused: for everybody else
    """
    if refusal := _refusal(person, permission, process_id, now):
        raise Refused(refusal)


def may(
    person: Person | None, permission: Permission, *, process_id: int | None, now: datetime
) -> bool:
    """Return whether `require` lets the person pass."""
    return _refusal(person, permission, process_id, now) is None


def _refusal(
    person: Person | None, permission: Permission, process_id: int | None, now: datetime
) -> Refusal | None:
    return role_refusal(_roles_in(_grants_of(person), process_id, now=now), permission)


def processes_worked_on(
    person: Person, *, now: datetime, permission: Permission | None = None
) -> QuerySet[Process]:
    """Return the processes in which the person holds a role now, drafts too, the newest first.

    :param permission: only those where a role of theirs brings it
    """
    grants = _grants_of(person).filter(is_running(now))
    if permission is not None:
        brings = [role for role, permissions in PERMISSIONS.items() if permission in permissions]
        grants = grants.filter(role__in=brings)
    processes = Process.objects.order_by("-created_at", "-pk")
    is_for_all = Exists(grants.filter(process=None))
    return processes.filter(is_for_all | Q(pk__in=grants.values("process_id")))


def is_running(now: datetime) -> Q:
    """Return the condition that a grant of a role has not ended."""
    return Q(expires_at=None) | Q(expires_at__gt=now)


def _grants_of(person: Person | None) -> QuerySet[RoleGrant]:
    """Return the grants of somebody who can sign in, expired ones too."""
    if person is not None and person.lacks_second_factor:
        return RoleGrant.objects.none()
    return RoleGrant.objects.filter(
        person=person, person__is_active=True, person__email__isnull=False
    )
