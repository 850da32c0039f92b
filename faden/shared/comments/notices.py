"""Who hears of a new comment by mail: whoever is answered, and the author of what it is about."""

from datetime import datetime, timedelta

from faden.backbone.people.models import Person
from faden.shared.comments.models import Comment
from faden.shared.notifications.actions import notify
from faden.shared.notifications.queries import was_told

SORT = "discussion"  # of mails that people can decline
REPLIED, COMMENTED = "comments/mail/replied", "comments/mail/commented"
AGAIN = {REPLIED: timedelta(hours=1), COMMENTED: timedelta(days=1)}  # of one discussion


def tell(written: Comment, *, actor: Person | None, now: datetime) -> None:
    """Put the mails of a new comment into the outbox; nobody hears of what they did themselves.

    Of one discussion somebody hears at most once an hour of replies and once a day of comments,
    so that a quarrel does not fill their mailbox.
    """
    answered = written.in_reply_to.author if written.in_reply_to else None
    if answered is not None:
        _tell(answered, REPLIED, written, actor=actor, now=now)
    author = written.about.author
    if author is not None and author != answered:
        _tell(author, COMMENTED, written, actor=actor, now=now)


def _tell(
    recipient: Person, template: str, written: Comment, *, actor: Person | None, now: datetime
) -> None:
    if recipient == actor:
        return
    since = now - AGAIN[template]
    if not was_told(recipient, template, about=written.about, since=since):
        notify(recipient, template, item=written, sort=SORT)
