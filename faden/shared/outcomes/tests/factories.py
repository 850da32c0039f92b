from datetime import date
from typing import Any

from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.people.tests.factories import NOON, a_unit
from faden.backbone.processes.tests.factories import a_role
from faden.shared.outcomes.actions import Answer, answer, tell
from faden.shared.outcomes.models import Answering, Outcome
from faden.shared.outcomes.rules import TAKE_BACK

DECIDED_ON = date(2026, 5, 4)
UNTIL = date(2026, 6, 1)


def what_is_said(**overrides: Any) -> Answer:
    """An answer that is complete for every code."""
    said: Answer = {
        "code": Outcome.Code.PARTLY,
        "reason": "The council has decided so.",
        "unit": a_unit(),
        "body": "Ausschuss für Verkehr",
        "until": UNTIL,
        "decided_on": DECIDED_ON,
    }
    return said | overrides


def an_outcome(item: Item, actor: Person | None = None, **overrides: Any) -> Outcome:
    """The answer of the city to the item."""
    actor = actor or a_role("process_manager")
    return answer(item, what_is_said(**overrides), actor=actor, now=NOON)


def tell_all() -> None:
    """Tell the authors of all that was answered, as the job does after half an hour."""
    for answering in Answering.objects.order_by("pk"):
        tell(answering.pk, now=NOON + TAKE_BACK)
