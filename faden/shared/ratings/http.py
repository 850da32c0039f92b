"""From a request to a rating."""

from datetime import datetime

from django.core.exceptions import BadRequest

from faden.backbone.items.models import Item
from faden.backbone.people.actions import declare_age
from faden.backbone.people.http import PersonRequest, contributor
from faden.backbone.people.limits import take
from faden.backbone.processes.form_part import BOX
from faden.backbone.processes.queries import verb_refusal_on
from faden.backbone.processes.rules import age_to_declare
from faden.shared.ratings.actions import rate

VALUES = {"dafuer": 1, "dagegen": -1, "keine": 0}  # what the buttons send


def take_in(request: PersonRequest, item: Item, *, now: datetime) -> None:
    """Set or take back the rating of whoever asks.

    A visitor who is refused stays one: no session begins, so nothing is kept of them.

    :raises Refused: if the process or the item does not allow it now
    :raises BadRequest: for what none of the buttons sends
    """
    value = VALUES.get(request.POST.get("wert", ""))
    if value is None:
        raise BadRequest("no rating of that name")
    with contributor(request, now=now) as person:
        take("ratings", person=person, address=request.address, now=now)
        if BOX in request.POST:
            refusal = verb_refusal_on(item, "rate", person=request.person, now=now)
            declare_age(person, age_to_declare(refusal))
        rate(item, value, person=person, now=now)


def way_back(request: PersonRequest, item: Item) -> str:
    """Return the address of the item's rating, in the order in which the page was read."""
    query = request.GET.urlencode()
    return f"{item.get_absolute_url()}{'?' if query else ''}{query}#bewertung"
