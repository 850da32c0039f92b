"""The mailbox to which mails come back, read by IMAP."""

import imaplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from faden.lib.mailbox import Mailbox

TIMEOUT_S = 30
MOST_AT_ONCE = 200


def read_inbox(box: Mailbox, take: Callable[[bytes], bool]) -> int:
    """Hand each unread mail over; return how many were taken.

    What was taken is deleted, what was not is marked as read and stays.

    :param take: returns whether the mail was one of those that come back
    """
    with _folder(box) as connection:
        _state, found = connection.uid("SEARCH", "UNSEEN")
        taken = [
            uid for uid in found[0].split()[:MOST_AT_ONCE] if _hand_over(connection, uid, take)
        ]
        if taken:
            connection.expunge()
    return len(taken)


def _hand_over(connection: imaplib.IMAP4, uid: bytes, take: Callable[[bytes], bool]) -> bool:
    number = uid.decode("ascii")
    _state, parts = connection.uid("FETCH", number, "(BODY.PEEK[])")
    content = next((part[1] for part in parts if isinstance(part, tuple)), b"")
    is_taken = take(content)
    flags = r"(\Seen \Deleted)" if is_taken else r"(\Seen)"
    connection.uid("STORE", number, "+FLAGS", flags)
    return is_taken


@contextmanager
def _folder(box: Mailbox) -> Iterator[imaplib.IMAP4]:
    context = ssl.create_default_context()
    connection = imaplib.IMAP4_SSL(box.host, box.port, ssl_context=context, timeout=TIMEOUT_S)
    try:
        connection.login(box.user, box.password)
        state, _count = connection.select(f'"{box.folder}"')
        if state != "OK":
            raise OSError(f"there is no folder {box.folder}")
        yield connection
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            connection.logout()
