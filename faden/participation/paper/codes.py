"""Numbers of cards as people read, type and spell them: "147-K".

The letter is the remainder of the number by 23, the number of letters that look like no other sign.
23 is a prime and no power of ten leaves the same remainder below 10^22: one wrong digit, or two
that changed places, always give another letter.
"""

import re

LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"  # without I, O and Q
LONGEST = 9  # digits
_TYPED = re.compile(rf"0*([0-9]{{1,{LONGEST}}})\s*[-\u2013/.]?\s*([A-Za-z]?)")


def code_of(number: int) -> str:
    """Return the number with its letter."""
    return f"{number}-{letter_of(number)}"


def letter_of(number: int) -> str:
    """Return the letter that belongs to the number."""
    return LETTERS[number % len(LETTERS)]


def read(typed: str) -> tuple[int, str] | None:
    """Return number and letter of what somebody typed, "" for no letter; None: neither.

    Spaces, the dash and small letters do not matter.
    """
    found = _TYPED.fullmatch(typed.strip())
    return (int(found[1]), found[2].upper()) if found else None
