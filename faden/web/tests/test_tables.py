"""Staff lists: narrowed, ordered and exported by their address, changed only after a question."""

import json
from io import BytesIO

import pytest
from django.contrib.contenttypes.models import ContentType
from django.contrib.messages import get_messages
from python_calamine import CalamineWorkbook

from faden.web.tests.documents import document

pytestmark = pytest.mark.django_db
MODELS = ["contenttype", "group", "permission", "session"]


def names(response) -> list[str]:
    return [cell.text_content().strip() for cell in document(response).xpath("//tbody//th")]


def file(response) -> bytes:
    return b"".join(response.streaming_content)


def test_a_list_is_ordered_as_declared(client):
    assert names(client.get("/table/")) == MODELS


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("sortierung=-model", MODELS[::-1]),
        ("sortierung=app", ["group", "permission", "contenttype", "session"]),
        ("sortierung=secret", MODELS),  # nothing to order by
        ("sortierung=nowhere", MODELS),
        ("suche=GROUP", ["group"]),
        ("app=sessions", ["session"]),
        ("app=nowhere", MODELS),  # an unknown value narrows nothing
        ("auth=nein", ["contenttype", "session"]),
        ("auth=ja&suche=p&sortierung=-model", ["permission", "group"]),
    ],
)
def test_the_address_narrows_and_orders(client, query, expected):
    assert names(client.get(f"/table/?{query}")) == expected


def test_the_head_says_the_order_and_turns_it(client):
    page = document(client.get("/table/?sortierung=model&suche=s"))

    (head,) = page.xpath("//th[@aria-sort]")
    assert head.get("aria-sort") == "ascending"
    assert head.xpath("a/@href") == ["/table/?suche=s&sortierung=-model"]


@pytest.mark.parametrize(("query", "rows"), [("suche=group", 1), ("", 4)])
def test_a_page_costs_two_queries_however_many_its_rows(
    client, query, rows, django_assert_num_queries
):
    with django_assert_num_queries(2):
        page = client.get(f"/table/?{query}")

    assert len(names(page)) == rows


def test_a_list_without_rows_says_why(client):
    page = client.get("/en/table/?suche=nothing")

    assert "Nothing matches these filters" in page.content.decode()
    assert document(page).xpath("//main//a[@href='/en/table/']")


def test_a_filter_keeps_what_was_typed(client):
    page = document(client.get("/table/?suche=gr%22&app=auth"))

    assert page.xpath("//input[@name='suche']/@value") == ['gr"']
    assert page.xpath("//select[@name='app']/option[@selected]/@value") == ["auth"]


def test_numbers_and_states_are_shown_in_words_and_exported_plain(client):
    page = client.get("/table/?suche=group")
    exported = json.loads(file(client.get("/table/?suche=group&export=json")))

    assert "5.000" in page.content.decode()
    assert "kern-badge--success" in page.content.decode()
    assert exported == [
        {"model": "group", "app": "auth", "length": 5000, "state": "ok", "secret": "=1+1"}
    ]


@pytest.mark.parametrize("file_format", ["csv", "xlsx", "ods", "json"])
def test_a_file_holds_all_rows_that_match(client, file_format):
    answer = client.get(f"/table/?auth=nein&export={file_format}")

    content = file(answer)
    assert f".{file_format}" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "private, no-store"
    if file_format in ("xlsx", "ods"):
        sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0)
        assert [row[0] for row in sheet.to_python()[1:]] == ["contenttype", "session"]
        return
    assert b"contenttype" in content
    assert b"group" not in content


def test_an_unknown_file_is_not_there(client):
    assert client.get("/table/?export=exe").status_code == 404


def keys(*models: str) -> list[int]:
    return list(ContentType.objects.filter(model__in=models).values_list("pk", flat=True))


def test_a_bulk_action_asks_first_and_says_what_will_happen(client):
    page = client.post("/en/table/", {"bulk": "hide", "row": keys("group", "session")})

    text = document(page).xpath("//main")[0].text_content()
    assert page.status_code == 200
    assert "They vanish." in text
    assert "group" in text
    assert "session" in text
    assert document(page).xpath("//input[@name='reason']")


def test_a_confirmed_bulk_action_is_done_and_leads_back_to_the_same_list(client):
    answer = client.post(
        "/table/?suche=s",
        {"bulk": "hide", "row": keys("permission"), "confirmed": "1", "reason": "spam"},
    )

    assert (answer.status_code, answer.headers["Location"]) == (303, "/table/?suche=s")
    assert [str(message) for message in get_messages(answer.wsgi_request)] == ["1 hidden"]


def test_all_rows_that_match_can_be_chosen_at_once(client):
    answer = client.post(
        "/table/?auth=nein", {"bulk": "hide", "all": "1", "confirmed": "1", "reason": "spam"}
    )

    assert [str(message) for message in get_messages(answer.wsgi_request)] == ["2 hidden"]


@pytest.mark.parametrize("wrong", ["auth=unknown", f"suche={'x' * 201}"])
def test_all_rows_of_a_filter_that_is_wrong_are_none(client, wrong):
    answer = client.post(
        f"/table/?{wrong}", {"bulk": "hide", "all": "1", "confirmed": "1", "reason": "spam"}
    )

    (message,) = [str(message) for message in get_messages(answer.wsgi_request)]
    assert message == "Bitte wählen Sie mindestens eine Zeile und höchstens 500."


@pytest.mark.parametrize(("reason", "status"), [("", 422), ("none", 409)])
def test_a_bulk_action_that_is_not_done_asks_again_with_the_same_rows(client, reason, status):
    rows = keys("group")

    page = client.post("/table/", {"bulk": "hide", "row": rows, "confirmed": "1", "reason": reason})

    assert page.status_code == status
    assert document(page).xpath("//input[@name='row']/@value") == [str(rows[0])]


def test_a_row_of_another_list_cannot_be_chosen(client):
    other = ContentType.objects.exclude(app_label__in=("auth", "sessions", "contenttypes"))

    answer = client.post("/table/", {"bulk": "hide", "row": [other.first().pk, "x", "9" * 30]})

    assert answer.status_code == 303


@pytest.mark.parametrize("sent", [{"bulk": "erase"}, {}])
def test_an_unknown_bulk_action_is_not_there(client, sent):
    assert client.post("/table/", sent).status_code == 404


def test_every_box_says_which_row_it_chooses(client):
    page = document(client.get("/en/table/"))

    labels = [
        page.xpath(f"//label[@for='{box.get('id')}']")[0].text_content().strip()
        for box in page.xpath("//tbody//input[@type='checkbox']")
    ]
    assert labels == [f"Choose {model}" for model in MODELS]
