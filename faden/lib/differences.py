"""What is new in a text and what is gone, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

MOST_COMPARED = 3_000  # words and spaces of a text; longer ones are shown whole, old and new
WORD = re.compile(r"\s+|\w+|[^\w\s]")

Kind = Literal["same", "removed", "added"]


@dataclass(frozen=True)
class Part:
    """A part of two texts: without the removed parts it is the new one."""

    kind: Kind
    text: str


def differences(before: str, after: str) -> list[Part]:
    """Return the two texts as one, in parts that stayed, went or came."""
    old, new = WORD.findall(before), WORD.findall(after)
    if max(len(old), len(new)) > MOST_COMPARED:
        found = [Part("removed", before), Part("added", after)]
    else:
        found = list(_compared(old, new))
    return [part for part in found if part.text]


def _compared(old: list[str], new: list[str]) -> Iterator[Part]:
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            yield Part("same", "".join(old[start:end]))
            continue
        yield Part("removed", "".join(old[start:end]))
        yield Part("added", "".join(new[new_start:new_end]))
