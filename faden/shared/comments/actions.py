"""Writing, changing and deleting comments.

Locks in one order, so that two people never wait for each other: the person, the comment that is
answered or changed, the item it is about; rows of `Comment` last, of which nobody waits for more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from faden.backbone.audit.actions import action, record
from faden.backbone.items.actions import appear, lock, revise, set_visibility
from faden.backbone.items.models import Item, Origin
from faden.backbone.people.actions import present
from faden.backbone.people.models import Person
from faden.backbone.people.voices import voice_for
from faden.backbone.processes.queries import (
    known_process,
    process_id_of,
    standing,
    verb_refusal_on,
)
from faden.lib.refused import Refused
from faden.shared.comments import queries, rules
from faden.shared.comments.models import Comment
from faden.shared.comments.notices import tell
from faden.shared.moderation.actions import hold, hold_again, let_go
from faden.shared.moderation.queries import must_wait
from faden.shared.ratings.actions import forget_ratings
from faden.shared.ratings.queries import is_rated

SENT_AGAIN = timedelta(hours=1)  # later, the same words are meant anew


@dataclass(frozen=True)
class Said:
    """What is said, and in whose name."""

    text: str
    stance: str = Comment.Stance.NEUTRAL
    author: Person | None = None  # an office, or nobody: the city as a whole
    is_by_team: bool = False
    shows_author: bool = True  # else it stands without a name
    acting_as: str = ""  # beside the author's own name
    waits: bool = False  # for a look of the team


@action
def comment(  # noqa: PLR0913 - each is part of what is said
    item: Item,
    *,
    text: str,
    stance: str,
    shows_author: bool = True,
    voice_key: str = "",
    person: Person,
    now: datetime,
) -> Comment:
    """Add the person's comment to the item's discussion; a form sent again adds nothing more.

    Where the team looks at it first, it waits until then.

    :param item: any item, or a comment: then this is a reply, which takes no stance of its own
    :param voice_key: in whose name, by `people.voices`; empty: in the own
    :raises Refused: if the process or the item does not allow it now, or the person is gone
    """
    present(person)
    item, answered = _locked_with_what_it_is_about(item)
    if refusal := verb_refusal_on(item, "comment", person=person, now=now):
        raise Refused(refusal)
    waits = _waits(item if answered is None else answered.about, person, now=now)
    voice = voice_for(person, voice_key)
    said = Said(
        text,
        stance,
        author=voice.author,
        shows_author=shows_author,
        acting_as=voice.acting_as,
        waits=waits,
    )
    return _publish(item, said, to=answered, actor=person, now=now)


@action
def comment_for_the_city(
    item: Item, *, text: str, unit: Person | None, actor: Person, now: datetime
) -> Comment:
    """Add a comment of an office, or (None) of the city; phases do not bind the team.

    It takes no stance, and does not name who of the team wrote it.

    :param item: any item, or a comment: then this is a reply
    :raises Refused: without a role that answers or moderates, or if the item is closed to all
    """
    item, answered = _locked_with_what_it_is_about(item)
    if not rules.may_speak_for_the_city(standing(actor, process_id_of(item), now=now)):
        raise Refused(rules.NOT_FOR_THE_CITY)
    if refusal := queries.closed_to_all(item):
        raise Refused(refusal)
    said = Said(text, author=unit, is_by_team=True)
    return _publish(item, said, to=answered, actor=actor, now=now)


@action
def change(comment: Comment, *, text: str, stance: str, actor: Person, now: datetime) -> None:
    """Put other words in place of one's own; the old ones stay as a revision if they were read.

    :raises Refused: for others' comments, and when it is too late
    """
    comment = _locked(comment)
    rated = is_rated(comment, now=now)
    if refusal := queries.change_refusal(comment, actor, is_rated=rated, now=now):
        raise Refused(refusal)
    if comment.is_reply or comment.is_by_team:
        stance = Comment.Stance.NEUTRAL
    if (text, stance) == (comment.text, comment.stance):
        return
    is_read = comment.published_at is not None
    is_marked = is_read and rules.is_marked(comment, is_rated=rated, now=now)
    comment.text, comment.stance = text, stance
    comment.edited_at = now if is_marked else comment.edited_at
    comment.save(update_fields=["text", "stance", "edited_at"])
    if not is_read:
        comment.revisions.all().delete()
    revise(comment, text=text, author=comment.author, now=now)
    record("comments.change", comment, actor=actor, is_marked=is_marked)
    if not comment.is_by_team and _waits(comment.about, actor, now=now):
        hold_again(comment, now=now)


@action
def delete(comment: Comment, *, actor: Person, now: datetime) -> None:
    """Delete one's own comment with all its versions and ratings.

    Where somebody has answered, its place stays and says so; else nothing of it is shown.

    :raises Refused: for others' comments, and for hidden ones
    """
    comment = _locked(comment)
    if refusal := queries.deletion_refusal(comment, actor, now=now):
        raise Refused(refusal)
    lock(comment.about)
    set_visibility(comment, Item.Visibility.STAFF, actor=actor)
    let_go(comment, actor=actor, now=now)
    forget_ratings(comment)
    Comment.objects.filter(pk=comment.pk).update(
        title="", text="", stance=Comment.Stance.NEUTRAL, author=None, deleted_at=now
    )
    comment.revisions.update(title="", text="", author=None)
    record("comments.delete", comment, actor=actor)


def _locked(comment: Comment) -> Comment:
    lock(comment)
    return queries.with_all(Comment.objects.filter(pk=comment.pk)).get()


def _locked_with_what_it_is_about(item: Item) -> tuple[Item, Comment | None]:
    """Return the item fresh and locked, and itself once more if it is a comment to be answered."""
    item = lock(item)
    if item.process_id is not None:
        item.process = known_process(item.process_id)
    if item.kind != Comment.kind_name:
        return item, None
    answered = Comment.objects.get(pk=item.pk)
    lock(answered.about)
    return item, answered


def _publish(
    item: Item, said: Said, *, to: Comment | None, actor: Person, now: datetime
) -> Comment:
    about = item if to is None else to.about
    before = queries.comment_in_these_words(
        about, said.text, to=to, author=said.author, since=now - SENT_AGAIN
    )
    if before is not None:
        return before
    is_read = to is None and not said.waits  # counted at once: nobody has answered it yet
    written = Comment.objects.create(
        part_of=about,
        about=about,
        process=about.process,
        author=said.author,
        shows_author=said.shows_author,
        is_by_team=said.is_by_team,
        text=said.text,
        stance=said.stance if to is None else Comment.Stance.NEUTRAL,
        root_id=None if to is None else to.root_pk,
        in_reply_to=to,
        language=about.language,
        visibility=Item.Visibility.STAFF if said.waits else Item.Visibility.PUBLIC,
        created_at=now,
        published_at=None if said.waits else now,
        written_at=now,
        is_readable=is_read,
        is_shown=is_read,
    )
    Origin.objects.create(item=written, acting_as=said.acting_as)
    revise(written, text=said.text, author=said.author, now=now)
    appear(written)
    record("comments.comment", written, actor=actor, on=item.pk)
    if said.waits:
        hold(written, now=now)
    else:
        tell(written, actor=actor, now=now)
    return written


def _waits(about: Item, person: Person, *, now: datetime) -> bool:
    process = about.process or about
    return must_wait(process, about.kind, verb="comment", person=person, now=now)
