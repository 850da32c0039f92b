"""What is in the outbox."""

from datetime import datetime

from django.db.models import Q, QuerySet

from faden.backbone.processes.queries import may_see
from faden.shared.notifications.models import OutboxMail


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
