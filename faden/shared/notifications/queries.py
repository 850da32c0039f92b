"""What is in the outbox."""

from datetime import datetime

from django.db.models import Q, QuerySet

from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.processes.queries import may_see
from faden.shared.notifications.links import person_and_sort
from faden.shared.notifications.models import Declined, OutboxMail


def waiting_mails() -> QuerySet[OutboxMail]:
    """Return what is neither sent nor skipped, the oldest first."""
    return OutboxMail.objects.filter(sent_at__isnull=True, skipped_reason="").order_by("id")


def settled_mails(before: datetime) -> QuerySet[OutboxMail]:
    """Return what was put before that moment and was sent or skipped."""
    is_settled = Q(sent_at__isnull=False) | ~Q(skipped_reason="")
    return OutboxMail.objects.filter(is_settled, created_at__lt=before)


def recipient_sees_item(mail: OutboxMail, *, now: datetime) -> bool:
    """Return whether the recipient may see the mail's item; authors may always see their own."""
    if mail.item is None:
        return True
    is_author = mail.recipient_id is not None and mail.item.author_id == mail.recipient_id
    return is_author or may_see(mail.item, mail.recipient, now=now)


def declined_by(person: Person | None) -> frozenset[str]:
    """Return the sorts of mails that the person does not want."""
    return frozenset(Declined.objects.filter(person=person).values_list("sort", flat=True))


def was_told(recipient: Person, template: str, *, about: Item, since: datetime) -> bool:
    """Return whether such a mail about a part of the item was put for them since then."""
    mails = OutboxMail.objects.filter(recipient=recipient, template=template)
    return mails.filter(item__part_of=about.pk, created_at__gte=since).exists()


def person_of_link(token: str) -> tuple[Person, str] | None:
    """Return whose mails of which sort a link in a mail is about; None if it is none of ours."""
    found = person_and_sort(token)
    person = found and Person.objects.filter(pk=found[0], is_active=True).first()
    return (person, found[1]) if found and person else None
