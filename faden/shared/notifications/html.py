"""The text of a mail as HTML: the same words, with headings, lists and links. Nothing is loaded.

The text is written first and alone; what looks like a list or a link becomes one here, so that
both parts of a mail always say the same.
"""

import re
from collections.abc import Iterator

from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from faden.backbone.places.models import Place

URL = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]")
INDENT = "    "  # a code to be typed
BULLET = "- "


def html_of(text: str, *, subject: str, language: str, place: Place) -> str:
    """Return the mail's text as a whole page."""
    body, _dashes, ending = text.partition("\n--\n")
    context = {
        "subject": subject,
        "language": language,
        "place": place,
        "blocks": list(_blocks(body)),
        "ending": list(_blocks(ending)),
    }
    return render_to_string("notifications/mail/base.html", context)


def _blocks(text: str) -> Iterator[SafeString]:
    """Yield paragraphs, lists and codes, in their order."""
    for block in text.strip("\n").split("\n\n"):
        lines = block.strip("\n").split("\n")
        if lines[0].startswith(INDENT):
            yield format_html('<p class="code">{}</p>', " ".join(line.strip() for line in lines))
        elif any(line.startswith(BULLET) for line in lines):
            yield from _list_in(lines)
        elif block.strip():
            yield format_html("<p>{}</p>", _linked(lines))


def _list_in(lines: list[str]) -> Iterator[SafeString]:
    first = next(number for number, line in enumerate(lines) if line.startswith(BULLET))
    if first:
        yield format_html("<p>{}</p>", _linked(lines[:first]))
    entries: list[list[str]] = []
    for line in lines[first:]:
        if line.startswith(BULLET):
            entries.append([line.removeprefix(BULLET)])
        else:
            entries[-1].append(line.strip())
    items = format_html_join("", "<li>{}</li>", ((_linked(entry),) for entry in entries))
    yield format_html("<ul>{}</ul>", items)


def _linked(lines: list[str]) -> SafeString:
    """Return the lines with their links. An address alone in a line is named by the line above."""
    parts: list[SafeString] = []
    for number, line in enumerate(lines):
        stripped = line.strip()
        above = lines[number - 1].strip() if number else ""
        if number and URL.fullmatch(stripped) and above.endswith(":"):
            parts[-1] = _link(stripped, above.removesuffix(":"))
        else:
            parts.append(_with_links(line))
    return mark_safe("<br>\n".join(parts))  # noqa: S308 - each part is safe


def _with_links(line: str) -> SafeString:
    pieces, end = [], 0
    for found in URL.finditer(line):
        pieces += [conditional_escape(line[end : found.start()]), _link(found[0], found[0])]
        end = found.end()
    pieces.append(conditional_escape(line[end:]))
    return mark_safe("".join(pieces))  # noqa: S308 - each piece is safe


def _link(url: str, label: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', url, label)
