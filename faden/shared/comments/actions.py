"""Writing comments."""

from datetime import datetime, timedelta

from faden.backbone.audit.actions import action, record
from faden.backbone.items.actions import appear, lock, revise
from faden.backbone.items.models import Item, Origin
from faden.backbone.people.models import Person
from faden.backbone.processes.queries import verb_refusal_on
from faden.lib.refused import Refused
from faden.shared.comments import queries
from faden.shared.comments.models import Comment

SENT_AGAIN = timedelta(hours=1)  # later, the same words are meant anew


@action
def comment(item: Item, *, text: str, stance: str, person: Person, now: datetime) -> Comment:
    """Add the person's comment to the item's discussion; a form sent again adds nothing more.

    :raises Refused: if the process or the item does not allow it now
    """
    item = lock(item)
    if refusal := verb_refusal_on(item, "comment", person=person, now=now):
        raise Refused(refusal)
    if before := queries.comment_in_these_words(item, text, author=person, since=now - SENT_AGAIN):
        return before
    written = Comment.objects.create(
        part_of=item,
        process_id=item.process_id,
        author=person,
        text=text,
        stance=stance,
        language=item.language,
        visibility=Item.Visibility.PUBLIC,
        created_at=now,
        published_at=now,
    )
    Origin.objects.create(item=written)
    revise(written, text=text, author=person, now=now)
    appear(written)
    record("comments.comment", written, actor=person, on=item.pk)
    return written
