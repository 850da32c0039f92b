"""Reports of mails that could not be delivered (RFC 3464), as mail servers send them."""

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from typing import cast

HEADERS = ("message/rfc822", "text/rfc822-headers", "message/rfc822-headers")


@dataclass(frozen=True)
class Report:
    """One recipient that a mail did not reach."""

    message_id: str  # of the mail
    address: str  # as the mail was addressed, if the report says so
    status: str  # "5.1.1"


def reports_in(content: bytes) -> list[Report]:
    """Return what a mail reports as failed for good; nothing for other mails and for delays."""
    message = message_from_bytes(content, policy=policy.default)
    if message.get_content_type() != "multipart/report":
        return []
    message_id = _message_id(message)
    return [
        Report(message_id, _address(fields), str(fields.get("Status", "")).split(" ")[0])
        for fields in _recipients(message)
        if str(fields.get("Action", "")).strip().lower() == "failed"
    ]


def _recipients(message: EmailMessage) -> Iterator[Message]:
    """Yield the fields about each recipient; those about the whole mail have none of them."""
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status":
            yield from (fields for fields in part.get_payload() if isinstance(fields, Message))


def _message_id(message: EmailMessage) -> str:
    """Return the Message-ID of the mail that came back, from what the report quotes of it."""
    for part in message.walk():
        if part.get_content_type() not in HEADERS:
            continue
        payload = part.get_payload()
        quoted = payload[0] if isinstance(payload, list) else None
        if quoted is None:
            text = part.get_payload(decode=True) or b""
            quoted = message_from_bytes(cast("bytes", text), policy=policy.default)
        if isinstance(quoted, Message) and quoted.get("Message-ID"):
            return str(quoted["Message-ID"]).strip()
    return ""


def _address(fields: Message) -> str:
    """Return whom the mail was for: as it was addressed, else where it was last on its way to."""
    value = str(fields.get("Original-Recipient") or fields.get("Final-Recipient") or "")
    return value.partition(";")[2].strip().strip("<>")
