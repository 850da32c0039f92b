"""The prefix of the address decides the language, never the browser's wish."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import get_script_prefix
from django.utils import translation


def below_site(path: str) -> str:
    """Return the address without the path with which all addresses of this site begin."""
    site = get_script_prefix()  # "/" or "/mitmachen/"
    return f"/{path[len(site) :]}" if path.startswith(site) else path


def language_of(path: str) -> str:
    """Return the language of an address: that of its prefix, or the language without prefix."""
    path = below_site(path)
    prefix = path.split("/", 2)[1] if path.startswith("/") else ""
    is_language = prefix in dict(settings.LANGUAGES) and prefix != settings.LANGUAGE_CODE
    return prefix if is_language else settings.LANGUAGE_CODE


def home_path(language: str) -> str:
    """Return the address of the home page in a language."""
    return get_script_prefix() + ("" if language == settings.LANGUAGE_CODE else f"{language}/")


def path_in(path: str, language: str) -> str:
    """Return the address of the same page in another language; a query stays."""
    own_home = home_path(language_of(path))
    rest = path[len(own_home) :] if path.startswith(own_home) else ""
    return home_path(language) + rest.lstrip("/")  # "//host" would lead to another site


def language_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer in the language of the prefix, and say so."""

    def middleware(request: HttpRequest) -> HttpResponse:
        language = language_of(request.path_info)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language() or language)
        return response

    return middleware
