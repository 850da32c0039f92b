"""Headers that keep a browser from running or sending anything that is not ours."""

from collections.abc import Callable, Mapping, Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse

DEFAULT_CSP: Mapping[str, Sequence[str]] = {
    "default-src": ["'self'"],
    "img-src": ["'self'", "data:"],  # the design system's icons are data: images
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
}
PERMISSIONS = "camera=(), microphone=(), payment=(), usb=(), browsing-topics=(), geolocation=(self)"


def security_headers(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Add what the view has not set itself. SECURE_CSP replaces the policy."""
    policy = getattr(settings, "SECURE_CSP", None) or DEFAULT_CSP
    csp = "; ".join(f"{name} {' '.join(sources)}" for name, sources in policy.items())

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", csp)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        # Not "no-referrer": browsers would then send forms with "Origin: null".
        response.headers.setdefault("Referrer-Policy", "same-origin")
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        return response

    return middleware
