"""Who belongs to a body, and whether their names are public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from faden.backbone.audit.actions import action, record
from faden.backbone.items.actions import lock
from faden.backbone.people.models import Person, normal_email
from faden.lib.refused import Refusal, Refused
from faden.participation.groups import queries, rules
from faden.participation.groups.actions.bodies import require_set_up
from faden.participation.groups.models import Body, Member


@dataclass(frozen=True)
class MemberFacts:
    """What is known of a member. The name is public only if the member agreed."""

    role: str
    organisation: str = ""
    name: str = ""
    email: str = ""
    is_named: bool = False


@action
def add_member(body: Body, facts: MemberFacts, *, actor: Person | None, now: datetime) -> Member:
    """Take somebody into the body.

    :raises Refused: without the permission, if the address is a member's, or without a name to show
    """
    require_set_up(body.process_id, actor=actor, now=now)
    lock(body)
    _check(body, facts)
    last = body.members.aggregate(last=Max("position"))["last"]
    member = Member.objects.create(
        body=body, position=0 if last is None else last + 1, **_columns(facts)
    )
    record("groups.add_member", member, actor=actor, body=body.pk)
    return member


@action
def change_member(member: Member, facts: MemberFacts, *, actor: Person, now: datetime) -> None:
    """Change what is known of a member.

    :raises Refused: as `add_member`
    """
    require_set_up(member.body.process_id, actor=actor, now=now)
    lock(member.body)
    _check(member.body, facts, besides=member)
    for name, value in _columns(facts).items():
        setattr(member, name, value)
    member.save()
    record("groups.change_member", member, actor=actor, body=member.body_id)


@action
def remove_member(member: Member, *, actor: Person, now: datetime) -> None:
    """Let somebody leave the body.

    :raises Refused: without the permission to set the process up
    """
    require_set_up(member.body.process_id, actor=actor, now=now)
    record("groups.remove_member", member, actor=actor, body=member.body_id)
    member.delete()


@action
def choose_name(member: Member, *, is_named: bool, person: Person) -> None:
    """Let a member decide on the own name: public, or not.

    :raises Refused: for other members' names, or without a name
    """
    member = Member.objects.select_for_update(of=("self",)).get(pk=member.pk)
    _ensure(None if queries.own_memberships(person).filter(pk=member.pk) else rules.NOT_YOURS)
    member.name = member.name or person.display_name
    _ensure(rules.NO_NAME if is_named and not member.name else None)
    member.is_named = is_named
    member.save(update_fields=["name", "is_named"])
    record("groups.choose_name", member, actor=person, is_named=is_named)


@action
def leave_bodies(person: Person, now: datetime) -> None:  # noqa: ARG001 - as erasures
    """Blank what is known of a member whose account is erased; the role stays."""
    found = Member.objects.filter(email=person.email or "-")
    found.update(name="", email="", is_named=False)


def _check(body: Body, facts: MemberFacts, *, besides: Member | None = None) -> None:
    others = body.members.exclude(pk=besides.pk) if besides else body.members.all()
    email = normal_email(facts.email)
    is_there = bool(email) and others.filter(email=email).exists()
    _ensure(rules.MEMBER_THERE if is_there else None)
    _ensure(rules.NO_NAME if facts.is_named and not facts.name.strip() else None)


def _columns(facts: MemberFacts) -> dict[str, object]:
    return vars(facts) | {"email": normal_email(facts.email), "name": facts.name.strip()}


def _ensure(refusal: Refusal | None) -> None:
    if refusal is not None:
        raise Refused(refusal)
