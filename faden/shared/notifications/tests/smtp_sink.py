"""A real mail server of the tests: aiosmtpd takes mails, refuses them as told, or is silent."""

import asyncio
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

Yes = Callable[[], object]


@dataclass
class SmtpSink:
    """Keeps what it takes; `answers` are given instead of yes, `before_yes` is called before it."""

    answers: dict[str, str] = field(default_factory=dict)  # {"RCPT": "550 5.1.1 unknown"}
    before_yes: Yes = lambda: None
    before_bye: Yes = lambda: None
    senders: list[str] = field(default_factory=list)  # of envelopes
    recipients: list[str] = field(default_factory=list)
    messages: list[EmailMessage] = field(default_factory=list)
    logins: list[tuple[str, str]] = field(default_factory=list)
    port: int = 0

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's signature
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if answer := self.answers.get("MAIL"):
            return answer
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        self.senders.append(address)
        return "250 yes"

    async def handle_RCPT(  # noqa: N802 - as above
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if answer := self.answers.get("RCPT"):
            return answer
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        self.recipients.append(address)
        return "250 yes"

    async def handle_DATA(  # noqa: N802 - as above
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        if answer := self.answers.get("DATA"):
            return answer
        assert isinstance(envelope.content, bytes)
        self.messages.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]  # of this policy
        await asyncio.to_thread(self.before_yes)
        return "250 taken"

    async def handle_QUIT(  # noqa: N802 - as above
        self, _server: SMTP, _session: Session, _envelope: Envelope
    ) -> str:
        await asyncio.to_thread(self.before_bye)
        return "221 bye"

    def authenticate(self, *facts: Any) -> AuthResult:
        """Let everybody in whose password is "secret"."""
        given = facts[-1]
        assert isinstance(given, LoginPassword)
        self.logins.append((given.login.decode(), given.password.decode()))
        return AuthResult(success=given.password == b"secret")


@contextmanager
def smtp_sink(
    *, tls: ssl.SSLContext | None = None, is_implicit: bool = False, wants_login: bool = False
) -> Iterator[SmtpSink]:
    """Serve on a free port until the block ends.

    :param tls: with it the server wants STARTTLS, or `is_implicit` TLS from the first byte
    """
    sink, loop = SmtpSink(), asyncio.new_event_loop()
    starttls = None if is_implicit else tls

    def conversation() -> SMTP:
        return SMTP(
            sink,
            hostname="sink",
            loop=loop,
            tls_context=starttls,
            require_starttls=starttls is not None,
            authenticator=sink.authenticate if wants_login else None,
            auth_required=wants_login,
            auth_require_tls=starttls is not None,
        )

    serving = loop.create_server(conversation, "127.0.0.1", 0, ssl=tls if is_implicit else None)
    server = loop.run_until_complete(serving)
    sink.port = server.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield sink
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
