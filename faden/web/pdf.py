"""Pages as PDF that screen readers can read (PDF/UA-1). Nothing is fetched from the network."""

from collections.abc import Mapping
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


NO_FILES: Mapping[str, bytes] = {}


def pdf_of(
    html: str, *, layout: str = "web/print.css", files: Mapping[str, bytes] = NO_FILES
) -> bytes:
    """Return the document in the layout of a stylesheet; the page names its language and title.

    Addresses lead to the `files` of the document by name, those that begin with `static:` to our
    own, all others nowhere.

    :param files: `{name: content}` of pictures
    :raises Refused: if Pango, which lays the text out, is not installed
    """
    try:
        from weasyprint import CSS, HTML  # noqa: PLC0415 - loads native libraries, rarely needed
    except OSError as error:
        raise Refused(NOT_HERE) from error
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415

    class OwnFiles(URLFetcher):  # type: ignore[misc]  # it has no types
        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002 - as WeasyPrint asks
            name = url.removeprefix("static:")
            return URLFetcherResponse(url, body=files.get(name) or _own_file(url))

    target, fonts = BytesIO(), FontConfiguration()
    style = CSS(url=f"static:{layout}", url_fetcher=OwnFiles(), font_config=fonts)
    document = HTML(string=html, base_url="static:", url_fetcher=OwnFiles())
    document.write_pdf(
        target, stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1", pdf_tags=True
    )
    return target.getvalue()


def _own_file(url: str) -> bytes:
    address = urlsplit(url)
    path = finders.find(address.path) if address.scheme == "static" else None
    if not isinstance(path, str):
        raise LookupError(f"not one of our files: {url}")  # noqa: TRY004 - finders find a list or None
    return Path(path).read_bytes()
