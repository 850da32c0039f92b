"""Where a mailbox is and how it is opened."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mailbox:
    """A mailbox that is read by IMAP, always encrypted by TLS."""

    host: str
    port: int
    user: str
    password: str
    folder: str
