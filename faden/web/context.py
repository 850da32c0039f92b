"""What every page shows around its own content. Templates know it as `site`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.module_loading import import_string
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from faden.lib.refused import Refusal, Remedy
from faden.web.language import home_path, path_in

THEMES = {"light": _("Light"), "dark": _("Dark"), "auto": _("Automatic")}


class PlaceOnPage(Protocol):
    """The municipality, as the frame of a page shows it."""

    name: str
    official_name: str
    is_demo: bool


class PersonOnPage(Protocol):
    """A person who is signed in; without an e-mail address it is a guest."""

    display_name: str
    email: str | None


@dataclass(frozen=True)
class NavigationEntry:
    """A link in the frame of a page."""

    label: StrOrPromise
    url: str
    icon: str = ""


@dataclass(frozen=True)
class LogoOnPage:
    """The city's logo; width and height in pixels."""

    url: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True)
class SavedFilterLink:
    """A filter of the table on this page that somebody saved."""

    name: str
    url: str
    is_current: bool
    remove_url: str


@dataclass(frozen=True)
class PageFacts:
    """What only the rooms above know; an empty address is not shown."""

    place: PlaceOnPage
    navigation: Sequence[NavigationEntry] = ()
    footer_links: Sequence[NavigationEntry] = ()
    terms_url: str = ""
    privacy_url: str = ""
    header_links: Sequence[NavigationEntry] = ()
    logo: LogoOnPage | None = None
    stylesheet_url: str = ""  # the city's colours
    sign_in_url: str = ""
    sign_up_url: str = ""
    account_url: str = ""
    sign_out_url: str = ""
    staff_url: str = ""
    pause: str = ""  # why nothing new is taken in on the whole site
    read_only: str = ""  # why nothing at all can be saved
    area_url: str = ""  # the city as GeoJSON, for maps
    save_filter_url: str = ""
    saved_filters: Callable[[], Sequence[SavedFilterLink]] = tuple
    remedies: Mapping[Remedy, str] = field(default_factory=dict)


class Site:
    """The frame of one page. Nothing is asked of the database before a template wants it."""

    themes = THEMES

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def facts(self) -> PageFacts:
        find_facts: Callable[[HttpRequest], PageFacts] = import_string(settings.FADEN_PAGE_CONTEXT)
        return find_facts(self.request)

    @property
    def place(self) -> PlaceOnPage:
        return self.facts.place

    @property
    def person(self) -> PersonOnPage | None:
        """The person with an account who is signed in; guests have nothing to see here."""
        person = getattr(self.request, "person", None)
        return person if person and person.email else None

    @property
    def theme(self) -> str:
        """`light` or `dark` when chosen, else empty: then the device decides."""
        theme = self.request.COOKIES.get("theme", "")
        return theme if theme in ("light", "dark") else ""

    @property
    def home_url(self) -> str:
        return home_path(get_language() or settings.LANGUAGE_CODE)

    @property
    def navigation(self) -> list[tuple[NavigationEntry, bool]]:
        """The entries, and whether this page lies below them."""
        return [(entry, self._is_current(entry.url)) for entry in self.facts.navigation]

    def _is_current(self, url: str) -> bool:
        path = self.request.path
        return path == url or (url != self.home_url and path.startswith(url))

    @property
    def languages(self) -> list[tuple[str, str, str]]:
        """Code, own name and address of this page, for each language but this page's."""
        path = self.return_path
        return [
            (code, get_language_info(code)["name_local"], path_in(path, code))
            for code, _name in settings.LANGUAGES
            if code != get_language()
        ]

    @property
    def return_path(self) -> str:
        """Address of the page to come back to: this one, or the one whose form led here."""
        if self.request.method in ("GET", "HEAD"):
            return self.request.get_full_path()
        referer = self.request.headers.get("Referer", "")
        path = urlsplit(referer)._replace(scheme="", netloc="").geturl()
        is_ours = self._is_on_this_host(referer) and url_has_allowed_host_and_scheme(path, None)
        return path if is_ours else self.home_url

    @property
    def has_secret_address(self) -> bool:
        """Whether the address of this page holds a key, which belongs in no other address."""
        match = self.request.resolver_match
        return match is not None and "key" in match.kwargs

    def _is_on_this_host(self, url: str) -> bool:
        try:
            return url_has_allowed_host_and_scheme(url, {self.request.get_host()})
        except DisallowedHost:  # this is the page that says so
            return False


@dataclass(frozen=True)
class RemedyOffer:
    """What a page offers to a person who was refused."""

    links: list[NavigationEntry]
    until: datetime | None = None


def remedy_of(refusal: Refusal, site: Site) -> RemedyOffer:
    """Return what helps: links to follow, or the time to wait for."""
    match refusal.remedy:
        case Remedy.SIGN_IN:
            return RemedyOffer(_ways_in(site))
        case Remedy.WAIT_UNTIL:
            return RemedyOffer([], refusal.facts.get("until"))
        case Remedy.CONFIRM_EMAIL | Remedy.VERIFY as remedy:
            url = site.facts.remedies.get(remedy)
            return RemedyOffer([NavigationEntry(_REMEDY_LABELS[remedy], url)] if url else [])
    return RemedyOffer([])


_REMEDY_LABELS = {
    Remedy.CONFIRM_EMAIL: _("Confirm the e-mail address"),
    Remedy.VERIFY: _("Confirm the place of residence"),
}


def _ways_in(site: Site) -> list[NavigationEntry]:
    ways = [
        (_("Sign in"), site.facts.sign_in_url),
        (_("Create an account"), site.facts.sign_up_url),
    ]
    return [NavigationEntry(label, _and_back(url, site)) for label, url in ways if url]


def _and_back(url: str, site: Site) -> str:
    if site.has_secret_address:
        return url
    return f"{url}?{urlencode({'next': site.return_path})}"


def page(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the frame of the page, as `site`."""
    return {"site": Site(request)}
