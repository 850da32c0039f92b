"""Markdown as the team writes it: headings, lists, links; HTML in it is shown as text."""

from urllib.parse import urlsplit

from django.urls import get_script_prefix
from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink

SCHEMES = {"", "http", "https", "mailto"}  # "": on this site


def html_of(text: str) -> str:
    """Return the text as safe HTML; links only lead to http, https, mailto and this site."""
    return str(_MARKDOWN.render(text))


def _is_allowed(address: str) -> bool:
    try:
        return urlsplit(address).scheme in SCHEMES
    except ValueError:
        return False


def _on_this_site(address: str) -> str:
    """Return the address as a link needs it; "/ideen/" may lie below a path of the host."""
    site = get_script_prefix()
    is_path = address.startswith("/") and not address.startswith(("//", site))
    return normalizeLink(site + address.lstrip("/") if is_path else address)


_MARKDOWN = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False}).disable(["image"])
_MARKDOWN.normalizeLink = _on_this_site  # type: ignore[assignment, method-assign]  # as below
_MARKDOWN.validateLink = _is_allowed  # type: ignore[assignment, method-assign]  # its own way to replace it
