"""Confirming where somebody lives."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from faden.backbone.audit.actions import action
from faden.backbone.people.actions import verify
from faden.backbone.people.models import Person
from faden.backbone.places.models import District
from faden.backbone.processes.queries import require
from faden.backbone.processes.rules import Permission
from faden.lib.refused import Refusal, Refused
from faden.shared.notifications.actions import notify

ONESELF = Refusal("roles.oneself", _("Somebody else has to confirm where you live."))


@action
def confirm_residence(
    person: Person,
    *,
    district: District | None,
    born_on: date | None,
    actor: Person,
    now: datetime,
) -> None:
    """Note that the actor saw an official document that says where the person lives.

    What was noted before stays where nothing new is given. The person is told by mail.

    :raises Refused: without the permission, and to oneself
    """
    require(actor, Permission.CONFIRM_RESIDENCE, process_id=None, now=now)
    if person.pk == actor.pk:
        raise Refused(ONESELF)
    verify(
        person,
        by=actor,
        district=district or person.district,
        born_on=born_on or person.born_on,
        now=now,
    )
    notify(person, "roles/mail/residence")
