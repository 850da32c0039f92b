"""Markdown as the team writes it: headings, lists, links; HTML in it is shown as text."""

from urllib.parse import urlsplit

from markdown_it import MarkdownIt

SCHEMES = {"", "http", "https", "mailto"}  # "": on this site


def html_of(text: str) -> str:
    """Return the text as safe HTML; links only lead to http, https, mailto and this site."""
    return str(_MARKDOWN.render(text))


def _is_allowed(address: str) -> bool:
    try:
        return urlsplit(address).scheme in SCHEMES
    except ValueError:
        return False


_MARKDOWN = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False}).disable(["image"])
_MARKDOWN.validateLink = _is_allowed  # type: ignore[assignment, method-assign]  # its own way to replace it
