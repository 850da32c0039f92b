from datetime import timedelta

from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.people.tests.factories import NOON, a_person
from faden.shared.comments.actions import comment
from faden.shared.comments.models import Comment


def a_comment(
    item: Item, person: Person | None = None, *, text: str = "Gute Idee", minute: int = 0
) -> Comment:
    """A comment `minute` minutes after NOON, without a stance."""
    now = NOON + timedelta(minutes=minute)
    return comment(item, text=text, stance="neutral", person=person or a_person(), now=now)
