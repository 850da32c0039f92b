"""The Message-ID of a mail: it depends on the row alone, so that a copy is recognised."""

import re
from urllib.parse import urlsplit

from django.conf import settings

from faden.shared.notifications.models import OutboxMail

OURS = re.compile(r"<faden\.(\d{1,18})\.\d+\.\d{6}@[^>\s]+>")


def message_id(mail: OutboxMail) -> str:
    """Return the Message-ID; nobody can guess it without having got the mail."""
    host = urlsplit(settings.FADEN_BASE_URL).hostname or "localhost"
    return f"<faden.{mail.pk}.{mail.created_at.timestamp():.6f}@{host}>"
