"""The application as a WSGI server runs it, behind the cache of whole pages."""

import os
from datetime import UTC, datetime

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "faden.config.settings")
pages = get_wsgi_application()

from django.conf import settings  # noqa: E402 - everything from here on needs the settings

from faden.backbone.audit.kept import memory  # noqa: E402
from faden.backbone.audit.queries import versions  # noqa: E402
from faden.backbone.processes.queries import next_change  # noqa: E402
from faden.config import metrics  # noqa: E402
from faden.config.below import below  # noqa: E402
from faden.config.requests import Requests  # noqa: E402
from faden.web.page_cache import PageCache  # noqa: E402

memory.keep_up_to(settings.FADEN_KEPT)
cache = PageCache(
    pages,
    read_versions=versions,
    holds_until=next_change,
    now=lambda: datetime.now(UTC),
    most_bytes=settings.FADEN_PAGE_CACHE,
    session_cookie=settings.SESSION_COOKIE_NAME,
)
if metrics.is_counted():
    from faden.config.metrics.recording import counter

    site = Requests(cache, count=counter(cache))
else:
    site = Requests(cache)
application = below(settings.FORCE_SCRIPT_NAME, site)
