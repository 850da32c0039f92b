"""Pages leave compressed for whoever takes them so."""

import gzip

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from faden.web.compression import compression_middleware

TEXT = "Ideen für die Stadt " * 100


def answered(response, **headers):
    request = RequestFactory().get("/", headers={"Accept-Encoding": "gzip", **headers})
    return compression_middleware(lambda _request: response)(request)


def test_a_long_page_is_compressed_and_says_so():
    response = answered(HttpResponse(TEXT, headers={"ETag": '"abc"'}))

    assert gzip.decompress(response.content).decode() == TEXT
    assert response.headers["Content-Encoding"] == "gzip"
    assert response.headers["Content-Length"] == str(len(response.content))
    assert response.headers["ETag"] == 'W/"abc"'
    assert response.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("response", "headers"),
    [
        (HttpResponse("kurz"), {}),
        (HttpResponse(TEXT), {"Accept-Encoding": "br"}),
        (HttpResponse(TEXT, content_type="image/png"), {}),
        (HttpResponse(TEXT, headers={"Content-Encoding": "gzip"}), {}),
    ],
)
def test_what_is_short_or_no_text_or_not_wanted_stays_as_it_is(response, headers):
    before = response.content

    assert answered(response, **headers).content == before


def test_what_is_sent_piece_by_piece_stays_so():
    assert "Content-Encoding" not in answered(StreamingHttpResponse(iter(["a"]))).headers
