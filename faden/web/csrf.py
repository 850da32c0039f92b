"""Forged forms: the browser itself says where a form comes from, so pages need no token.

All current browsers send Sec-Fetch-Site (Safari since 16.4 of 2023) or Origin. A browser that
sends neither is shown what it is about to send, with a token, and asked to confirm it.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from faden.web.errors import error_page

logger = logging.getLogger(__name__)

SAFE_METHODS = ("GET", "HEAD", "OPTIONS", "TRACE")
SECRET_WORDS = ("password", "code", "token")
SHOWN_CHARACTERS = 500


class FetchMetadataCsrf(CsrfViewMiddleware):
    """Accept forms of our own pages by Sec-Fetch-Site or Origin, others by Django's token."""

    def process_request(self, request: HttpRequest) -> None:
        """Read the secret only where there is a session: others need none."""
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            super().process_request(request)

    def process_view(
        self,
        request: HttpRequest,
        callback: Callable[..., HttpResponseBase],
        callback_args: tuple[Any, ...],
        callback_kwargs: dict[str, Any],
    ) -> HttpResponseForbidden | None:
        is_exempt = getattr(callback, "csrf_exempt", False)
        if request.method not in SAFE_METHODS and not is_exempt:
            site = request.headers.get("Sec-Fetch-Site")
            if site == "same-origin" or (site is None and self._has_our_origin(request)):
                return self._accept(request)  # type: ignore[attr-defined,no-any-return]
            if site in ("cross-site", "same-site"):
                return self._reject(request, f"{site} request")  # type: ignore[attr-defined,no-any-return]
        return super().process_view(request, callback, callback_args, callback_kwargs)

    def _has_our_origin(self, request: HttpRequest) -> bool:
        return "Origin" in request.headers and self._origin_verified(request)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class SentField:
    """A field of a form that came without proof of its origin."""

    name: str
    value: str

    @property
    def is_secret(self) -> bool:
        """Whether it has to be typed again, because a page must not hold it."""
        return any(word in self.name.lower() for word in SECRET_WORDS)

    @property
    def excerpt(self) -> str:
        return self.value[:SHOWN_CHARACTERS]


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse a forged form; ask an old browser to confirm what it sends."""
    if not _comes_from_an_old_browser(request):
        logger.warning("Refused a form at %s: %s", request.path, reason)
        told = _("This form was sent from another website. We do not accept that.")
        return error_page(request, 403, reason=told)
    context = {
        "fields": list(_sent_fields(request)),
        "action": request.get_full_path(),
        "has_files": bool(request.FILES),
    }
    response = render(request, "web/confirm_form.html", context, status=403)
    add_never_cache_headers(response)
    return response


def _comes_from_an_old_browser(request: HttpRequest) -> bool:
    if request.headers.get("Sec-Fetch-Site", "none") != "none" or "Origin" in request.headers:
        return False
    referer = request.headers.get("Referer")
    return referer is None or url_has_allowed_host_and_scheme(referer, {request.get_host()})


def _sent_fields(request: HttpRequest) -> Iterator[SentField]:
    for name, values in request.POST.lists():
        if name != "csrfmiddlewaretoken":
            yield from (SentField(name, value) for value in values)
