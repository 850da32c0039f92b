"""What every page shows around its own content."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from faden.backbone.places.queries import the_place
from faden.backbone.processes.queries import roles_of
from faden.web.context import NavigationEntry, PageFacts


def page_facts(request: HttpRequest) -> PageFacts:
    """Return the municipality, the navigation and where to sign in; called once a page."""
    person = getattr(request, "person", None)  # error pages may come before it is known
    is_team = bool(roles_of(person, None, now=timezone.now()))  # noqa: TID251 - part of every view
    return PageFacts(
        place=the_place(),
        navigation=[
            NavigationEntry(_("Home"), reverse("home")),
            NavigationEntry(_("Participation"), reverse("processes:list")),
        ],
        sign_in_url=reverse("account_login"),
        sign_up_url=reverse("account_signup"),
        account_url=reverse("account_overview"),
        sign_out_url=reverse("account_logout"),
        staff_url=reverse("staff:start") if is_team else "",
    )
