"""A site that lies below a path of its host: https://town.example/mitmachen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


def below(prefix: str | None, application: WSGIApplication) -> WSGIApplication:
    """Return the application without the path in front, whether or not a proxy leaves it there.

    :param prefix: "/mitmachen"; empty: the application as it is
    """
    if not prefix:
        return application

    def stripped(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if path == prefix or path.startswith(f"{prefix}/"):
            environ["PATH_INFO"] = path[len(prefix) :] or "/"
        return application(environ, start)

    return stripped
