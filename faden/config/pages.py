"""What every page shows around its own content."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from faden.backbone.places.rules import Kind
from faden.backbone.processes.queries import roles_of
from faden.lib.refused import Remedy
from faden.surfaces.city.frame import (
    header_links,
    legal_links,
    legal_url,
    logo_of,
    stylesheet_url,
)
from faden.surfaces.city.queries import frame
from faden.surfaces.districts.rules import heading_of
from faden.surfaces.saved_filters.http import saved_filters
from faden.web.context import NavigationEntry, PageFacts


def page_facts(request: HttpRequest) -> PageFacts:
    """Return the municipality, the navigation and where to sign in; called once a page."""
    person = getattr(request, "person", None)  # error pages may come before it is known
    now = timezone.now()  # noqa: TID251 - part of every view
    is_team = bool(roles_of(person, None, now=now))
    city = frame(now=now)
    return PageFacts(
        place=city.place,
        logo=logo_of(city),
        stylesheet_url=stylesheet_url(city),
        header_links=header_links(city),
        footer_links=[
            NavigationEntry(_("Take part on site"), reverse("background:venues")),
            *legal_links(city),
        ],
        terms_url=legal_url(city, Kind.TERMS),
        privacy_url=legal_url(city, Kind.PRIVACY),
        navigation=[
            NavigationEntry(_("Participation"), reverse("processes:list")),
            NavigationEntry(_("Undertakings"), reverse("undertakings:list")),
            NavigationEntry(heading_of(city.place.district_term), reverse("districts:list")),
            NavigationEntry(_("News"), reverse("news:list")),
        ],
        sign_in_url=reverse("account_login"),
        sign_up_url=reverse("account_signup"),
        account_url=reverse("account_overview"),
        sign_out_url=reverse("account_logout"),
        staff_url=reverse("staff:start") if is_team else "",
        pause=city.pause,
        read_only=city.read_only,
        area_url=reverse("places:area"),
        remedies={Remedy.VERIFY: reverse("account_residence")},
        save_filter_url=reverse("saved_filters:save") if is_team else "",
        saved_filters=lambda: saved_filters(request, person) if is_team and person else (),
    )
