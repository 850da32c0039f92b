"""What the processes that answer count. To be imported only where it is counted."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.db import DatabaseError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from prometheus_client import Counter, Gauge, Histogram

from faden.config.requests import Answered
from faden.web.page_cache import PageCache

BUCKETS = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)  # seconds

REQUESTS = Counter("faden_requests", "Answers", ["method", "route", "status"])
SECONDS = Histogram("faden_request_seconds", "From request to answer", ["route"], buckets=BUCKETS)
CACHE = Counter("faden_page_cache", "Pages for visitors: hit or miss", ["result"])
CACHE_BYTES = Gauge("faden_page_cache_bytes", "Memory of kept pages", multiprocess_mode="livesum")
QUERIES = Counter("faden_database_queries", "Statements sent to the database by pages")
QUERY_SECONDS = Counter("faden_database_seconds", "Time that pages waited for the database")
DATABASE_ERRORS = Counter(
    "faden_database_errors", "Statements that failed: connection or other", ["kind"]
)


def counter(cache: PageCache) -> Callable[[Answered], None]:
    """Return what counts the answers of the pages behind this cache."""

    def count(answered: Answered) -> None:
        REQUESTS.labels(answered.method, answered.route, answered.status).inc()
        SECONDS.labels(answered.route).observe(answered.seconds)
        if answered.cache != "none":
            CACHE.labels(answered.cache).inc()
        if answered.cache == "miss":
            CACHE_BYTES.set(cache.pages.n_bytes)

    return count


def database_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Count the statements of each request and how long they took."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with connection.execute_wrapper(_timed):
            return get_response(request)

    return middleware


def _timed(
    execute: Callable[..., Any],
    sql: str,
    params: Any,
    many: bool,  # noqa: FBT001 - Django's signature
    context: Any,
) -> Any:
    began = time.perf_counter()
    try:
        return execute(sql, params, many, context)
    except DatabaseError as error:
        kind = "connection" if isinstance(error, OperationalError) else "other"
        DATABASE_ERRORS.labels(kind).inc()
        raise
    finally:
        QUERIES.inc()
        QUERY_SECONDS.inc(time.perf_counter() - began)
