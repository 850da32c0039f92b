"""Characters that no text has and that PostgreSQL refuses, kept out in one place.

An address or a session cookie with such a character is answered with 400. In a form they are
dropped: they come from copied text, not from typing. Line ends become those that browsers count
for `maxlength`.
"""

import re
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict

CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def clean_text(text: str) -> str:
    """Return the text without control characters, with \\n as the only line end."""
    return CONTROL_CHARACTERS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def input_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Let only readable characters through to the views."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not _is_readable(request):
            raise BadRequest("control character in the address or the session cookie")
        if request.method == "POST" and request.POST:
            request.POST = _clean(request.POST)  # type: ignore[assignment] # closed below
        return get_response(request)

    return middleware


def _is_readable(request: HttpRequest) -> bool:
    texts = [request.path_info, *request.GET, *(v for vs in request.GET.lists() for v in vs[1])]
    texts.append(request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""))  # looked up in the database
    return not any(CONTROL_CHARACTERS.search(text) for text in texts)


def _clean(form: QueryDict) -> QueryDict:
    clean = QueryDict(mutable=True, encoding=form.encoding)
    for name, values in form.lists():
        clean.setlist(clean_text(name), [clean_text(value) for value in values])
    clean._mutable = False  # noqa: SLF001 - Django offers no other way to close it again
    return clean
