"""Error pages in the design of all others. The one for our own failures needs nothing to work."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import (
    BadRequest,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from faden.lib.outages import outage
from faden.lib.refused import Refusal
from faden.web.language import home_path, language_of
from faden.web.request_id import current

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse

UNAVAILABLE = 503
RETRY_AFTER_S = 30

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class ErrorText:
    """What happened, and what to do now."""

    title: StrOrPromise
    text: StrOrPromise
    advice: StrOrPromise


TEXTS = {
    400: ErrorText(
        _("We could not read this request"),
        _("The address or the form holds characters that we cannot read, or a part of it is lost."),
        _("Please go back, check what you entered, and try again."),
    ),
    403: ErrorText(
        _("This page is not open to you"),
        _("Your account does not have the right to see this page or to do this."),
        _("If you think that you should have it, please ask the administration of this website."),
    ),
    404: ErrorText(
        _("This page does not exist"),
        _("The address may be misspelt, or the page was moved or removed."),
        _("Please check the address, or start on the home page."),
    ),
    408: ErrorText(
        _("It took too long"),
        _("What you sent did not reach us in time. Nothing of it was stored."),
        _("Please go back with your browser, check your connection, and send it again."),
    ),
    409: ErrorText(
        _("This is not possible"),
        _("Something has changed in the meantime, or it is not open at the moment."),
        _("Please go back and look at the page once more."),
    ),
    413: ErrorText(
        _("This is too large"),
        _("You sent more than we can take at once. Nothing of it was stored."),
        _("Please go back and send less text, or fewer or smaller files."),
    ),
    422: ErrorText(
        _("We could not accept this"),
        _("Something that you entered is missing or does not fit. Nothing of it was stored."),
        _("Please go back and check what you entered."),
    ),
    500: ErrorText(
        _("Something went wrong on our side"),
        _(
            "What you did just now may not have been stored. The failure was recorded, so that we"
            " can mend it."
        ),
        _("Please go back and try again in a few minutes."),
    ),
    503: ErrorText(
        _("This does not work at the moment"),
        _(
            "We cannot read or store anything right now, or too many people are here at once."
            " What you sent just now may not have been stored."
        ),
        _(
            "Browsers usually keep what you typed: go back, and it is in the form again."
            " Please try again in a few minutes."
        ),
    ),
}
TEXTS[411] = TEXTS[400]


def error_page(
    request: HttpRequest, status: int, *, reason: StrOrPromise = "", refusal: Refusal | None = None
) -> HttpResponse:
    """Answer with an error page. A reason or a refusal says more than the general text."""
    context = {"error": TEXTS[status], "status": status, "reason": reason, "refusal": refusal}
    return render(request, "web/error.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what cannot be read (400), or is too much of it (413).

    Django also says 400 when a session cannot be stored, whatever the reason.
    """
    if outage(exception):
        return unavailable(request)
    is_too_large = isinstance(exception, RequestDataTooBig | TooManyFilesSent)
    return error_page(request, 413 if is_too_large else 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what is not open to this person (403); the exception's text is the reason."""
    return error_page(request, 403, reason=str(exception))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer an address that leads nowhere (404)."""
    return error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a failure: 503 if something outside does not work for now, else it is ours (500)."""
    if outage(sys.exception()):
        return unavailable(request)
    return failure(request.path_info, 500)


def unavailable(request: HttpRequest) -> HttpResponse:
    """Answer that it does not work for now (503), with what was typed, to be sent once more."""
    return failure(
        request.path_info, UNAVAILABLE, address=request.get_full_path(), typed=_typed(request)
    )


def send_unavailable(path: str, start: StartResponse, *, error: Exception) -> list[bytes]:
    """Answer 503 as a WSGI application does, without Django's part."""
    logger.error("Nothing can be answered", exc_info=error)
    answer = failure(path, UNAVAILABLE)
    start("503 Service Unavailable", list(answer.items()))
    return [answer.content]


def failure(
    path: str, status: int, *, address: str = "", typed: Iterable[tuple[str, str]] = ()
) -> HttpResponse:
    """Return the page for a failure (408, 411, 500, 503); without database, session or context.

    :param typed: names and values of a form that can be sent to the address once more
    """
    language = language_of(path)
    headers = {"Retry-After": str(RETRY_AFTER_S)} if status == UNAVAILABLE else {}
    with translation.override(language):
        page = _failure_page(language, status, address=address, typed=list(typed))
        return HttpResponse(page, status=status, headers=headers)


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what a form of this site held; nothing of forms with passwords or files.

    What another site sent is not shown either: nobody is to send it on with a click of theirs.
    """
    if request.method != "POST" or request.headers.get("Sec-Fetch-Site") != "same-origin":
        return []
    try:
        typed = [(name, text) for name, texts in request.POST.lists() for text in texts]
        is_kept = not request.FILES and not any("password" in name for name, _text in typed)
    except (OSError, BadRequest, SuspiciousOperation, MultiPartParserError):
        return []
    return typed if is_kept else []


def _failure_page(
    language: str, status: int, *, address: str, typed: Sequence[tuple[str, str]]
) -> str:
    try:
        context = {"language": language, "home_url": home_path(language), "status": status}
        context |= {"address": address, "typed": typed}
        context["request_id"] = current()
        return render_to_string("web/failure.html", context | {"error": TEXTS[status]})
    except Exception:
        logger.exception("The page for failures failed itself")
        return LAST_RESORT


LAST_RESORT = (
    '<!doctype html><html lang="de"><meta charset="utf-8"><title>Fehler</title>'
    "<h1>Fehler bei uns</h1><p>Bitte versuchen Sie es später noch einmal.</p>"
    '<p lang="en">Something went wrong on our side. Please try again later.</p></html>'
)
