"""Passing a defect on, with one click."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from faden.backbone.people.http import AccountRequest, account_required
from faden.backbone.processes.http import team_item_or_404
from faden.shared.notifications.queries import is_reached
from faden.shared.outcomes import actions
from faden.web.pages import see_other
from faden.web.refusals import refusal_as_message


@require_POST
@account_required
def forward(request: AccountRequest, pk: int) -> HttpResponse:
    """Answer that the defect is passed on."""
    now = timezone.now()
    item = team_item_or_404(request, pk, now=now)
    with refusal_as_message(request):
        actions.forward_defect(item, actor=request.person, now=now)
        messages.success(request, _("It is answered as a defect."))
        if is_reached(item.author):
            messages.success(request, _("The author is told."))
    return see_other(item)
