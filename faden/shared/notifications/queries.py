"""What is in the outbox."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q, QuerySet
from django_stubs_ext import StrOrPromise

from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.people.voices import speakers_of
from faden.backbone.processes.queries import may_see
from faden.shared.notifications.links import person_and_sort
from faden.shared.notifications.message_ids import OURS, message_id
from faden.shared.notifications.models import Bounce, Declined, OutboxMail
from faden.shared.notifications.rules import can_be_told


def waiting_mails() -> QuerySet[OutboxMail]:
    """Return what is neither sent nor skipped, the oldest first."""
    return OutboxMail.objects.filter(sent_at__isnull=True, skipped_reason="").order_by("id")


def settled_mails(before: datetime) -> QuerySet[OutboxMail]:
    """Return what was put before that moment and was sent or skipped."""
    is_settled = Q(sent_at__isnull=False) | ~Q(skipped_reason="")
    return OutboxMail.objects.filter(is_settled, created_at__lt=before)


@dataclass(frozen=True)
class MailCounts:
    """How much mail there is, for metrics."""

    waiting: int
    in_trouble: int  # of these: tried in vain at least once
    oldest_waiting: timedelta
    sent: int  # in the last 24 hours


@dataclass(frozen=True)
class MailTrouble:
    """The mail server takes nothing at the moment."""

    since: datetime  # when the oldest mail that it did not take was put
    waiting: int  # mails that it did not take
    what: str  # "ConnectionRefusedError", "SMTPRecipientsRefused 451": without names or addresses


def mail_counts(now: datetime) -> MailCounts:
    """Return how much mail waits, was sent and was not: one query by index."""
    day_ago = now - timedelta(days=1)
    is_waiting, is_sent = Q(sent_at=None, skipped_reason=""), Q(sent_at__gte=day_ago)
    found = OutboxMail.objects.filter(is_waiting | is_sent).aggregate(
        waiting=Count("pk", filter=is_waiting),
        in_trouble=Count("pk", filter=is_waiting & ~Q(trouble="")),
        oldest=Min("created_at", filter=is_waiting),
        sent=Count("pk", filter=is_sent),
    )
    return MailCounts(
        waiting=found["waiting"],
        in_trouble=found["in_trouble"],
        oldest_waiting=now - found["oldest"] if found["oldest"] else timedelta(),
        sent=found["sent"],
    )


def mail_trouble() -> MailTrouble | None:
    """Return what is wrong with the mail server, for the health page; None while it takes mails.

    One mail that is not taken while others are is no trouble of the server.
    """
    troubled = waiting_mails().exclude(trouble="")
    last = troubled.order_by("-tried_at").first()
    if last is None or last.tried_at is None:
        return None
    if OutboxMail.objects.filter(sent_at__gte=last.tried_at).exists():
        return None
    found = troubled.aggregate(n=Count("pk"), since=Min("created_at"))
    return MailTrouble(found["since"], found["n"], last.trouble)


def n_sent_since(moment: datetime) -> int:
    """Return how many mails were sent since then."""
    return OutboxMail.objects.filter(sent_at__gte=moment).count()


def is_urgent(mail_id: int) -> bool:
    """Return whether somebody waits for the mail before a page."""
    return OutboxMail.objects.filter(pk=mail_id, is_urgent=True).exists()


def is_unknown(address: str) -> bool:
    """Return whether a mail server has said that the address does not exist."""
    bounces = Bounce.objects.filter(address=address.lower(), cause=Bounce.Cause.UNKNOWN)
    return bounces.exists()


def bounces() -> QuerySet[Bounce]:
    """Return the addresses that mails come back from, the last one first."""
    return Bounce.objects.select_related("person")


def bounce_causes() -> list[tuple[str, StrOrPromise]]:
    """Return why mails come back, by their names."""
    return list(Bounce.Cause.choices)


def bounce_of(person: Person) -> Bounce | None:
    """Return why mails to the person's present address come back; None if they do not."""
    return Bounce.objects.filter(address=person.email or "").first()


def owner_of(address: str) -> Person | None:
    """Return whose account or office has the address."""
    return Person.objects.filter(email=address.lower()).first()


def mail_by_message_id(header: str) -> OutboxMail | None:
    """Return the mail with this Message-ID, if it is one of ours and still kept."""
    found = OURS.search(header)
    mail = (
        OutboxMail.objects.filter(pk=int(found[1])).select_related("recipient").first()
        if found
        else None
    )
    return mail if mail and message_id(mail) in header else None


def recipient_sees_item(mail: OutboxMail, *, now: datetime) -> bool:
    """Return whether the recipient may see the mail's item; authors may always see their own."""
    if mail.item is None:
        return True
    is_author = mail.recipient_id is not None and mail.item.author_id == mail.recipient_id
    return is_author or may_see(mail.item, mail.recipient, now=now)


def declined_by(person: Person | None) -> frozenset[str]:
    """Return the sorts of mails that the person does not want."""
    return frozenset(Declined.objects.filter(person=person).values_list("sort", flat=True))


def is_reached(person: Person | None) -> bool:
    """Return whether a mail to this author reaches anybody: them, or who speaks for them."""
    if person is not None and person.kind == Person.Kind.ORGANISATION:
        return any(map(can_be_told, speakers_of(person)))
    return can_be_told(person)


def n_reached(people: Iterable[Person | None]) -> int:
    """Return how many of these authors a mail reaches, each counted once."""
    return sum(map(is_reached, set(people)))


def was_told(recipient: Person, template: str, *, about: Item, since: datetime) -> bool:
    """Return whether such a mail about a part of the item was put for them since then."""
    mails = OutboxMail.objects.filter(recipient=recipient, template=template)
    return mails.filter(item__part_of=about.pk, created_at__gte=since).exists()


def person_of_link(token: str) -> tuple[Person, str] | None:
    """Return whose mails of which sort a link in a mail is about; None if it is none of ours."""
    found = person_and_sort(token)
    person = found and Person.objects.filter(pk=found[0], is_active=True).first()
    return (person, found[1]) if found and person else None
