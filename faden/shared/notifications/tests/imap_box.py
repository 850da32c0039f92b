"""A mailbox of the tests: it speaks enough IMAP over TLS to be looked into and tidied."""

import re
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import cast

STORE = re.compile(r"(\d+) \+FLAGS \((.*)\)")


@dataclass
class Box:
    """Mails by their number, and the flags they have."""

    mails: dict[int, bytes]
    flags: dict[int, set[str]] = field(default_factory=dict)
    port: int = 0

    def has(self, number: int, flag: str) -> bool:
        return flag in self.flags.get(number, set())


@contextmanager
def imap_box(*mails: bytes, tls: ssl.SSLContext) -> Iterator[Box]:
    """Serve the mails on a free port until the block ends."""
    box = Box(dict(enumerate(mails, 1)))
    with _Server(box, tls) as server:
        box.port = int(server.server_address[1])
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield box
        server.shutdown()


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, box: Box, tls: ssl.SSLContext) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.box = box
        self.socket = tls.wrap_socket(self.socket, server_side=True)


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self._say("* OK ready")
        for line in self.rfile:
            tag, _space, command = line.decode().strip().partition(" ")
            verb = " ".join(command.split()[: 2 if command.upper().startswith("UID") else 1])
            answer = ANSWERS[verb.upper()](self, command)
            self._say(f"{tag} {answer}")
            if verb.upper() == "LOGOUT":
                return

    @property
    def box(self) -> Box:
        return cast("_Server", self.server).box

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def capability(self, _command: str) -> str:
        self._say("* CAPABILITY IMAP4rev1")
        return "OK done"

    def login(self, command: str) -> str:
        return "OK in" if '"secret"' in command else "NO wrong password"

    def select(self, _command: str) -> str:
        self._say(f"* {len(self.box.mails)} EXISTS")
        return "OK [READ-WRITE] done"

    def search(self, _command: str) -> str:
        unseen = [str(number) for number in self.box.mails if not self.box.has(number, "\\Seen")]
        self._say(" ".join(["* SEARCH", *unseen]))
        return "OK done"

    def fetch(self, command: str) -> str:
        number = int(command.split()[2])
        mail = self.box.mails[number]
        self.wfile.write(f"* {number} FETCH (UID {number} BODY[] {{{len(mail)}}}\r\n".encode())
        self.wfile.write(mail + b")\r\n")
        return "OK done"

    def store(self, command: str) -> str:
        found = STORE.search(command)
        assert found
        self.box.flags.setdefault(int(found[1]), set()).update(found[2].split())
        return "OK done"

    def expunge(self, _command: str) -> str:
        for number in [one for one in self.box.mails if self.box.has(one, "\\Deleted")]:
            del self.box.mails[number]
        return "OK done"

    def logout(self, _command: str) -> str:
        self._say("* BYE")
        return "OK done"


ANSWERS: dict[str, Callable[[_Conversation, str], str]] = {
    "CAPABILITY": _Conversation.capability,
    "LOGIN": _Conversation.login,
    "SELECT": _Conversation.select,
    "UID SEARCH": _Conversation.search,
    "UID FETCH": _Conversation.fetch,
    "UID STORE": _Conversation.store,
    "EXPUNGE": _Conversation.expunge,
    "LOGOUT": _Conversation.logout,
}
