"""The small page: no cookie, no JavaScript, and only for the websites that the city allows."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from faden.surfaces.embeds import queries

MINUTES = 5  # that browsers and proxies may keep it


@require_safe
def embedded(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a public process in few words; whoever asks sees the same."""
    now = timezone.now()
    found = queries.embedded(slug, now=now)
    if found is None:
        raise Http404
    response = render(request, "embeds/embedded.html", {"embedded": found, "now": now})
    response.headers["Content-Security-Policy"] = _policy(settings.FADEN_EMBED_HOSTS)
    response.headers["Cache-Control"] = f"public, max-age={60 * MINUTES}"
    response.headers["X-Robots-Tag"] = "noindex"  # the page of the process is to be found
    return response


def _policy(hosts: list[str]) -> str:
    """Return what the page may load (its own styles) and who may show it in theirs."""
    ancestors = " ".join(["'self'", *hosts])
    own = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"
    return f"{own}; frame-ancestors {ancestors}"
