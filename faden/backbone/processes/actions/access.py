"""Who is invited, who may look at a draft, who works for a process."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from faden.backbone.audit.actions import action, record
from faden.backbone.people.models import Person, normal_email
from faden.backbone.processes import queries
from faden.backbone.processes.actions.process import set_fields
from faden.backbone.processes.actions.versions import ensure, require_set_up
from faden.backbone.processes.models import Invitation, PreviewLink, Process, RoleGrant
from faden.backbone.processes.queries import require
from faden.backbone.processes.rules import (
    Permission,
    Role,
    grant_refusal,
    last_administrator_refusal,
    preview_refusal,
    stored_key,
)
from faden.lib.refused import Refusal

KEY_BYTES = 32


@action
def invite(
    process: Process, emails: Iterable[str], *, actor: Person | None, now: datetime
) -> list[Invitation]:
    """Let people with these addresses see the process; return the invitations that are new.

    :raises Refused: without the permission to set the process up
    """
    require_set_up(actor, process.pk, now=now)
    addresses = sorted({normal_email(email) for email in emails})  # or two at once would deadlock
    given = [
        Invitation.objects.get_or_create(
            process=process, email=address, defaults={"invited_by": actor, "created_at": now}
        )
        for address in addresses
    ]
    new = [invitation for invitation, is_new in given if is_new]
    for invitation in new:
        record("processes.invite", invitation, actor=actor, process=process.pk)
    return new


@action
def uninvite(invitation: Invitation, *, actor: Person | None, now: datetime) -> None:
    """Take the invitation back.

    :raises Refused: without the permission to set the process up
    """
    require_set_up(actor, invitation.process_id, now=now)
    record("processes.uninvite", invitation, actor=actor, process=invitation.process_id)
    invitation.delete()


@action
def create_preview_link(
    process: Process, *, expires_at: datetime, actor: Person | None, now: datetime
) -> str:
    """Return the key of a new preview of the process; it is shown once and kept as a hash only.

    :raises Refused: without the permission to set the process up, or if it were open too long
    """
    require_set_up(actor, process.pk, now=now)
    ensure(preview_refusal(expires_at, now=now))
    key = secrets.token_urlsafe(KEY_BYTES)
    link = PreviewLink.objects.create(
        process=process,
        key=stored_key(key),
        created_by=actor,
        created_at=now,
        expires_at=expires_at,
    )
    record("processes.create_preview", link, actor=actor, process=process.pk)
    return key


@action
def revoke_preview_link(link: PreviewLink, *, actor: Person | None, now: datetime) -> None:
    """Let the link open nothing any more.

    :raises Refused: without the permission to set the process up
    """
    require_set_up(actor, link.process_id, now=now)
    record("processes.revoke_preview", link, actor=actor, process=link.process_id)
    link.delete()


@action
def grant_role(  # noqa: PLR0913 - each is part of what is granted
    person: Person,
    role: Role,
    *,
    process: Process | None,
    reason: str = "",
    expires_at: datetime | None = None,
    actor: Person | None,
    now: datetime,
) -> RoleGrant:
    """Give the person a role, in one process or (None) in all; who has it gets the new end.

    :raises Refused: without the permission, to somebody without an account, or if the only
        administrator would get an end
    """
    administrators = _locked_administrators(now)
    _require_for(process, actor=actor, now=now)
    refusal = grant_refusal(person, role, for_all=process is None, expires_at=expires_at, now=now)
    ensure(refusal)
    terms = {"reason": reason, "expires_at": expires_at}
    grant, is_new = RoleGrant.objects.get_or_create(
        person=person, role=role, process=process, defaults=terms
    )
    if not is_new and expires_at is not None:
        ensure(_stays_refusal(grant, administrators))
    changed = set_fields(grant, terms)
    grant.save(update_fields=changed)
    if is_new or changed:
        record("processes.grant_role", grant, actor=actor, role=role, process=grant.process_id)
    return grant


@action
def revoke_role(grant: RoleGrant, *, actor: Person | None, now: datetime) -> None:
    """Take the role back.

    :raises Refused: without the permission, or if nobody would administer the platform any more
    """
    administrators = _locked_administrators(now)
    _require_for(grant.process, actor=actor, now=now)
    ensure(_stays_refusal(grant, administrators))
    record("processes.revoke_role", grant, actor=actor, role=grant.role, process=grant.process_id)
    grant.delete()


def _require_for(process: Process | None, *, actor: Person | None, now: datetime) -> None:
    if process is not None:
        require_set_up(actor, process.pk, now=now)
    elif actor is not None:
        require(actor, Permission.ADMINISTER, process_id=None, now=now)


def _locked_administrators(now: datetime) -> list[RoleGrant]:
    """Return who administers without an end; two who would revoke each other wait here."""
    lasting = queries.administrators(now=now).filter(expires_at=None)
    return list(lasting.select_for_update(of=("self",)).order_by("pk"))


def _stays_refusal(grant: RoleGrant, administrators: list[RoleGrant]) -> Refusal | None:
    is_needed = grant in administrators
    return last_administrator_refusal(len(administrators) - 1) if is_needed else None


@action
def withdraw_invitations(person: Person, now: datetime) -> None:  # noqa: ARG001 - as erasures
    """Delete the invitations of an address whose account is erased."""
    Invitation.objects.filter(email=person.email or "").delete()


@action
def give_up_roles(person: Person, now: datetime) -> None:
    """Delete the roles of a person who is erased.

    :raises Refused: if nobody would administer the platform any more
    """
    administrators = _locked_administrators(now)
    for grant in person.role_grants.all():
        ensure(_stays_refusal(grant, administrators))
        grant.delete()
