"""Whole pages for people without a session, kept in the memory of each web process.

A page is as new as the last acknowledged write: with every page go the versions that its scopes
had before it was rendered, writes raise them in their own transaction, and they are compared on
every request. A view says what its page shows (`cacheable`); which scopes that are is learned from
the first answer at an address, so that from the second on they can be read before rendering.
"""

from __future__ import annotations

import gzip
import threading
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from django.db import DatabaseError, connection
from django.http import HttpRequest

from faden.lib.outages import outage
from faden.web.errors import send_unavailable

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

DECLARED = "faden.cacheable"  # where in the environment of a request a view declares its page
ASKED = "faden.is_cache_asked"  # where the cache says that it may keep the answer
LONGEST_QUERY = 300  # characters; longer ones are not worth the memory
MOST_LEARNED = 20_000  # addresses whose scopes are remembered
PLAIN_SIZE = 1_000  # bytes; smaller bodies are not worth compressing
OVERHEAD = 1_000  # bytes a page takes beside its bodies, roughly
NEVER_STORED = {"set-cookie", "content-encoding", "content-range"}  # headers of answers
OWN_HEADERS = {"etag", "cache-control", "content-length", "vary"}
HTML_OR_DATA = ("text/", "application/json", "application/geo+json", "application/atom+xml")

Versions = tuple[tuple[str, int], ...]
ReadVersions = Callable[[Iterable[str]], Mapping[str, int]]


@dataclass(frozen=True)
class Declared:
    """What a view says of its page."""

    scopes: frozenset[str]  # whose versions are raised when something on the page changes
    parameters: frozenset[str]  # of the query; an address with others is never kept


def cacheable(
    request: HttpRequest, scopes: Iterable[str], *, parameters: Iterable[str] = ()
) -> None:
    """Say that this page shows nothing personal to somebody without a session, and what it shows.

    :param scopes: as models name them in `page_scopes`
    :param parameters: names in the query that change the page
    """
    request.environ[DECLARED] = Declared(frozenset(scopes), frozenset(parameters))  # type: ignore[attr-defined]


def is_asked(request: HttpRequest) -> bool:
    """Return whether the answer may be kept, so that finding out what it shows is worth a query."""
    return ASKED in request.environ  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Stored:
    """A page as it is sent, and how long it holds."""

    versions: Versions
    until: datetime
    headers: tuple[tuple[str, str], ...]
    etag: str
    plain: bytes
    zipped: bytes  # empty if not worth it

    @property
    def size(self) -> int:
        """Bytes of memory, roughly."""
        return len(self.plain) + len(self.zipped) + OVERHEAD


@dataclass
class Answer:
    """What the application answered."""

    status: str = ""
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""


Key = tuple[str, ...]


class PageCache:
    """A WSGI application in front of the other; see the module."""

    def __init__(
        self,
        application: WSGIApplication,
        *,
        read_versions: ReadVersions,
        holds_until: Callable[[datetime], datetime],
        now: Callable[[], datetime],
        most_bytes: int,
        session_cookie: str,
    ) -> None:
        """Prepare.

        :param read_versions: the committed versions of scopes
        :param holds_until: the next moment after this one at which pages change by themselves
        :param session_cookie: its name; with it a page may be personal
        """
        self.application = application
        self.read_versions = read_versions
        self.holds_until = holds_until
        self.now = now
        self.session_cookie = session_cookie
        self.pages = Pages(most_bytes)
        self.learned: OrderedDict[str, Declared] = OrderedDict()
        self._one_renders: defaultdict[Key, threading.Lock] = defaultdict(threading.Lock)

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        key = self._key(environ)
        if key is None:
            return self.application(environ, start)
        environ[ASKED] = True
        path = environ["PATH_INFO"]
        declared = self.learned.get(path)
        if declared is None:
            return self._learn(path, environ, start)
        if not _names(key[-1]) <= declared.parameters:
            return self.application(environ, start)
        try:
            page = self._fresh(key, declared) or self._rendered(key, declared, environ, start)
        except DatabaseError as error:  # of the versions; the application answers its own itself
            connection.close()
            if outage(error):
                return send_unavailable(path, start, error=error)
            return self.application(environ, start)
        return page if isinstance(page, list) else _sent(page, environ, start)

    def _key(self, environ: WSGIEnvironment) -> Key | None:
        """Return what the page depends on, or None if it is not for this cache."""
        query = environ.get("QUERY_STRING", "")
        is_asked = environ["REQUEST_METHOD"] in ("GET", "HEAD") and len(query) <= LONGEST_QUERY
        if not is_asked or not self.pages.most_bytes:
            return None
        cookies = _cookies(environ.get("HTTP_COOKIE", ""))
        if cookies is None or self.session_cookie in cookies:
            return None
        return (
            environ.get("HTTP_HOST", ""),
            environ.get("wsgi.url_scheme", ""),
            environ.get("HTTP_X_FORWARDED_PROTO", "")[:8],
            cookies.get("theme", "")[:8],
            environ["PATH_INFO"],
            query,
        )

    def _learn(self, path: str, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        body = self.application(environ, start)
        if isinstance(declared := environ.get(DECLARED), Declared):
            self._remember(path, declared)
        return body

    def _remember(self, path: str, declared: Declared) -> None:
        self.learned[path] = declared
        while len(self.learned) > MOST_LEARNED:
            self.learned.popitem(last=False)

    def _fresh(self, key: Key, declared: Declared) -> Stored | None:
        page = self.pages.get(key)
        is_fresh = page and self.now() < page.until and page.versions == self._versions(declared)
        return page if is_fresh else None

    def _versions(self, declared: Declared) -> Versions:
        return tuple(sorted(self.read_versions(declared.scopes).items()))

    def _rendered(
        self, key: Key, declared: Declared, environ: WSGIEnvironment, start: StartResponse
    ) -> Stored | list[bytes]:
        """Return the page, rendered by one of all who ask for it, or an answer not to be kept."""
        lock = self._one_renders[key]
        try:
            with lock:
                return self._fresh(key, declared) or self._render(key, declared, environ, start)
        finally:
            if not lock.locked():
                self._one_renders.pop(key, None)

    def _render(
        self, key: Key, declared: Declared, environ: WSGIEnvironment, start: StartResponse
    ) -> Stored | list[bytes]:
        now, versions = self.now(), self._versions(declared)  # before anything is read
        asked = {**environ, "REQUEST_METHOD": "GET", "HTTP_ACCEPT_ENCODING": "identity"}
        for name in ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE"):
            asked.pop(name, None)
        answer = _answer_of(self.application, asked)
        found = asked.get(DECLARED)
        if isinstance(found, Declared) and found != declared:
            self._remember(environ["PATH_INFO"], found)
        if found != declared or not _may_be_kept(answer):
            start(answer.status, answer.headers)
            return [b"" if environ["REQUEST_METHOD"] == "HEAD" else answer.body]
        page = _stored(answer, versions, until=self.holds_until(now))
        self.pages.put(key, page)
        return page


class Pages:
    """Pages up to a number of bytes; what was not asked for longest goes first."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.n_bytes = 0
        self._pages: OrderedDict[Key, Stored] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def get(self, key: Key) -> Stored | None:
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)

    def put(self, key: Key, page: Stored) -> None:
        with self._lock:
            if old := self._pages.pop(key, None):
                self.n_bytes -= old.size
            self._pages[key] = page
            self.n_bytes += page.size
            while self.n_bytes > self.most_bytes:
                self.n_bytes -= self._pages.popitem(last=False)[1].size


def _names(query: str) -> set[str]:
    return {name for name, _value in parse_qsl(query, keep_blank_values=True)}


def _cookies(header: str) -> dict[str, str] | None:
    """Return the cookies, or None where they cannot be read."""
    if not header:
        return {}
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(header).items()}
    except CookieError:
        return None


def _answer_of(application: WSGIApplication, environ: WSGIEnvironment) -> Answer:
    answer = Answer()

    def start(status: str, headers: list[tuple[str, str]], _error: Any = None) -> Any:
        answer.status, answer.headers = status, headers

    body = application(environ, start)
    try:
        answer.body = b"".join(body)
    finally:
        if hasattr(body, "close"):
            body.close()
    return answer


def _may_be_kept(answer: Answer) -> bool:
    headers = {name.lower(): value for name, value in answer.headers}
    is_text = headers.get("content-type", "").startswith(HTML_OR_DATA)
    return answer.status.startswith("200 ") and is_text and not NEVER_STORED & headers.keys()


def _stored(answer: Answer, versions: Versions, *, until: datetime) -> Stored:
    kept = [pair for pair in answer.headers if pair[0].lower() not in OWN_HEADERS]
    etag = f'W/"{sha256(answer.body).hexdigest()[:32]}"'
    own = [
        ("ETag", etag),
        ("Cache-Control", "private, no-cache"),
        ("Vary", "Cookie, Accept-Encoding"),
    ]
    is_long = len(answer.body) > PLAIN_SIZE
    zipped = gzip.compress(answer.body, 6, mtime=0) if is_long else b""
    return Stored(versions, until, (*kept, *own), etag, answer.body, zipped)


def _sent(page: Stored, environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
    headers = list(page.headers)
    if _matches(environ.get("HTTP_IF_NONE_MATCH", ""), page.etag):
        start("304 Not Modified", headers)
        return []
    body = page.plain
    if page.zipped and "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
        body = page.zipped
        headers.append(("Content-Encoding", "gzip"))
    headers.append(("Content-Length", str(len(body))))
    start("200 OK", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _matches(asked: str, etag: str) -> bool:
    tags = {tag.strip().removeprefix("W/") for tag in asked.split(",")}
    return etag.removeprefix("W/") in tags or "*" in tags
