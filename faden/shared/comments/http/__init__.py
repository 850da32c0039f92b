"""From requests to comments and discussions."""

from faden.shared.comments.http.changing import change_form, change_refusal, take_change_in
from faden.shared.comments.http.reading import (
    Terms,
    comment_or_404,
    discussion,
    reader_of,
    selection_of,
)
from faden.shared.comments.http.writing import (
    Desk,
    kept_words,
    private_speakers,
    public_name_of,
)

__all__ = [
    "Desk",
    "Terms",
    "change_form",
    "change_refusal",
    "comment_or_404",
    "discussion",
    "kept_words",
    "private_speakers",
    "public_name_of",
    "reader_of",
    "selection_of",
    "take_change_in",
]
