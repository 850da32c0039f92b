"""Answers as trees that tests can ask."""

from typing import Any

from lxml import html  # type: ignore[import-untyped]


def document(response: Any) -> Any:
    """Return the page of an answer."""
    return html.document_fromstring(response.content.decode())


def fragment(text: str) -> Any:
    """Return a part of a page."""
    return html.fragment_fromstring(text, create_parent="div")
