"""Terms in a text: each is linked to its explanation where it stands first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from faden.participation.background.models import Term

TAG = re.compile(r"(<[^>]*>)")  # our own HTML: what is typed has no tags
CLOSED = frozenset({"a", "h1", "h2", "h3", "h4", "h5", "h6", "code", "pre", "button"})


@dataclass
class Glossary:
    """The terms of a process for one page; it remembers which of them were linked already."""

    terms: Sequence[Term]
    address: str  # of the page that explains them
    found: list[Term] = field(default_factory=list)

    def explained(self, html: str) -> SafeString:
        """Return safe HTML of our own with the first place of each term as a link."""
        left = [term for term in self.terms if term not in self.found]
        inside: list[str] = []
        parts = []
        for part in TAG.split(html):
            if part.startswith("<"):
                _follow(part, inside)
            elif left and not CLOSED.intersection(inside):
                part, left = self._linked(part, left)  # noqa: PLW2901 - what is linked is the part
            parts.append(part)
        return mark_safe("".join(parts))  # noqa: S308 - safe HTML and links to our own pages

    def _linked(self, text: str, left: list[Term]) -> tuple[str, list[Term]]:
        """Return the text with links, and the terms that are still to be found."""
        by_form = {form.casefold(): term for term in left for form in term.forms}
        longest_first = sorted(by_form, key=len, reverse=True)
        forms = "|".join(map(_escaped, longest_first))
        wanted = re.compile(rf"(?<!\w)(?:{forms})(?!\w)", re.IGNORECASE)

        def link(match: re.Match[str]) -> str:
            term = by_form[_plain(match[0]).casefold()]
            if term in self.found:
                return match[0]
            self.found.append(term)
            written = mark_safe(match[0])  # noqa: S308 - as it stood in the safe HTML
            address = f"{self.address}#{term.anchor}"
            return format_html('<a class="faden-term" href="{}">{}</a>', address, written)

        return wanted.sub(link, text), [term for term in left if term not in self.found]


def _escaped(form: str) -> str:
    """Return a pattern for the form as HTML writes it."""
    return re.escape(form.replace("&", "&amp;"))


def _plain(written: str) -> str:
    return written.replace("&amp;", "&")


def _follow(tag: str, inside: list[str]) -> None:
    """Keep in mind which elements are open."""
    name = tag.strip("</>").split()[0].rstrip("/").lower() if tag.strip("</> ") else ""
    if tag.startswith("</"):
        if name in inside:
            inside.remove(name)
    elif name in CLOSED:
        inside.append(name)
