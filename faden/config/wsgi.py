"""The application as a WSGI server runs it, behind the cache of whole pages."""

import os
from datetime import UTC, datetime

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "faden.config.settings")
pages = get_wsgi_application()

from django.conf import settings  # noqa: E402 - everything from here on needs the settings

from faden.backbone.audit.queries import versions  # noqa: E402
from faden.backbone.processes.queries import next_change  # noqa: E402
from faden.web.page_cache import PageCache  # noqa: E402

application = PageCache(
    pages,
    read_versions=versions,
    holds_until=next_change,
    now=lambda: datetime.now(UTC),
    most_bytes=settings.FADEN_PAGE_CACHE,
    session_cookie=settings.SESSION_COOKIE_NAME,
)
