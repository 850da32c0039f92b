"""When the team may link, and what it has to say."""

from django.utils.translation import gettext_lazy as _

from faden.lib.refused import Refusal
from faden.shared.thread.relations import Relation

MOST_AT_ONCE = 200  # items linked by one action


def note_refusal(note: str) -> Refusal | None:
    """Return why it cannot be linked: everybody is to read why."""
    if note.strip():
        return None
    return Refusal("thread.no_reason", _("Please say why, in plain words. Everybody can read it."))


def by_hand_refusal(relation: str) -> Refusal | None:
    """Return why a link cannot be taken back here: another action made it and undoes it."""
    if relation not in (Relation.MERGED_INTO, Relation.MOVED_FROM):
        return None
    return Refusal("thread.made_by_action", _("Undo the merger or the move itself."))


def number_refusal(n_items: int) -> Refusal | None:
    """Return why so many cannot be linked at once."""
    if n_items <= MOST_AT_ONCE:
        return None
    facts = {"n": MOST_AT_ONCE}
    return Refusal("thread.too_many", _("At most %(n)s at once.") % facts, facts)


def unseen_refusal(sees_all: bool) -> Refusal | None:  # noqa: FBT001 - what was found out
    """Return why it cannot be linked with what is not for the eyes of whoever asks."""
    if sees_all:
        return None
    return Refusal("thread.not_seen", _("One of the entries is not there for you."))


def passage_refusal() -> Refusal:
    """Return what is said when the quoted words do not stand in the text."""
    return Refusal(
        "thread.no_such_passage", _("These words do not stand in the text. Please copy them.")
    )


def row_refusal(number: int) -> Refusal:
    """Return what is said of a row of a file that cannot be read as a link."""
    facts = {"number": number}
    return Refusal(
        "thread.wrong_row",
        _("Row %(number)s names an entry that is not here, or no known relation."),
        facts,
    )
