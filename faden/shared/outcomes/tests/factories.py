from datetime import date
from typing import Any

from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.people.tests.factories import NOON, a_unit
from faden.backbone.processes.tests.factories import a_role
from faden.shared.outcomes.actions import Answer, answer
from faden.shared.outcomes.models import Outcome

DECIDED_ON = date(2026, 5, 4)


def what_is_said(**overrides: Any) -> Answer:
    """An answer that is complete for every code."""
    said: Answer = {
        "code": Outcome.Code.PARTLY,
        "reason": "The council has decided so.",
        "unit": a_unit(),
        "body": "Ausschuss für Verkehr",
        "decided_on": DECIDED_ON,
    }
    return said | overrides


def an_outcome(item: Item, actor: Person | None = None, **overrides: Any) -> Outcome:
    """The answer of the city to the item."""
    actor = actor or a_role("process_manager")
    return answer(item, what_is_said(**overrides), actor=actor, now=NOON)
