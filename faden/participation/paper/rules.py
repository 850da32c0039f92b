"""What a number of a card says, and where its contribution stands. Pure: callers pass the rows."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from faden.lib.refused import Refusal
from faden.participation.paper.codes import code_of, letter_of, read

MOST_CARDS = 200  # in a series: as many as somebody prints and cuts at once
NO_NUMBER = Refusal(
    "paper.no_number",
    _("Please enter the number as it stands on the card: a number, a dash and a letter."),
)
LETTER_IS_MISSING = Refusal(
    "paper.letter_missing",
    _("Please enter the letter behind the number, too. It protects you from mistyping."),
)
WRONG_LETTER = Refusal(
    "paper.wrong_letter",
    _("Number and letter do not belong together. Please compare them with the card."),
)
NO_SUCH_CARD = Refusal(
    "paper.no_such_card",
    _("We have given out no card with this number. Please compare it with the card."),
)


class Stage(StrEnum):
    """Where the contribution of a card stands."""

    CLOSED = "closed"  # its process is not public: nothing more is said
    NOT_ENTERED = "not_entered"
    WAITING = "waiting"  # entered, not published yet
    HIDDEN = "hidden"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"
    ANSWERED = "answered"
    PUBLISHED = "published"  # and waits for an answer


@dataclass(frozen=True)
class Facts:
    """What is known of a card."""

    is_process_public: bool = True
    is_entered: bool = True
    is_public: bool = True
    is_hidden: bool = False
    is_withdrawn: bool = False
    is_merged: bool = False
    is_answered: bool = False


def stage_of(facts: Facts) -> Stage:
    """Return where the contribution stands; what says most comes first."""
    found = {
        Stage.CLOSED: not facts.is_process_public,
        Stage.NOT_ENTERED: not facts.is_entered,
        Stage.HIDDEN: facts.is_hidden,
        Stage.WAITING: not facts.is_public,
        Stage.WITHDRAWN: facts.is_withdrawn,
        Stage.MERGED: facts.is_merged,
        Stage.ANSWERED: facts.is_answered,
        Stage.PUBLISHED: True,
    }
    return next(stage for stage, holds in found.items() if holds)


def typed_refusal(typed: str) -> Refusal | None:
    """Return why what a visitor typed is no number of a card, or None."""
    found = read(typed)
    if found is None:
        return NO_NUMBER
    number, letter = found
    if not letter:
        return LETTER_IS_MISSING
    return None if letter == letter_of(number) else WRONG_LETTER


def entry_refusal(
    typed: str, *, is_given_out: bool, is_of_process: bool, is_taken: bool
) -> Refusal | None:
    """Return why the team cannot enter a card under this number, or None.

    A number that was not given out here is one that people wrote on their own cards: it stays as
    it is typed, unless it has the right letter of a number.
    """
    found = read(typed)
    if found is None:
        return None
    number, letter = found
    if not is_of_process:
        is_ours = bool(letter) and letter == letter_of(number)
        return _foreign_refusal(number, is_given_out=is_given_out) if is_ours else None
    if letter != letter_of(number):
        return _letter_refusal(number, has_letter=bool(letter))
    return taken_refusal(number) if is_taken else None


def taken_refusal(number: int) -> Refusal:
    """Return why no second contribution gets this number."""
    text = _("Card %(code)s is entered already. Please look whether the number is read rightly.")
    return Refusal("paper.taken", text, {"code": code_of(number)})


def _foreign_refusal(number: int, *, is_given_out: bool) -> Refusal:
    if is_given_out:
        text = _("Card %(code)s belongs to another participation process.")
        return Refusal("paper.other_process", text, {"code": code_of(number)})
    text = _("No card was printed with the number %(code)s.")
    return Refusal("paper.not_printed", text, {"code": code_of(number)})


def _letter_refusal(number: int, *, has_letter: bool) -> Refusal:
    if has_letter:
        text = _("Number %(number)s and its letter do not belong together.")
        return Refusal("paper.entry_letter", text, {"number": number})
    text = _(
        "Cards with printed numbers have a letter: please enter it with number %(number)s. "
        "If the number was written by hand, put a word before it."
    )
    return Refusal("paper.entry_no_letter", text, {"number": number})
