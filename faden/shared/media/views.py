"""Pictures and documents, each behind the gate of what it hangs on; and the logo."""

from pathlib import Path
from typing import Any

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponseBase,
    HttpResponseNotModified,
)
from django.utils import timezone
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from faden.backbone.people.http import PersonRequest
from faden.shared.media import queries
from faden.shared.media.http import MIME_TYPES, PREVIEW
from faden.shared.media.queries import Asking

ASKED_AGAIN = "private, no-cache"  # at each request, so that hiding works at once
LOGO_CACHE = "public, max-age=86400"  # a new logo has a new address


@require_safe
def picture(request: PersonRequest, key: str, *, step: int) -> HttpResponseBase:
    """Send one width of a picture to those who may see it at this moment."""
    path = queries.picture_for(key, step, asking=_asking(request))
    response = _answer(request, path, etag=f'"{key}-{step}"', content_type="image/webp")
    response.headers["Cache-Control"] = ASKED_AGAIN
    return response


@require_safe
def document(request: PersonRequest, key: str) -> HttpResponseBase:
    """Send a document, as a file to be saved, to those who may see it at this moment."""
    found = queries.document_for(key, asking=_asking(request))
    if found is None:
        raise Http404
    row, path = found
    response = _answer(
        request,
        path,
        etag=f'"{key}"',
        content_type=MIME_TYPES[row.kind],
        filename=row.filename,
        as_attachment=True,
    )
    response.headers["Content-Security-Policy"] = "sandbox"
    response.headers["Cache-Control"] = ASKED_AGAIN
    return response


@require_safe
def logo(request: HttpRequest, key: str) -> HttpResponseBase:
    """Send the logo of the municipality to everybody."""
    path = queries.logo_for(key)
    response = _answer(request, path, etag=f'"{key}"', content_type="image/png")
    response.headers["Cache-Control"] = LOGO_CACHE
    return response


def _asking(request: PersonRequest) -> Asking:
    preview = request.GET.get(PREVIEW, "")
    return Asking(person=lambda: request.person, now=timezone.now(), preview=preview)


def _answer(
    request: HttpRequest, path: Path | None, *, etag: str, **options: Any
) -> HttpResponseBase:
    """Return the file, or that the browser has it: a file never changes under its name."""
    if path is None or not path.is_file():
        raise Http404
    if _has(request, etag):
        response: HttpResponseBase = HttpResponseNotModified()
    else:
        response = FileResponse(path.open("rb"), **options)
    response.headers["ETag"] = etag
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _has(request: HttpRequest, etag: str) -> bool:
    """Return whether the browser has the file already."""
    known = (
        tag.removeprefix("W/") for tag in parse_etags(request.headers.get("If-None-Match", ""))
    )
    return etag in known
