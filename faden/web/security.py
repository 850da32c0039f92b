"""Headers that keep a browser from running anything that is not ours; Django adds some more."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

PERMISSIONS = "camera=(), microphone=(), payment=(), usb=(), browsing-topics=(), geolocation=(self)"


def content_security_policy(tiles: str, *, sign_out: str = "") -> str:
    """Return what pages may load: what is ours, and pictures of the host of the map's tiles.

    :param sign_out: where signing out may lead on to
    """
    host = f" https://{urlsplit(tiles).netloc}" if urlsplit(tiles).netloc else ""
    return "; ".join(
        [
            "default-src 'self'",
            f"img-src 'self' data:{host}",  # the design system's icons are data: images
            "object-src 'none'",
            "base-uri 'none'",
            f"form-action 'self' {sign_out}".rstrip(),
            "frame-ancestors 'none'",
        ]
    )


def security_headers(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Add what the view has not set itself."""
    city = settings.FADEN_OIDC
    policy = content_security_policy(settings.FADEN_MAP_TILES, sign_out=city.origin if city else "")

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:  # the page may say whose session it is
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    return middleware
