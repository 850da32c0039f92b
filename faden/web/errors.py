"""Error pages in the design of all others. The one for our own failures needs nothing to work."""

import logging
from dataclasses import dataclass

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from faden.lib.refused import Refusal
from faden.web.language import home_path, language_of

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
}


def error_page(
    request: HttpRequest, status: int, *, reason: StrOrPromise = "", refusal: Refusal | None = None
) -> HttpResponse:
    """Answer with an error page. A reason or a refusal says more than the general text."""
    context = {"error": TEXTS[status], "status": status, "reason": reason, "refusal": refusal}
    return render(request, "web/error.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what cannot be read (400), or is too much of it (413)."""
    is_too_large = isinstance(exception, RequestDataTooBig | TooManyFilesSent)
    return error_page(request, 413 if is_too_large else 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what is not open to this person (403); the exception's text is the reason."""
    return error_page(request, 403, reason=str(exception))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer an address that leads nowhere (404)."""
    return error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a failure of ours (500), without database, session or context."""
    language = language_of(request.path_info)
    with translation.override(language):
        return HttpResponse(_failure_page(language), status=500)


def _failure_page(language: str) -> str:
    try:
        context = {"language": language, "home_url": home_path(language)}
        return render_to_string("web/500.html", context)
    except Exception:
        logger.exception("The page for failures failed itself")
        return LAST_RESORT


LAST_RESORT = (
    '<!doctype html><html lang="de"><meta charset="utf-8"><title>Fehler</title>'
    "<h1>Fehler bei uns</h1><p>Bitte versuchen Sie es später noch einmal.</p>"
    '<p lang="en">Something went wrong on our side. Please try again later.</p></html>'
)
