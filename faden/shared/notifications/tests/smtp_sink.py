"""A mail server of the tests: it speaks enough SMTP to take mails, refuse them, or be silent."""

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast


class SmtpSink(socketserver.ThreadingTCPServer):
    """Keeps what it takes; `answers` are given instead of yes, `before_yes` is called before it."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.answers: dict[str, str] = {}  # {"RCPT": "550 5.1.1 unknown"}
        self.before_yes: Callable[[], None] = lambda: None
        self.recipients: list[str] = []
        self.messages: list[EmailMessage] = []

    @property
    def port(self) -> int:
        return int(self.server_address[1])


@contextmanager
def smtp_sink() -> Iterator[SmtpSink]:
    """Serve on a free port until the block ends."""
    with SmtpSink() as sink:
        threading.Thread(target=sink.serve_forever, args=(0.05,), daemon=True).start()
        yield sink
        sink.shutdown()


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        sink = cast("SmtpSink", self.server)
        self._say("220 sink")
        for line in self.rfile:
            verb = line[:4].decode("ascii").upper()
            self._answer(sink, verb)
            if verb == "QUIT" and verb not in sink.answers:
                return
            if verb == "RCPT":
                sink.recipients.append(line.decode().partition(":")[2].strip(" <>\r\n"))

    def _answer(self, sink: SmtpSink, verb: str) -> None:
        if verb in sink.answers:
            return self._say(sink.answers[verb])
        if verb == "DATA":
            return self._take(sink)
        return self._say("221 bye" if verb == "QUIT" else "250 yes")

    def _take(self, sink: SmtpSink) -> None:
        self._say("354 go on")
        lines = iter(self.rfile.readline, b".\r\n")
        content = b"".join(line.removeprefix(b".") for line in lines)
        sink.messages.append(message_from_bytes(content, policy=policy.default))
        sink.before_yes()
        self._say("250 taken")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())
