"""Who asks, and in which language."""

from django.utils.translation import get_language

from faden.backbone.people.http import PersonRequest


def is_account(request: PersonRequest) -> bool:
    """Return whether somebody with an account asks."""
    return request.person is not None and not request.person.is_guest


def name_of_account(request: PersonRequest) -> str:
    """Return under which name somebody with an account is read; nothing for others."""
    return request.person.public_name if request.person and is_account(request) else ""


def language_of_page() -> str:
    """Return the language in which the form was shown: that of what is written in it."""
    return get_language() or "de"
