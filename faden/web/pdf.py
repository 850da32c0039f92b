"""Pages as PDF that screen readers can read (PDF/UA-1). Nothing is fetched from the network."""

from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.utils.translation import gettext_lazy as _

from faden.lib.refused import Refusal, Refused

NOT_HERE = Refusal(
    "web.no_pdf", _("This server cannot make PDF files. Please take one of the other files.")
)


def pdf_of(html: str) -> bytes:
    """Return the document, in the layout of print.css; the page names its language and title.

    Addresses that begin with `static:` lead to our files, all others nowhere.

    :raises Refused: if Pango, which lays the text out, is not installed
    """
    try:
        from weasyprint import CSS, HTML  # noqa: PLC0415 - loads native libraries, rarely needed
    except OSError as error:
        raise Refused(NOT_HERE) from error
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415

    class OwnFiles(URLFetcher):  # type: ignore[misc]  # it has no types
        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002 - as WeasyPrint asks
            return URLFetcherResponse(url, body=_own_file(url))

    target = BytesIO()
    layout = CSS(url="static:web/print.css", url_fetcher=OwnFiles())
    document = HTML(string=html, base_url="static:", url_fetcher=OwnFiles())
    document.write_pdf(target, stylesheets=[layout], pdf_variant="pdf/ua-1", pdf_tags=True)
    return target.getvalue()


def _own_file(url: str) -> bytes:
    address = urlsplit(url)
    path = finders.find(address.path) if address.scheme == "static" else None
    if not isinstance(path, str):
        raise LookupError(f"not one of our files: {url}")  # noqa: TRY004 - finders find a list or None
    return Path(path).read_bytes()
