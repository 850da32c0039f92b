from datetime import datetime
from typing import Any

from faden.backbone.people.tests.factories import NOON, a_unit
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_role
from faden.participation.undertakings.actions import Facts, create, publish
from faden.participation.undertakings.models import Undertaking


def facts(**overrides: Any) -> Facts:
    """What an entry says; nobody can take part, for a reason."""
    known: dict[str, Any] = {
        "title": "Kanal in der Bruchstraße",
        "summary": "Die Rohre sind alt und werden erneuert.",
        "unit": overrides.pop("unit", None) or a_unit("Tiefbauamt"),
        "stage": "planned",
        "participation": "none",
        "participation_note": "Die Technik lässt keine Wahl.",
    }
    return Facts(**(known | overrides))


def a_draft_undertaking(*, now: datetime = NOON, **overrides: Any) -> Undertaking:
    """An entry that only the team sees."""
    actor = overrides.pop("actor", None) or a_role(Role.ADMINISTRATOR)
    return create(facts(**overrides), actor=actor, now=now)


def an_undertaking(*, now: datetime = NOON, **overrides: Any) -> Undertaking:
    """An entry that everybody sees."""
    actor = overrides.pop("actor", None) or a_role(Role.ADMINISTRATOR)
    undertaking = a_draft_undertaking(actor=actor, now=now, **overrides)
    publish(undertaking, actor=actor, now=now)
    return Undertaking.objects.get(pk=undertaking.pk)
