"""What a restored database is told of the time after the backup, from the journal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime

from django.contrib.sessions.models import Session
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import override

from faden.backbone.audit.actions import always
from faden.backbone.audit.journal import MAILED, WANTED, Entry
from faden.backbone.audit.models import PageVersion
from faden.backbone.items.models import Item
from faden.backbone.jobs.actions import plan_anew
from faden.backbone.jobs.models import IS_OPEN, Job
from faden.backbone.people import actions as people
from faden.backbone.people.models import Person
from faden.backbone.processes.models import Invitation, RoleGrant
from faden.backbone.processes.queries import administrators
from faden.lib.refused import Refused
from faden.participation.ideas.actions import withdraw
from faden.participation.ideas.models import Idea
from faden.shared.comments.actions import delete
from faden.shared.comments.models import Comment
from faden.shared.media.actions import remove
from faden.shared.media.models import Document, Image
from faden.shared.moderation.actions import conceal
from faden.shared.notifications.actions import mark_sent, skip, want_mails
from faden.shared.notifications.models import OutboxMail
from faden.shared.notifications.queries import waiting_mails

VERSIONS_AHEAD = 1_000_000  # pages kept anywhere from the time after the backup are old at once

Replay = Callable[[Entry, datetime], bool]  # whether there was something to do


@always
def bring_up_to_date(entries: Iterable[Entry] | None, *, now: datetime) -> Counter[str]:
    """Do again what must outlive a backup; return how often each act was done.

    :param entries: what the journal holds since the backup; None where there is no journal: then
        mails that waited are not sent, for nobody knows which of them were
    """
    done: Counter[str] = Counter()
    for entry in _still_meant(entries or ()):
        done[entry.act] += REPLAYS[entry.act](entry, now)
    if entries is None:
        done["mails held back"] = _hold_mails()
    Session.objects.all().delete()  # whoever signed out since then stays signed out
    PageVersion.objects.update(version=F("version") + VERSIONS_AHEAD)
    Job.objects.filter(IS_OPEN, slot__lt=now).delete()  # what ran since then by schedule
    plan_anew(now=now)
    return +done


def _still_meant(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries without hidings that were undone afterwards."""
    found = list(entries)
    shown = {e.facts.get("item"): e.n for e in found if e.act == "moderation.show_again"}
    return [e for e in found if e.act != "moderation.show_again" and not _is_undone(e, shown)]


def _is_undone(entry: Entry, shown: dict[int | str | None, int]) -> bool:
    return entry.act == "moderation.hide" and shown.get(entry.facts.get("item"), 0) > entry.n


def _hold_mails() -> int:
    waiting = list(waiting_mails())
    for mail in waiting:
        skip(mail, OutboxMail.SkippedReason.EXPIRED)
    return len(waiting)


def _erase(entry: Entry, now: datetime) -> bool:
    person = Person.objects.filter(pk=entry.subject, erased_at=None).first()
    if person:
        people.erase(person, now=now)
    return person is not None


def _merge(entry: Entry, now: datetime) -> bool:
    account = Person.objects.filter(pk=entry.subject, erased_at=None).first()
    guest = Person.objects.filter(pk=entry.facts["guest"], erased_at=None).first()
    if account and guest:
        people.merge(guest, account, now=now)
    return bool(account and guest)


def _delete_comment(entry: Entry, now: datetime) -> bool:
    comment = Comment.objects.filter(pk=entry.subject, deleted_at=None).first()
    if comment is None or comment.author is None:
        return False
    try:
        delete(comment, actor=comment.author, now=now)
    except Refused:  # it was changed or hidden since the backup: a person has to look
        return conceal(comment, reason=_reason(comment), now=now)
    return True


def _withdraw(entry: Entry, now: datetime) -> bool:
    idea = Idea.objects.filter(pk=entry.subject, withdrawn_at=None).first()
    if idea is None or idea.author is None:
        return False
    try:
        withdraw(idea, reason=_reason(idea), actor=idea.author, now=now)
    except Refused:
        return conceal(idea, reason=_reason(idea), now=now)
    return True


def _conceal(entry: Entry, now: datetime) -> bool:
    item = Item.objects.filter(pk=entry.facts["item"]).first()
    return item is not None and conceal(item, reason=_reason(item), now=now)


def _reason(item: Item) -> str:
    with override(item.language):
        return _("This was withdrawn, hidden or made unreadable before a backup was restored.")


def _remove_image(entry: Entry, _now: datetime) -> bool:
    found = Image.objects.filter(pk=entry.subject)
    remove(found, actor=None)
    return bool(found)


def _remove_document(entry: Entry, _now: datetime) -> bool:
    found = Document.objects.filter(pk=entry.subject)
    remove(found, actor=None)
    return bool(found)


def _revoke(entry: Entry, now: datetime) -> bool:
    """Take the role back again, but the last administration."""
    grant = RoleGrant.objects.filter(pk=entry.subject).first()
    if grant is None or {known.pk for known in administrators(now=now)} == {grant.pk}:
        return False
    grant.delete()
    return True


def _uninvite(entry: Entry, _now: datetime) -> bool:
    return bool(Invitation.objects.filter(pk=entry.subject).delete()[0])


def _want_mails(entry: Entry, _now: datetime) -> bool:
    person = Person.objects.filter(pk=entry.subject, erased_at=None).first()
    if person:
        is_wanted = bool(entry.facts["is_wanted"])
        want_mails(person, str(entry.facts["sort"]), is_wanted=is_wanted)
    return person is not None


def _mark_sent(entry: Entry, now: datetime) -> bool:
    mail = waiting_mails().filter(pk=entry.subject).first()
    if mail:
        mark_sent(mail, now=now)
    return mail is not None


REPLAYS: dict[str, Replay] = {
    "comments.delete": _delete_comment,
    "ideas.withdraw": _withdraw,
    "media.remove": _remove_image,
    "media.remove_document": _remove_document,
    "moderation.hide": _conceal,
    "moderation.redact": _conceal,
    "people.erase": _erase,
    "people.merge": _merge,
    "processes.revoke_role": _revoke,
    "processes.uninvite": _uninvite,
    WANTED: _want_mails,
    MAILED: _mark_sent,
}
