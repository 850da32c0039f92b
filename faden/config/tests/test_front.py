"""From the server's request to the application's: bodies, headers, refusals. Without a server."""

import asyncio
from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest

from faden.config.front import bodies
from faden.config.front.answers import Started
from faden.config.front.bodies import Bodies, Broken, NoLength, TooMuch, TooSlow
from faden.config.front.environment import environment_of


class Headers:
    """As the server gives them: several of a name, in small letters."""

    def __init__(self, *pairs: tuple[str, str]) -> None:
        self.pairs = pairs

    def __contains__(self, name: str) -> bool:
        return name in dict(self.pairs)

    def get(self, name: str, default: str = "") -> str:
        return dict(self.pairs).get(name, default)

    def items(self) -> list[tuple[str, str]]:
        return list(self.pairs)


def a_request(*headers: tuple[str, str], **facts):
    known = {
        "method": "POST",
        "path": "/ideen/",
        "query_string": "seite=2",
        "http_version": "1.1",
        "scheme": "http",
        "server": "[::1]:8000",
        "client": "192.0.2.7:50123",
    }
    return SimpleNamespace(**(known | facts), headers=Headers(*headers))


@dataclass
class Connection:
    """What a client sends, a piece at a time; None is a pause, the end is an empty piece."""

    pieces: list[bytes | None] = field(default_factory=list)

    def __aiter__(self):
        return self

    async def __anext__(self) -> bytes:
        if not self.pieces:
            raise StopAsyncIteration
        piece = self.pieces.pop(0)
        if piece is None:
            await asyncio.sleep(1)
        return piece or b""


def received(request, *pieces: bytes | None, at: Bodies | None = None) -> tuple[bytes, int]:
    """The body and the length that the application is told."""
    body = asyncio.run((at or Bodies()).receive(request, Connection([*pieces, b""])))
    return body.file.read(), body.length


def of_length(number: int):
    return a_request(("content-length", str(number)))


def test_a_body_is_there_as_a_whole_before_anybody_works_on_it():
    assert received(a_request()) == (b"", 0)
    assert received(of_length(10), b"text=", b"Hallo") == (b"text=Hallo", 10)


def test_a_body_that_does_not_come_is_given_up(monkeypatch):
    monkeypatch.setattr(bodies, "SILENCE_S", 0.01)

    with pytest.raises(TooSlow):
        received(of_length(10), b"text=", None)


def test_a_body_that_trickles_is_given_up_although_it_is_never_silent(monkeypatch):
    monkeypatch.setattr(bodies, "GRACE_S", 0.0)

    with pytest.raises(TooSlow):
        received(of_length(10), b"t", None, b"e")


def test_a_body_of_which_only_a_part_came_is_none():
    with pytest.raises(Broken):
        received(of_length(10), b"text=")


def test_a_body_of_unknown_length_is_refused():
    with pytest.raises(NoLength):
        received(a_request(("transfer-encoding", "chunked")), b"text=Ja")


def test_of_a_body_that_is_too_large_nothing_is_kept(monkeypatch):
    monkeypatch.setattr(bodies, "MAX_BODY_BYTES", 8)
    monkeypatch.setattr(bodies, "READ_IN_VAIN", 16)

    assert received(of_length(400), b"x" * 10, b"x" * 10) == (b"", 400)


def test_all_bodies_together_have_a_limit_and_give_their_room_back(monkeypatch):
    monkeypatch.setattr(bodies, "MOST_HELD", 8)
    shared = Bodies()

    for _ in range(2):
        with pytest.raises(TooMuch):
            received(of_length(10), b"x" * 5, b"x" * 5, at=shared)
    assert shared.held == 0


def test_the_application_sees_the_request_as_it_was_sent():
    request = a_request(
        ("host", "mitmachen.example"),
        ("cookie", "a=1"),
        ("cookie", "b=2"),
        ("content-type", "text/plain"),
        ("x-forwarded-for", "192.0.2.1"),
        ("x-forwarded-for", "192.0.2.2"),
        path="/straße/",
    )

    found = environment_of(request, bodies.Body(None, 3))

    assert found["PATH_INFO"].encode("latin-1").decode() == "/straße/"
    assert (found["QUERY_STRING"], found["REQUEST_METHOD"]) == ("seite=2", "POST")
    assert (found["SERVER_NAME"], found["SERVER_PORT"]) == ("::1", "8000")
    assert (found["REMOTE_ADDR"], found["HTTP_COOKIE"]) == ("192.0.2.7", "a=1; b=2")
    assert found["HTTP_X_FORWARDED_FOR"] == "192.0.2.1,192.0.2.2"
    assert (found["CONTENT_TYPE"], found["CONTENT_LENGTH"]) == ("text/plain", "3")


def test_a_header_that_only_looks_like_a_proxys_is_left_out():
    found = environment_of(a_request(("x_forwarded_proto", "https")), bodies.Body(None, 0))

    assert "HTTP_X_FORWARDED_PROTO" not in found


@pytest.mark.parametrize(
    ("value", "sent"),
    [
        ('attachment; filename="a.csv"', 'attachment; filename="a.csv"'),
        ("/straße/?a=1&b=%20", "/stra%C3%9Fe/?a=1&b=%20"),
        ("a\r\nSet-Cookie: b=1", "a%0D%0ASet-Cookie: b=1"),
    ],
)
def test_a_header_can_always_be_sent(value, sent):
    started = Started()

    started("200 OK", [("X-Sample", value)])

    assert (started.status, started.headers) == (200, [("X-Sample", sent)])
