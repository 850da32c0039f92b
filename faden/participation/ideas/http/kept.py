"""What somebody typed, kept in the session until they come back from signing in."""

from collections.abc import Mapping, Sequence

from django.conf import settings

from faden.backbone.people.http import PersonRequest
from faden.participation.ideas.forms import typed_in

KEY = "ideas_typed"  # in the session: {what it is for: {name of a field: values}}
Content = Mapping[str, Sequence[str]]


def keep_typed(request: PersonRequest, purpose: str) -> None:
    """Keep what was sent in the session, so that signing in does not lose it."""
    request.session[KEY] = {purpose: typed_in(request.POST)}  # one text is enough for a session


def typed_before(request: PersonRequest, purpose: str) -> Content:
    """Return what this session has kept for the purpose; nothing is read where there is none."""
    if not _has_session(request):  # the page is the same for all visitors
        return {}
    kept: Mapping[str, Content] = request.session.get(KEY) or {}
    return kept.get(purpose, {})


def forget_typed(request: PersonRequest) -> None:
    """Forget what was kept: it is handed in, or not wanted."""
    if _has_session(request):
        request.session.pop(KEY, None)


def _has_session(request: PersonRequest) -> bool:
    return settings.SESSION_COOKIE_NAME in request.COOKIES
