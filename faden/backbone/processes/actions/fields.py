"""The action fields of a process."""

from datetime import datetime

from django.db.models import ProtectedError

from faden.backbone.audit.actions import action, record
from faden.backbone.people.models import Person
from faden.backbone.processes.actions.versions import begin, ensure, keep_version, lock_process
from faden.backbone.processes.models import ActionField, Process
from faden.backbone.processes.rules import field_in_use_refusal, field_name_refusal
from faden.lib.refused import Refused
from faden.lib.text import slug_of


@action
def add_action_field(
    process: Process, *, name: str, actor: Person | None, now: datetime
) -> ActionField:
    """Add an action field behind the others.

    :raises Refused: without the permission to set the process up, or if it has one of this name
    """
    begin(process, actor=actor, now=now)
    _check_name(process, name)
    return _add(process, name, actor=actor, now=now)


@action
def action_field_named(
    process: Process, name: str, *, actor: Person | None, now: datetime
) -> ActionField:
    """Return the action field of this name; it is added where an import brings a new one.

    The caller has asked its own rule.
    """
    lock_process(process)
    known = process.action_fields.filter(slug=slug_of(name)).first()
    return known or _add(process, name, actor=actor, now=now)


def _add(process: Process, name: str, *, actor: Person | None, now: datetime) -> ActionField:
    last = process.action_fields.order_by("-position").first()
    field = ActionField.objects.create(
        process=process, name=name.strip(), position=last.position + 1 if last else 0
    )
    record("processes.add_action_field", field, actor=actor)
    keep_version(process, actor=actor, now=now)
    return field


@action
def rename_action_field(
    field: ActionField, name: str, *, actor: Person | None, now: datetime
) -> None:
    """Give the field another name; its address in lists stays.

    :raises Refused: without the permission to set the process up, or if it has one of this name
    """
    begin(field.process, actor=actor, now=now)
    _check_name(field.process, name, besides=field)
    field.name = name.strip()
    field.save(update_fields=["name"])
    record("processes.rename_action_field", field, actor=actor, fields=["name"])
    keep_version(field.process, actor=actor, now=now)


@action
def move_action_field(
    field: ActionField, position: int, *, actor: Person | None, now: datetime
) -> None:
    """Put the field at this place among the others, counted from 0.

    :raises Refused: without the permission to set the process up
    """
    begin(field.process, actor=actor, now=now)
    others = list(field.process.action_fields.exclude(pk=field.pk))
    others.insert(max(position, 0), field)
    for place, moved in enumerate(others):
        moved.position = place
    ActionField.objects.bulk_update(others, ["position"])
    record("processes.move_action_field", field, actor=actor, fields=["position"])
    keep_version(field.process, actor=actor, now=now)


@action
def remove_action_field(field: ActionField, *, actor: Person | None, now: datetime) -> None:
    """Remove a field that no contribution is in.

    :raises Refused: without the permission to set the process up, or while contributions use it
    """
    begin(field.process, actor=actor, now=now)
    record("processes.remove_action_field", field, actor=actor)
    try:
        field.delete()
    except ProtectedError as error:
        raise Refused(field_in_use_refusal(len(error.protected_objects))) from error
    keep_version(field.process, actor=actor, now=now)


def _check_name(process: Process, name: str, *, besides: ActionField | None = None) -> None:
    others = [field for field in process.action_fields.all() if field != besides]
    taken = [slug for other in others for slug in (other.slug, slug_of(other.name))]
    ensure(field_name_refusal(slug_of(name), taken))
