"""A PDF holds what the page says and our own files; nothing else is fetched, whatever it says."""

import socket

import pytest

from faden.web.pdf import pdf_of

PAGE = '<!doctype html><html lang="de"><head><title>x</title>{}</head><body>{}</body></html>'
HIDDEN = "Nur auf diesem Rechner"


@pytest.fixture
def listener():
    """A server of this machine that must hear nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        yield server


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", '<img src="{url}" alt="x">'),
        ("", '<object data="{url}"></object><embed src="{url}">'),
        ("", '<p style="background:url({url})">x</p><svg><image href="{url}"/></svg>'),
        ('<link rel="stylesheet" href="{url}"><style>@import url({url});</style>', "x"),
        ("<style>@font-face {{font-family: x; src: url({url})}} p {{font-family: x}}</style>", "x"),
        ('<link rel="attachment" href="{url}"><base href="{url}">', '<img src="x.png" alt="x">'),
    ],
)
@pytest.mark.parametrize("where", ["http", "file", "data", "static"])
def test_nothing_but_our_own_files_gets_into_a_pdf(listener, tmp_path, where, head, body):
    (tmp_path / "secret.txt").write_text(HIDDEN, encoding="utf-8")
    url = {
        "http": f"http://127.0.0.1:{listener.getsockname()[1]}/",
        "file": (tmp_path / "secret.txt").as_uri(),
        "data": "data:text/plain,x",
        "static": f"static:../../../../../../..{tmp_path}/secret.txt",
    }[where]

    pdf = pdf_of(PAGE.format(head.format(url=url), body.format(url=url)))

    with pytest.raises(BlockingIOError):
        listener.accept()
    assert pdf.startswith(b"%PDF-")
    assert b"/EmbeddedFile" not in pdf
    assert b"/Subtype /Image" not in pdf
