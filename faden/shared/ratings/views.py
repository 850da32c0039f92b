"""Rating an item of any kind."""

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from faden.backbone.people.http import PersonRequest, contributor
from faden.backbone.people.limits import take
from faden.backbone.processes.http import item_or_404
from faden.shared.ratings import actions
from faden.web.pages import see_other
from faden.web.refusals import refusal_as_message

VALUES = {"dafuer": 1, "dagegen": -1, "keine": 0}  # what the buttons send


@require_POST
def rate(request: PersonRequest, pk: int) -> HttpResponse:
    """Set or take back the rating of whoever asks."""
    now = timezone.now()
    item = item_or_404(request, pk, now=now)
    value = VALUES.get(request.POST.get("wert", ""))
    if value is None:
        raise BadRequest("no rating of that name")
    with refusal_as_message(request), contributor(request, now=now) as person:
        take("ratings", person=person, address=request.address, now=now)
        actions.rate(item, value, person=person, now=now)
    return see_other(f"{item.get_absolute_url()}#bewertung")
