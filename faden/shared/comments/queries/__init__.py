"""Reading discussions."""

from faden.shared.comments.queries.pages import (
    FIRST_REPLIES,
    ORDERS,
    REPLIES,
    STANCES,
    THREADS,
    DiscussionPage,
    Selection,
    Thread,
    discussion_page,
    n_threads,
    roots,
    thread_page,
    with_all,
)
from faden.shared.comments.queries.places import address_in_discussion
from faden.shared.comments.queries.single import (
    change_refusal,
    closed_refusal,
    closed_to_all,
    comment_by_id,
    comment_in_these_words,
    deletion_refusal,
    readable_comments,
    unit_in_charge,
)

__all__ = [
    "FIRST_REPLIES",
    "ORDERS",
    "REPLIES",
    "STANCES",
    "THREADS",
    "DiscussionPage",
    "Selection",
    "Thread",
    "address_in_discussion",
    "change_refusal",
    "closed_refusal",
    "closed_to_all",
    "comment_by_id",
    "comment_in_these_words",
    "deletion_refusal",
    "discussion_page",
    "n_threads",
    "readable_comments",
    "roots",
    "thread_page",
    "unit_in_charge",
    "with_all",
]
