"""Around every answer: the request's name, and its measures where somebody asks for them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from faden.web import request_id
from faden.web.page_cache import DECLARED

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

SEEN = "faden.seen"  # where in the environment the pages leave word
MOST_ROUTES = 20_000  # addresses whose route is remembered for the page cache


@dataclass
class Seen:
    """What the pages tell of a request; nothing where the page cache answered by itself."""

    route: str = ""
    is_cacheable: bool = False


@dataclass(frozen=True)
class Answered:
    """One request, for whoever counts them."""

    method: str
    route: str
    status: str  # "200"
    seconds: float
    cache: str  # hit, miss or none


class Requests:
    """A WSGI application around the other."""

    def __init__(
        self, application: WSGIApplication, *, count: Callable[[Answered], None] | None = None
    ) -> None:
        """Prepare.

        :param count: is told of every answer
        """
        self.application = application
        self.count = count
        self.is_trusted = settings.FADEN_PROXIES > 0
        self.routes: dict[str, str] = {}

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        began = time.perf_counter()
        given = environ.get(request_id.HEADER, "")
        header = ("X-Request-ID", request_id.begin(given, is_trusted=self.is_trusted))
        seen = environ[SEEN] = Seen()
        answered = ""

        def start_named(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            nonlocal answered
            answered = status[:3]
            return start(status, [*headers, header], *error)

        try:
            return self.application(environ, start_named)
        finally:
            if self.count:
                seconds = time.perf_counter() - began
                self.count(self._answered(environ, seen, status=answered, seconds=seconds))
            request_id.end()

    def _answered(
        self, environ: WSGIEnvironment, seen: Seen, *, status: str, seconds: float
    ) -> Answered:
        path, method = environ["PATH_INFO"], environ["REQUEST_METHOD"]
        cache = "none"
        if seen.is_cacheable:
            cache = "miss"
            if len(self.routes) > MOST_ROUTES:
                self.routes.clear()
            self.routes[path] = seen.route
        elif not seen.route and path in self.routes:
            cache, seen.route = "hit", self.routes[path]
        return Answered(method, seen.route or "none", status or "500", seconds, cache)


def route_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Tell by which route a request was answered, and whether the page may be kept."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        seen = request.META.get(SEEN)
        if isinstance(seen, Seen):
            match = request.resolver_match
            seen.route = match.view_name if match else "none"
            seen.is_cacheable = DECLARED in request.META
        return response

    return middleware
