"""Reading the discussion of an item."""

from datetime import datetime

from django.core.paginator import Page
from django.db.models import Q, QuerySet

from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.shared.comments.models import Comment
from faden.web.pages import CountedPaginator

PAGE_SIZE = 50  # comments


def comments_on(item: Item) -> QuerySet[Comment]:
    """Return the public comments on the item with their authors, the oldest first."""
    comments = Comment.objects.filter(part_of=item, kind=Comment.kind_name)
    return comments.public().select_related("author", "origin").order_by("published_at", "id")


def comments_page(item: Item, number: str | None) -> Page[Comment]:
    """Return one page of the discussion; a number that does not exist is the nearest page."""
    comments = CountedPaginator(comments_on(item), PAGE_SIZE, n_all=item.n_comments)
    return comments.get_page(number)


def public_comment(pk: int) -> Comment | None:
    """Return the comment of that key with what it is about, if everybody may see both."""
    public = Item.Visibility.PUBLIC
    comments = Comment.objects.public().filter(
        part_of__visibility=public, process__visibility=public
    )
    # By id: unlike pk, a relation to the item, it finds nothing by a number too large for a row.
    return comments.filter(id=pk).select_related("part_of").first()


def comment_in_these_words(
    item: Item, text: str, *, author: Person, since: datetime
) -> Comment | None:
    """Return the author's public comment of just these words, if there is one since then."""
    own = comments_on(item).filter(author=author, text=text, published_at__gt=since)
    return own.first()


def address_in_discussion(comment: Comment) -> str:
    """Return the address of the page on which the comment stands, with its anchor."""
    assert comment.part_of is not None  # noqa: S101 - a comment is always about something
    earlier = Q(published_at__lt=comment.published_at) | Q(
        published_at=comment.published_at, pk__lt=comment.pk
    )
    number = comments_on(comment.part_of).filter(earlier).count() // PAGE_SIZE + 1
    item_address, anchor = comment.get_absolute_url().split("#")
    return f"{item_address}?seite={number}#{anchor}"
