"""The page that says that something does not work for now, without a database."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from faden.web.errors import failure, unavailable

TYPED = {"title": "Bank <am> Fluss", "text": "Zum\nSitzen"}


def page_for(
    form: dict[str, object], *, site: str = "same-origin", path: str = "/ideen/neu/"
) -> str:
    """The page after a form that could not be stored."""
    request = RequestFactory().post(path, form, headers={"Sec-Fetch-Site": site})
    return unavailable(request).text


@pytest.mark.parametrize(
    ("path", "language", "title"),
    [
        ("/ideen/neu/", "de", "Das geht gerade nicht"),
        ("/en/ideen/neu/", "en", "This does not work at the moment"),
    ],
)
def test_an_outage_is_told_in_the_language_of_the_address_with_when_to_come_back(
    path, language, title
):
    answer = failure(path, 503)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert f'<html lang="{language}">' in answer.text
    assert f'<h1 class="kern-heading-x-large">{title}</h1>' in answer.text


def test_what_was_typed_can_be_sent_once_more():
    page = page_for(TYPED, path="/ideen/neu/?seite=2")

    assert 'action="/ideen/neu/?seite=2"' in page
    assert 'name="title" value="Bank &lt;am&gt; Fluss"' in page
    assert 'name="text" value="Zum\nSitzen"' in page
    assert "Noch einmal senden" in page


@pytest.mark.parametrize(
    ("form", "site"),
    [
        pytest.param(TYPED, "cross-site", id="another site's form"),
        pytest.param(TYPED, "", id="a form of unknown origin"),
        pytest.param({"login": "ada", "password": "secret"}, "same-origin", id="a password"),
        pytest.param(
            TYPED | {"image": SimpleUploadedFile("a.jpg", b"x")}, "same-origin", id="a picture"
        ),
    ],
)
def test_what_is_not_ours_to_keep_is_not_on_the_page(form, site):
    page = page_for(form, site=site)

    assert 'type="hidden"' not in page
    assert "Browser behalten meist, was Sie getippt haben" in page


@pytest.mark.parametrize("status", [408, 411, 500])
def test_every_failure_has_its_page(status):
    answer = failure("/", status)

    assert answer.status_code == status
    assert "Retry-After" not in answer.headers
    assert "<h1" in answer.text
