"""Keeping a process as a template of the city, and removing one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from faden.backbone.audit.actions import action, record
from faden.backbone.people.models import Person
from faden.backbone.processes.models import OwnTemplate, Process
from faden.backbone.processes.queries import may, require
from faden.backbone.processes.rules import Permission
from faden.lib.refused import Refusal, Refused
from faden.lib.text import slug_of
from faden.surfaces.process_setup import queries, rules
from faden.surfaces.process_setup.plans import content_of
from faden.surfaces.process_setup.saving import plan_from


@action
def save_as_template(
    process: Process, *, name: str, purpose: str, actor: Person, now: datetime
) -> OwnTemplate:
    """Keep the process as a template of the city.

    :raises Refused: without the permission to set it up, if it has no phase, or for a name in use
    """
    require(actor, Permission.CONFIGURE, process_id=process.pk, now=now)
    set_up = queries.set_up_of(process, now=now)
    slug = slug_of(name)
    _ensure(
        rules.template_refusal(
            name, slug=slug, in_use=queries.slugs_in_use(), n_phases=len(set_up.phases)
        )
    )
    plan = plan_from(
        set_up,
        slug=slug,
        name=name,
        purpose=purpose,
        before=queries.plan_by_slug(process.template),
        names=queries.names_to_leave_out(process),
    )
    template = _kept(name, slug=slug, content=content_of(plan), now=now)
    record("process_setup.save_template", template, actor=actor, process=process.pk)
    return template


def _kept(name: str, *, slug: str, content: dict[str, Any], now: datetime) -> OwnTemplate:
    """Return the new template; of two that are saved at one moment the second is refused."""
    try:
        with transaction.atomic():
            return OwnTemplate.objects.create(name=name, slug=slug, content=content, created_at=now)
    except IntegrityError as error:
        raise Refused(rules.name_taken(name)) from error


@action
def remove_template(template: OwnTemplate, *, actor: Person, now: datetime) -> None:
    """Remove a template of the city; processes made from it stay.

    :raises Refused: for others than who saved it and the administration
    """
    require(actor, Permission.CONFIGURE, process_id=None, now=now)
    _ensure(
        rules.removal_refusal(
            is_author=template.slug in queries.saved_by(actor),
            is_administrator=may(actor, Permission.ADMINISTER, process_id=None, now=now),
        )
    )
    record("process_setup.remove_template", template, actor=actor)
    template.delete()


def _ensure(refusal: Refusal | None) -> None:
    if refusal is not None:
        raise Refused(refusal)
