"""Requests that are too large end before anything reads them."""

from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse

from faden.shared.media.http import MAX_BODY_BYTES

READ_IN_VAIN = 2 * MAX_BODY_BYTES  # bytes
CHUNK = 1 << 18  # bytes


def body_limit_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer too large a request with a page that says so."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if _announced_bytes(request) > MAX_BODY_BYTES:
            _read_in_vain(request)
            raise RequestDataTooBig("more than MAX_BODY_BYTES")
        return get_response(request)

    return middleware


def _announced_bytes(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() else 0


def _read_in_vain(request: HttpRequest) -> None:
    """Read and forget the body: browsers show an answer only to those who let them finish."""
    left = READ_IN_VAIN
    while left > 0 and (chunk := request.read(CHUNK)):
        left -= len(chunk)
