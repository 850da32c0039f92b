"""Reading a discussion: its threads page by page, and the replies of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Page
from django.db.models import Count, QuerySet, Subquery, Window
from django.db.models.functions import Coalesce, RowNumber
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.shared.comments.models import SHOWN_ROOTS, Comment
from faden.shared.ratings.queries import own_rating, own_ratings
from faden.web.pages import known_page

THREADS = 20  # on a page of the discussion
FIRST_REPLIES = 5  # below each of them; the others have a page of their own
REPLIES = 50  # on a page of one thread

# "Best" is in favour minus against: whole numbers that people can check, alike on both databases
# and stored, so that an index serves the order. A lower bound of the share in favour (Wilson) would
# rank few ratings more cautiously, but nobody could retrace it. Of equals, the newest comes first:
# whoever wrote late is read as well.
ORDERS = [("beste", _("Best")), ("neueste", _("Newest")), ("aelteste", _("Oldest"))]
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "beste": ("-score", "-written_at", "-item_ptr_id"),
    "neueste": ("-written_at", "-item_ptr_id"),
    "aelteste": ("written_at", "item_ptr_id"),
}
STANCES = {"dafuer": "for", "dagegen": "against", "ohne": "neutral"}  # {in addresses: stored}


@dataclass(frozen=True)
class Selection:
    """What a reader wants to see of a discussion; values that do not exist count as not given."""

    order: str = "beste"
    stance: str = ""  # a key of STANCES
    number: int = 1  # of the page
    default: str = "beste"  # the order that an address need not name

    def query(self, **more: str | int) -> str:
        """Return the query of an address that shows it, "?" included; nothing for the usual."""
        order = "" if self.order == self.default else self.order
        number = "" if self.number == 1 else self.number
        facts: dict[str, str | int] = {
            "sortierung": order,
            "haltung": self.stance,
            "seite": number,
        } | more
        given = {name: value for name, value in facts.items() if value != ""}
        return f"?{urlencode(given)}" if given else ""


@dataclass(frozen=True)
class Thread:
    """A comment on the item with the first replies below it, or a page of them."""

    root: Comment
    replies: list[Comment]

    @property
    def comments(self) -> list[Comment]:
        return [self.root, *self.replies]

    @property
    def has_more(self) -> bool:
        """Whether there are more replies than these."""
        return self.root.n_replies > sum(reply.is_readable for reply in self.replies)


@dataclass(frozen=True)
class DiscussionPage:
    """A page of threads, and how many there are of each stance on all pages."""

    threads: Page[Thread]
    n_by_stance: Mapping[str, int]  # {stored stance: shown threads}
    own_rating: int  # the reader's, of the item itself: 1, -1 or 0


def discussion_page(
    item: Item, selection: Selection, *, reader: Person | None = None
) -> DiscussionPage:
    """Return a page of the item's discussion; a number that does not exist is the last page.

    One query: the keys of a page of roots and of the first replies to each, and with their rows
    the numbers of all, and how the reader has rated each of them and the item.
    """
    comments = _comments_of_page(item, selection, reader)
    n_by_stance = _numbers_of(comments[0]) if comments else n_threads(item)
    of_stance = n_by_stance.get(STANCES.get(selection.stance, ""))
    n_all = sum(n_by_stance.values()) if of_stance is None else of_stance
    if n_all and not comments:
        selection = replace(selection, number=-(-n_all // THREADS))
        comments = _comments_of_page(item, selection, reader)
    number = selection.number if comments else 1
    return DiscussionPage(
        known_page(_threads(comments), number, per_page=THREADS, n_all=n_all),
        n_by_stance,
        comments[0].own_of_item if comments else own_ratings(reader, [item]).get(item.pk, 0),
    )


def n_threads(item: Item) -> dict[str, int]:
    """Return `{stance: number of shown threads}` of the item's discussion."""
    none = dict.fromkeys(STANCES.values(), 0)
    if not item.n_comments:
        return none
    found = _roots(item).order_by().values_list("stance").annotate(n=Count("item_ptr"))
    return none | dict(found)


def roots(item: Item, selection: Selection) -> QuerySet[Comment]:
    """Return the roots of the selection in their order, from an index."""
    found = _roots(item)
    if selection.stance:
        found = found.filter(stance=STANCES[selection.stance])
    return found.order_by(*_COLUMNS[selection.order])


def _roots(item: Item) -> QuerySet[Comment]:
    return Comment.objects.filter(SHOWN_ROOTS, about=item.pk)


def _comments_of_page(item: Item, selection: Selection, reader: Person | None) -> list[Any]:
    start = (selection.number - 1) * THREADS
    if not 0 <= start < item.n_comments:  # every thread has at least one that counts
        return []
    of_page = roots(item, selection)[start : start + THREADS].values("pk")
    position = Window(RowNumber(), partition_by="root_id", order_by=["written_at", "item_ptr_id"])
    below = Comment.objects.filter(root__in=of_page, is_shown=True).annotate(position=position)
    first_below = below.filter(position__lte=FIRST_REPLIES).values("pk")
    # A union of two subqueries: SQLite takes no ordered and limited query in a union itself.
    keys = Comment.objects.filter(pk__in=of_page).values("pk")
    keys = keys.union(Comment.objects.filter(pk__in=first_below).values("pk"), all=True)
    numbers = {f"n_{stance}": _n_of_stance(item, stance) for stance in STANCES.values()}
    comments = with_all(Comment.objects.filter(pk__in=keys), reader=reader)
    comments = comments.annotate(own_of_item=own_rating(reader, item), **numbers)
    return list(comments.order_by(*_COLUMNS[selection.order]))


def _n_of_stance(item: Item, stance: str) -> Coalesce:
    of_stance = _roots(item).filter(stance=stance).order_by()
    n = of_stance.values("about").annotate(n=Count("item_ptr")).values("n")
    return Coalesce(Subquery(n), 0)


def _numbers_of(comment: Comment) -> dict[str, int]:
    return {stance: getattr(comment, f"n_{stance}") for stance in STANCES.values()}


def _threads(comments: Sequence[Comment]) -> list[Thread]:
    threads = {found.pk: Thread(found, []) for found in comments if not found.is_reply}
    for reply in sorted(comments, key=lambda found: (found.written_at, found.pk)):
        if reply.is_reply:
            threads[reply.root_pk].replies.append(reply)
    return list(threads.values())


def thread_page(root: Comment, number: int, *, reader: Person | None = None) -> Page[Thread]:
    """Return the root with a page of the replies to it, the oldest first; two queries."""
    replies = Comment.objects.filter(root=root.pk, is_shown=True)
    n_all = replies.count()
    number = min(max(number, 1), max(-(-n_all // REPLIES), 1))
    start = (number - 1) * REPLIES
    shown = with_all(replies, reader=reader).order_by("written_at", "item_ptr_id")[
        start : start + REPLIES
    ]
    return known_page([Thread(root, list(shown))], number, per_page=REPLIES, n_all=n_all)


def with_all(comments: QuerySet[Comment], *, reader: Person | None = None) -> QuerySet[Comment]:
    """Read comments with all that is shown of them; `own_rating` is the reader's."""
    relations = ("author", "origin", "guest_tally", "in_reply_to__author", "in_reply_to__origin")
    return comments.select_related(*relations).annotate(own_rating=own_rating(reader))
