"""More than we take at once ends with a page that says so, and costs neither disk nor memory."""

import tempfile
from io import BytesIO

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import RequestFactory

from faden.shared.media import http, middleware
from faden.shared.media.middleware import body_limit_middleware


class Body(BytesIO):
    """A body that knows how much of it was read."""

    n_read = 0

    def read(self, size=-1):
        piece = super().read(size)
        self.n_read += len(piece)
        return piece


def a_request(length: str, body: bytes = b""):
    stream = Body(body)
    headers = {"wsgi.input": stream, "CONTENT_LENGTH": length}
    return RequestFactory().generic("POST", "/", **headers), stream


def answer_to(request):
    return body_limit_middleware(lambda _request: HttpResponse("taken"))(request)


@pytest.mark.parametrize("length", ["", "0", "1000", "-5", "many", "²"])
def test_what_is_not_too_large_passes_untouched(length, monkeypatch):
    monkeypatch.setattr(middleware, "MAX_BODY_BYTES", 1000)
    request, body = a_request(length, b"x" * 1000)

    assert answer_to(request).content == b"taken"
    assert body.n_read == 0


def test_what_is_too_large_is_read_to_the_end_so_that_browsers_show_the_answer(monkeypatch):
    monkeypatch.setattr(middleware, "MAX_BODY_BYTES", 1000)
    request, body = a_request("5000", b"x" * 5000)

    with pytest.raises(RequestDataTooBig):
        answer_to(request)

    assert body.n_read == 5000


def test_nobody_is_read_for_ever(monkeypatch):
    monkeypatch.setattr(middleware, "MAX_BODY_BYTES", 1000)
    monkeypatch.setattr(middleware, "READ_IN_VAIN", 2000)
    monkeypatch.setattr(middleware, "CHUNK", 500)
    request, body = a_request("9000", b"x" * 9000)

    with pytest.raises(RequestDataTooBig):
        answer_to(request)

    assert body.n_read == 2000


@pytest.mark.django_db
def test_the_visitor_gets_a_page(client, monkeypatch):
    monkeypatch.setattr(middleware, "MAX_BODY_BYTES", 1000)

    answer = client.post("/en/", {"text": "x" * 5000})

    assert answer.status_code == 413
    assert "<h1" in answer.text
    assert "fewer or smaller files" in answer.text


def test_of_a_file_that_is_too_large_only_the_size_is_kept(monkeypatch, tmp_path):
    monkeypatch.setattr(http, "MAX_FILE_BYTES", 300_000)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    files = {
        "large": SimpleUploadedFile("large.csv", b"x" * 3_000_000),
        "small": SimpleUploadedFile("small.csv", b"y" * 300_000),
    }

    request = RequestFactory().post("/", files | {"title": "Benches"})

    assert request.POST["title"] == "Benches"
    assert request.FILES["large"].size == 3_000_000
    assert request.FILES["large"].read() == b""
    assert request.FILES["small"].read() == b"y" * 300_000
    assert sum(path.stat().st_size for path in tmp_path.rglob("*")) <= 600_000
