"""Rating an item of any kind."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from faden.backbone.people.http import PersonRequest
from faden.backbone.processes.http import item_or_404
from faden.shared.ratings import http
from faden.web.pages import see_other


@require_POST
def rate(request: PersonRequest, pk: int) -> HttpResponse:
    """Set or take back the rating of whoever asks."""
    now = timezone.now()
    item = item_or_404(request, pk, now=now)
    http.take_in(request, item, now=now)
    return see_other(http.way_back(request, item))
