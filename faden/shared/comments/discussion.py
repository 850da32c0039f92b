"""What a page shows of a discussion, and what its reader can do with each comment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.core.paginator import Page
from django.utils.translation import gettext
from django_stubs_ext import StrOrPromise

from faden.backbone.items.models import Item
from faden.backbone.processes.rules import Permission, Standing, beyond_age, refusal_from_above
from faden.lib.refused import Refusal
from faden.shared.comments import rules
from faden.shared.comments.models import Comment
from faden.shared.comments.queries import ORDERS, Selection, Thread, closed_to_all
from faden.shared.ratings.rules import Terms

THANKED = timedelta(minutes=10)  # so long a comment that was just written says so


@dataclass(frozen=True)
class Reader:
    """Who reads the discussion of an item, and what is open to them in it."""

    item: Item
    asking: Standing
    refusals: Mapping[str, Refusal | None]  # of "comment" and "rate" on the item
    hidden_until: datetime | None = None  # the counts of ratings
    rating_mode: str = "up_down"
    new: int | None = None  # the comment that they have just written
    waits: bool = False  # the team looks at their comments before these are published

    @property
    def refusal(self) -> Refusal | None:
        """Why they cannot comment; that the age has to be said is none, because the form asks."""
        return beyond_age(self.refusals["comment"])

    @property
    def may_answer(self) -> bool:
        """Whether they can answer comments, in their own name or for the city."""
        return self.refusal is None or self.may_speak_for_the_city

    @property
    def may_speak_for_the_city(self) -> bool:
        is_of_team = rules.may_speak_for_the_city(self.asking)
        return is_of_team and closed_to_all(self.item) is None

    @cached_property
    def terms(self) -> Terms:
        """How comments are rated here."""
        refusal = refusal_from_above(rules.OPENED_BY["rate"], self.refusals)
        return Terms(refusal is None, self.rating_mode, self.hidden_until, self.asking.person)

    @property
    def may_moderate(self) -> bool:
        return self.asking.may(Permission.MODERATE)

    @property
    def orders(self) -> list[tuple[str, StrOrPromise]]:
        """The orders that are offered."""
        return offered_orders(self.hidden_until)


def offered_orders(hidden_until: datetime | None) -> list[tuple[str, StrOrPromise]]:
    """Return the orders; while counts are hidden, none that would betray them."""
    return [order for order in ORDERS if order[0] != "beste" or hidden_until is None]


@dataclass(frozen=True)
class Shown:
    """A comment as one reader sees it."""

    comment: Comment
    own_rating: int
    may_change: bool
    may_delete: bool
    may_answer: bool
    is_new: bool  # this reader has just written it

    @property
    def name(self) -> str:
        return name_of(self.comment)

    @property
    def answers(self) -> Comment | None:
        """The other reply that it answers; None where it answers what it stands under."""
        comment = self.comment
        return comment.in_reply_to if comment.in_reply_to_id != comment.root_id else None

    @property
    def answers_whom(self) -> str:
        """Who wrote what it answers; nothing where that is deleted or hidden."""
        return name_of(self.answers) if self.answers and self.answers.is_readable else ""


@dataclass(frozen=True)
class ShownThread:
    """A root and the replies that the page shows of it."""

    root: Shown
    replies: Sequence[Shown]
    has_more: bool


@dataclass(frozen=True)
class Discussion:
    """A page of the discussion of an item."""

    reader: Reader
    selection: Selection
    page: Page[Thread]
    threads: Sequence[ShownThread]
    n_by_stance: Mapping[str, int]  # {stored stance: threads}
    own_rating: int  # of the item itself

    @property
    def item(self) -> Item:
        return self.reader.item

    @property
    def is_kept_from_search_engines(self) -> bool:
        """Whether somebody is named on this page who does not want to be found there."""
        shown = (one for thread in self.threads for one in (thread.root, *thread.replies))
        return any(one.comment.is_kept_from_search_engines for one in shown)

    @property
    def query(self) -> str:
        """The query by which a form comes back to this order and filter."""
        return self.selection.query(seite="")


def name_of(comment: Comment) -> str:
    """Return under which name a comment is shown."""
    if comment.author is not None:
        return comment.public_author or gettext("No name given")
    if comment.is_by_team:
        return comment.origin.author_name or gettext("City team")
    return comment.origin.author_name or gettext("No name given")


def shown_threads(threads: Iterable[Thread], reader: Reader) -> list[ShownThread]:
    """Return the threads, read for this reader, as the reader sees them."""
    return [
        ShownThread(
            _shown(thread.root, reader),
            [_shown(reply, reader) for reply in thread.replies],
            thread.has_more,
        )
        for thread in threads
    ]


def _shown(comment: Comment, reader: Reader) -> Shown:
    is_own = rules.is_own(comment, reader.asking)
    closed = closed_to_all(reader.item) if comment.is_by_team else reader.refusal
    too_late = rules.change_refusal(
        comment,
        is_own=is_own,
        is_rated=_is_rated(comment) if reader.hidden_until is None else None,
        closed=closed,
        now=reader.asking.now,
    )
    return Shown(
        comment,
        own_rating=getattr(comment, "own_rating", 0),
        may_change=too_late is None,
        may_delete=rules.deletion_refusal(comment, is_own=is_own) is None,
        may_answer=comment.is_readable and reader.may_answer,
        is_new=is_own and comment.pk == reader.new and reader.asking.now < _thanks_until(comment),
    )


def _thanks_until(comment: Comment) -> datetime:
    return comment.written_at + THANKED


def _is_rated(comment: Comment) -> bool:
    tally = getattr(comment, "guest_tally", None)
    return bool(comment.n_up or comment.n_down or (tally and (tally.n_up or tally.n_down)))
