"""Forms: hints and errors belong to their fields, a summary leads there, nothing typed is lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from faden.web.sample import SampleForm
from faden.web.tests.documents import document

pytestmark = pytest.mark.django_db
RIGHT = {
    "title": "A bench",
    "text": "With a button.",
    "email": "a@example.org",
    "password": "correct horse",
    "field": "mobility",
    "where": "all",
    "agreed": "on",
}


def test_a_right_form_is_answered_with_200(client):
    assert client.post("/form/", RIGHT).status_code == 200


def test_a_wrong_form_is_answered_with_422_and_keeps_what_was_typed(client):
    page = client.post("/form/", RIGHT | {"email": "nobody", "title": "x" * 81})

    assert page.status_code == 422
    assert document(page).xpath("//input[@name='email']/@value") == ["nobody"]
    assert document(page).xpath("//input[@name='title']/@value") == ["x" * 81]
    assert document(page).xpath("//textarea/text()")[0].strip() == "With a button."


def test_a_refused_form_is_answered_with_409_and_says_why(client):
    page = client.post("/form/", RIGHT | {"refuse": "1"})

    assert page.status_code == 409
    assert "The collection is over." in document(page).xpath("//*[@role='alert']")[0].text_content()
    assert document(page).xpath("//input[@name='title']/@value") == ["A bench"]


def test_the_title_of_a_page_with_errors_says_so(client):
    assert document(client.post("/en/form/", {})).xpath("//title/text()")[0].startswith("Error: ")


def test_the_summary_leads_to_every_wrong_field(client):
    page = document(client.post("/form/", {"title": ""}))

    (summary,) = page.xpath("//*[@data-error-summary]")
    targets = [href[1:] for href in summary.xpath(".//a/@href")]
    assert summary.get("role") == "alert"
    assert summary.get("tabindex") == "-1"
    assert targets == [
        "id_title",
        "id_text",
        "id_email",
        "id_password",
        "id_field",
        "id_where_0",
        "id_agreed",
    ]
    assert all(page.xpath(f"//*[@id='{target}']") for target in targets)


@pytest.mark.parametrize("name", ["title", "email", "field", "agreed", "text"])
def test_a_wrong_field_names_its_hint_and_its_error(client, name):
    page = document(client.post("/form/", {}))

    (field,) = page.xpath(f"//form[@novalidate]//*[@name='{name}']")
    described_by = field.get("aria-describedby").split()
    assert field.get("aria-invalid") == "true"
    assert described_by[-1] == f"id_{name}_error"
    assert all(page.xpath(f"//*[@id='{one}']") for one in described_by)


def test_a_group_names_its_error_once(client):
    page = document(client.post("/form/", {}))

    (group,) = page.xpath("//fieldset[.//input[@name='where']]")
    assert group.get("aria-describedby") == "id_where_error"
    assert group.xpath("legend")
    assert not group.xpath(".//input[@aria-invalid]")


def test_every_field_has_a_label(client):
    page = document(client.get("/form/"))

    fields = page.xpath("//form[@novalidate]//*[self::input or self::select or self::textarea]")
    shown = [field for field in fields if field.get("type") != "hidden"]
    assert len(shown) == 14
    assert all(page.xpath(f"//label[@for='{field.get('id')}']") for field in shown)


def test_optional_fields_say_so_and_needed_ones_do_not(client):
    labels = document(client.get("/en/form/")).xpath("//label | //legend")
    optional = {
        label.text_content().split(" (")[0]
        for label in labels
        if "(optional)" in label.text_content()
    }

    assert optional == {"Number of people", "Day", "Who is it for?", "Picture"}


def test_the_browser_is_told_what_to_fill_in(client):
    page = document(client.get("/form/"))

    assert page.xpath("//input[@type='email']/@autocomplete") == ["email"]
    assert page.xpath("//input[@type='password']/@autocomplete") == ["new-password"]


def test_a_hidden_field_is_there_without_a_label(client):
    page = document(client.get("/form/"))

    assert page.xpath("//input[@type='hidden'][@name='source']/@value") == ["sample"]
    assert not page.xpath("//label[@for='id_source']")


def test_a_lost_file_is_spoken_of(client):
    picture = SimpleUploadedFile("a.png", b"x")

    page = client.post("/en/form/", {"picture": picture}).content.decode()

    assert "Please choose the file once more" in page


def test_a_form_with_a_file_is_sent_in_parts(client):
    assert document(client.get("/form/")).xpath("//form[@enctype='multipart/form-data']")


def test_markup_that_was_typed_stays_text(client):
    page = client.post("/form/", {"title": '"><script>alert(1)</script>', "text": "</textarea><b>"})

    assert b"<script>alert(1)" not in page.content
    assert document(page).xpath("//input[@name='title']/@value") == ['"><script>alert(1)</script>']
    assert document(page).xpath("//textarea/text()")[0].strip() == "</textarea><b>"


def test_letters_that_a_wrong_encoding_has_eaten_are_refused(client):
    page = client.post(
        "/en/form/",
        b"title=B%FCrger&text=x",
        content_type="application/x-www-form-urlencoded",
    )

    assert page.status_code == 422
    assert "Some characters could not be read" in page.content.decode()


def test_a_form_may_leave_out_the_word_optional():
    class Search(SampleForm):
        marks_optional_fields = False

    assert "(optional)" not in str(Search()["people"].as_field_group())
