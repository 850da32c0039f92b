"""What is in a finished file, as a program that reads it aloud finds it."""

from collections.abc import Iterator
from typing import Any


def headings_of(document: Any) -> list[tuple[str, str]]:
    """Style and text of the title and of all headings of a DOCX."""
    return [
        (paragraph.style.name, paragraph.text)
        for paragraph in document.paragraphs
        if paragraph.style.name.startswith(("Heading", "Title"))
    ]


def structure_of(reader: Any) -> list[str]:
    """The names of all tags of a PDF, in the order in which they are read."""
    return [str(tag["/S"]) for tag in tags_of(reader)]


def tags_of(reader: Any) -> Iterator[Any]:
    """All tags of a PDF, in the order in which they are read."""
    waiting = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        tag = waiting.pop()
        if "/S" in tag:
            yield tag
        children = tag.get("/K", [])
        children = children if isinstance(children, list) else [children]
        known = (child.get_object() for child in children)
        waiting += [child for child in reversed(list(known)) if hasattr(child, "get")]
