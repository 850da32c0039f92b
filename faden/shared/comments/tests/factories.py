from datetime import timedelta
from typing import Any

from django.db import connection

from faden.backbone.audit.guard import arranging
from faden.backbone.items.models import Item, Origin
from faden.backbone.people.models import Person
from faden.backbone.people.tests.factories import NOON, a_person
from faden.shared.comments.actions import comment
from faden.shared.comments.counts import keep_in_step
from faden.shared.comments.models import Comment
from faden.shared.ratings.actions import rate


def a_comment(
    on: Item,
    person: Person | None = None,
    *,
    text: str = "Gute Idee",
    stance: str = "neutral",
    minute: int = 0,
) -> Comment:
    """A comment on an item, or a reply to a comment, `minute` minutes after NOON."""
    now = NOON + timedelta(minutes=minute)
    return comment(on, text=text, stance=stance, person=person or a_person(), now=now)


def a_rating(on: Item, value: int = 1, *, person: Person | None = None) -> None:
    """A rating by somebody with an account."""
    rate(on, value, person=person or a_person(), now=NOON)


def fresh(comment: Comment) -> Comment:
    """The comment as it is stored now."""
    return Comment.objects.get(pk=comment.pk)


def many_comments(about: Item, n: int, *, author: Person | None = None) -> list[int]:
    """Write `n` comments at once, every fourth one a reply; return their keys.

    Many rows of two tables are written at once only without Django's models.
    """
    with arranging():
        items = Item.objects.bulk_create(_an_item(about, number, author) for number in range(n))
        keys = [item.pk for item in items]
        Origin.objects.bulk_create(Origin(item=item) for item in items)
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO comments_comment (item_ptr_id, about_id, root_id, in_reply_to_id,"
                " text, stance, is_by_team, written_at, score, is_readable, is_shown, n_answers,"
                " n_replies) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, 0, %s, %s, 0, 0)",
                [_a_row(about, items, number) for number in range(n)],
            )
        Item.objects.filter(pk=about.pk).update(n_comments=n)
        keep_in_step(keys)
    return keys


def _an_item(about: Item, number: int, author: Person | None) -> Item:
    at = NOON + timedelta(minutes=number)
    return Item(
        kind=Comment.kind_name,
        part_of=about,
        process_id=about.process_id,
        author=author,
        visibility=Item.Visibility.PUBLIC,
        created_at=at,
        published_at=at,
        n_up=number % 17,
        n_down=number % 5,
    )


def _a_row(about: Item, items: list[Item], number: int) -> list[Any]:
    is_reply = number % 4 == 3  # to the root three before it
    root = items[number - 3].pk if is_reply else None
    stance = "neutral" if is_reply else ("for", "against", "neutral")[number % 3]
    item = items[number]
    text = f"Gedanke {number}: damit man sich unterwegs ausruhen kann, im Sommer auch im Schatten."
    at = connection.ops.adapt_datetimefield_value(item.created_at)
    return [item.pk, about.pk, root, root, text, stance, False, at, False, False]
