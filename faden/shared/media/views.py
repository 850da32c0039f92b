"""Pictures, each behind the gate of its item."""

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


@require_safe
def picture(request: PersonRequest, key: str, *, step: int) -> HttpResponseBase:
    """Send one width of a picture to those who may see it at this moment."""
    path = queries.file_for(key, step, person=lambda: request.person, now=timezone.now())
    if path is None or not path.is_file():
        raise Http404
    etag = f'"{key}-{step}"'  # a file never changes under its name
    if _has(request, etag):
        response: HttpResponseBase = HttpResponseNotModified()
    else:
        response = FileResponse(path.open("rb"), content_type="image/webp")
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache"  # asked again each time: hiding works
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _has(request: HttpRequest, etag: str) -> bool:
    """Return whether the browser has the file already."""
    known = (
        tag.removeprefix("W/") for tag in parse_etags(request.headers.get("If-None-Match", ""))
    )
    return etag in known
