"""Answering a broken lamp that was handed in as an idea, with one click."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from faden.backbone.audit.actions import action
from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.places.queries import the_place
from faden.backbone.processes.models import Process
from faden.backbone.processes.queries import process_id_of
from faden.lib.dates import city_day
from faden.lib.refused import Refused
from faden.shared.outcomes import rules
from faden.shared.outcomes.actions.answering import Answer, answer
from faden.shared.outcomes.models import Outcome


@action
def forward_defect(item: Item, *, actor: Person, now: datetime) -> Outcome:
    """Answer that the defect is passed on, and where defects are reported; in its language.

    :raises Refused: as `answer` does, or while no office is in charge of the process
    """
    unit = Process.objects.get(pk=process_id_of(item)).unit
    if unit is None:
        raise Refused(rules.NO_OFFICE)
    url = the_place().defect_url
    with override(item.language):
        reason = _("This is a defect, and no matter of this participation. We have passed it on.")
        if url:
            reason += " " + _("Next time you can report it here: %(url)s") % {"url": url}
        body = _("Defect reporter")
    given = Answer(
        code=Outcome.Code.FORWARDED, reason=reason, unit=unit, body=body, decided_on=city_day(now)
    )
    return answer(item, given, actor=actor, now=now)
