"""The team's table of ideas: who opens it, what it finds, hiding many at once, files."""

import csv
import io
import json

import pytest
import python_calamine

from faden.backbone.audit.guard import arranging
from faden.backbone.items.models import Item
from faden.backbone.items.queries import public_counts
from faden.backbone.people.tests.factories import NOON, a_guest, a_person, a_unit
from faden.backbone.places.tests.factories import a_district
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import (
    GUEST,
    a_draft_process,
    a_phase,
    a_process,
    a_role,
    an_action_field,
    an_open_process,
)
from faden.participation.ideas.actions import merge, withdraw
from faden.participation.ideas.tests.factories import a_tag, an_idea
from faden.participation.ideas.tests.listing import came_in_by, set_counters
from faden.shared.moderation.actions import hide
from faden.shared.moderation.models import Hiding
from faden.shared.notifications.models import OutboxMail
from faden.shared.outcomes.tests.factories import an_outcome

pytestmark = pytest.mark.django_db
TABLE = "/en/team/beteiligungen/fluss/ideen/"


@pytest.fixture
def process():
    return an_open_process(title="Fluss")


@pytest.fixture
def moderator(client, process):
    """A moderator of the process, who is signed in."""
    moderator = a_role(Role.MODERATOR, process)
    client.force_login(moderator)
    return moderator


def exported(client, query="") -> list[dict[str, str]]:
    """The rows of the file for this selection."""
    answer = client.get(f"{TABLE}?export=csv{query}")
    assert answer.status_code == 200
    text = answer.getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=csv.Sniffer().sniff(text).delimiter))


def titles(client, query="") -> set[str]:
    return {row["Title"] for row in exported(client, query)}


def test_visitors_are_asked_to_sign_in(client, process):
    answer = client.get(TABLE)

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/en/konto/einloggen/?next=")


@pytest.mark.parametrize(
    "somebody", [a_person, lambda: a_role(Role.PROCESS_MANAGER, a_process())],
    ids=["citizen", "team of another process"],
)  # fmt: skip
def test_for_others_there_is_no_such_page(client, process, somebody):
    client.force_login(somebody())

    for answer in (client.get(TABLE), client.post(TABLE), client.get(f"{TABLE}?export=csv")):
        assert answer.status_code == 404


@pytest.mark.parametrize("role", Role)
def test_every_role_in_the_process_reads_the_table_and_some_take_files(client, process, role):
    client.force_login(a_role(role, None if role is Role.ADMINISTRATOR else process))

    statuses = [client.get(TABLE + query).status_code for query in ("", "?export=csv")]

    assert statuses == [200, 409 if role is Role.ON_SITE_TEAM else 200]


def test_the_table_of_a_draft_is_open_to_its_team(client):
    draft = a_draft_process(title="Fluss")
    client.force_login(a_role(Role.MODERATOR, draft))

    assert client.get(TABLE).status_code == 200


def test_the_table_holds_hidden_ideas_too_and_filters_them(client, process, moderator):
    field = an_action_field(process, name="Wohnen")
    names = ["Public", "Hidden", "Answered"]
    _public, hidden, answered = (an_idea(process, title=name) for name in names)
    an_idea(an_open_process(), title="Elsewhere")
    with_topic = an_idea(process, title="Brunnen", action_field=field)
    hide(hidden, reason="x", actor=moderator, now=NOON)
    an_outcome(answered)

    found = {
        query: titles(client, query)
        for query in ("", "&ausgeblendet=ja", "&ausgeblendet=nein", "&beantwortet=ja",
                      "&beantwortet=nein", "&thema=wohnen", "&suche=brunnen", "&suche=Hidden")
    }  # fmt: skip

    everything = {*names, with_topic.title}
    assert found == {
        "": everything,
        "&ausgeblendet=ja": {"Hidden"},
        "&ausgeblendet=nein": everything - {"Hidden"},
        "&beantwortet=ja": {"Answered"},
        "&beantwortet=nein": everything - {"Answered"},
        "&thema=wohnen": {"Brunnen"},
        "&suche=brunnen": {"Brunnen"},
        "&suche=Hidden": {"Hidden"},
    }


def test_the_table_has_the_filters_of_the_list_and_its_own(client, process, moderator):
    author, district, tag = a_person(), a_district(slug="ost"), a_tag("Jugend")
    names = ["Withdrawn", "Merged", "Card", "Answered", "Plain"]
    gone, twin, card, answered, plain = (
        an_idea(process, title=name, person=author) for name in names
    )
    withdraw(gone, reason="It is done.", actor=author, now=NOON)
    merge(twin, plain, reason="Alike.", actor=moderator, now=NOON)
    came_in_by(card, "idea_wall")
    an_outcome(answered, code="declined", reason="No.")
    an_idea(process, title="Placed", district=district, tags=[tag])

    found = {
        query: titles(client, f"&{query}")
        for query in ("ortsteil=ost", "schlagwort=jugend", "herkunft=ideenwand",
                      "stand=wird-nicht-umgesetzt", "stand=zusammengefuehrt", "stand=wartet",
                      "zurueckgezogen=ja", "zurueckgezogen=nein", "ortsteil=ost&schlagwort=jugend",
                      "ortsteil=ost&herkunft=ideenwand")
    }  # fmt: skip

    assert found == {
        "ortsteil=ost": {"Placed"},
        "schlagwort=jugend": {"Placed"},
        "herkunft=ideenwand": {"Card"},
        "stand=wird-nicht-umgesetzt": {"Answered"},
        "stand=zusammengefuehrt": {"Merged"},
        "stand=wartet": {"Card", "Plain", "Placed"},
        "zurueckgezogen=ja": {"Withdrawn"},
        "zurueckgezogen=nein": {"Merged", "Card", "Answered", "Plain", "Placed"},
        "ortsteil=ost&schlagwort=jugend": {"Placed"},
        "ortsteil=ost&herkunft=ideenwand": set(),
    }


@pytest.mark.parametrize(
    "query",
    ["?thema=unbekannt", "?beantwortet=vielleicht", "?sortierung=unsinn", "?seite=999", "?seite=x",
     "?sortierung=-n_up", "?suche=%27%22%3Cscript%3E", "?suche=" + "x" * 5000],
)  # fmt: skip
def test_no_address_breaks_the_table(client, process, moderator, query):
    an_idea(process)

    page = client.get(TABLE + query)

    assert page.status_code == 200
    assert "<script>" not in page.text


@pytest.mark.parametrize("name", ["title", "topic", "published_at", "n_up", "n_down", "n_comments"])
def test_the_table_is_ordered_by_its_columns(client, process, moderator, name):
    for title in ("Alpha", "Beta"):
        an_idea(process, title=title)

    for sign in ("", "-"):
        assert client.get(f"{TABLE}?sortierung={sign}{name}").status_code == 200


def test_a_file_holds_every_field_and_no_formula(client, process, moderator):
    an_idea(process, title="=1+1", text="@SUM(A1)", latitude=51.5, longitude=8.5)

    (row,) = exported(client)

    assert row["Title"] == "'=1+1"
    assert row["Text"] == "'@SUM(A1)"
    assert (row["Latitude"].replace(",", "."), row["Ratings in favour"]) == ("51.5", "0")
    assert (row["State"], row["Came in by"]) == ("Public", "Online")


def test_a_file_says_what_became_of_an_idea_and_where_it_stands(client, process, moderator):
    idea = an_idea(process, title="Bank", address="Markt 5", tags=[a_tag("Jugend"), a_tag("Alter")])
    an_outcome(idea, code="declined", reason="Too dear.", unit=a_unit("Bauamt"))

    (row,) = exported(client)

    facts = ("Keywords", "Address", "Answer", "Reason", "Answered by", "Answered on", "Link")
    assert {name: row[name] for name in facts} == {
        "Keywords": "Alter, Jugend",
        "Address": "Markt 5",
        "Answer": "Will not be implemented",
        "Reason": "Too dear.",
        "Answered by": "Bauamt",
        "Answered on": "2026-05-04",
        "Link": f"http://localhost:8000/en/ideen/{idea.pk}-bank/",
    }


def test_a_file_says_what_kind_of_author_but_no_address_of_theirs(client, process, moderator):
    people = {
        "Account": a_person(),
        "Guest": a_guest(display_name="Gerda"),
        "Office": a_unit(),
    }
    for title, person in people.items():
        an_idea(process, title=title, person=person)
    with arranging():
        Item.objects.filter(pk=an_idea(process, title="Card").pk).update(author=None)

    answer = client.get(f"{TABLE}?export=csv").getvalue().decode()

    assert {row["Title"]: row["Who handed it in"] for row in exported(client)} == {
        "Account": "With an account",
        "Guest": "Without an account",
        "Office": "Office of the city",
        "Card": "",
    }
    assert "@" not in answer
    assert "Gerda" not in answer


@pytest.mark.parametrize("file_format", ["csv", "json"])
def test_hidden_counts_are_in_no_column_order_or_file(client, process, moderator, file_format):
    a_phase(process, {"idea.rate": GUEST}, hides_ratings=True)
    set_counters(an_idea(process, title="First"), n_up=4711, n_down=4712)
    an_idea(process, title="Second")

    page = client.get(TABLE).text
    file = client.get(f"{TABLE}?export={file_format}").getvalue().decode()

    assert "Ratings in favour" not in page
    assert "is shown after 1 January 2999, to the team as well." in page
    assert "471" not in page
    assert "471" not in file
    assert client.get(f"{TABLE}?sortierung=-n_up").text.count('aria-sort="descending"') == 0


def test_where_people_can_only_be_in_favour_no_column_is_against(client, moderator, process):
    with arranging():
        process.__class__.objects.update(rating_mode="up_only")
    an_idea(process)

    (row,) = exported(client)

    assert row["Ratings in favour"] == "0"
    assert "Ratings against" not in row


def test_a_spreadsheet_has_the_name_of_the_list(client, process, moderator):
    an_idea(process)

    files = [client.get(f"{TABLE}?export={name}").getvalue() for name in ("xlsx", "ods")]

    names = [python_calamine.load_workbook(io.BytesIO(file)).sheet_names for file in files]
    assert names == [["Ideas"], ["Ideas"]]


@pytest.mark.parametrize("file_format", ["csv", "xlsx", "ods", "json"])
def test_files_in_all_formats(client, process, moderator, file_format):
    an_idea(process, title="Bänke")

    answer = client.get(f"{TABLE}?export={file_format}")

    content = answer.getvalue()
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="ideen-')
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert len(content) > 100
    if file_format == "json":
        assert json.loads(content)[0]["title"] == "Bänke"


def test_another_format_is_not_there(client, process, moderator):
    assert client.get(f"{TABLE}?export=exe").status_code == 404


def test_many_ideas_are_hidden_after_a_question_and_with_a_reason(client, process, moderator):
    ideas = [an_idea(process, title=f"Idea {n}") for n in range(3)]
    chosen = {"bulk": "hide", "row": [ideas[0].pk, ideas[2].pk]}

    question = client.post(TABLE, chosen)
    without_reason = client.post(TABLE, chosen | {"confirmed": "1", "reason": " "})
    done = client.post(TABLE, chosen | {"confirmed": "1", "reason": "Off topic."})

    assert (question.status_code, without_reason.status_code, done.status_code) == (200, 422, 303)
    assert "Idea 0" in question.text
    assert "Idea 1" not in question.text
    assert "Authors get a mail with the reason, where we know an address." in question.text
    hidden = Hiding.objects.order_by("item").values_list("item", "reason", "hidden_by")
    assert list(hidden) == [
        (ideas[0].pk, "Off topic.", moderator.pk),
        (ideas[2].pk, "Off topic.", moderator.pk),
    ]
    assert public_counts(process) == {"idea": 1}
    assert OutboxMail.objects.count() == 2
    assert "2 contributions are hidden." in client.get(TABLE).text


def test_rows_of_another_process_are_never_hidden(client, process, moderator):
    own, foreign = an_idea(process), an_idea(an_open_process())

    client.post(
        TABLE, {"bulk": "hide", "row": [own.pk, foreign.pk], "confirmed": "1", "reason": "x"}
    )

    assert list(Hiding.objects.values_list("item", flat=True)) == [own.pk]


def test_all_that_match_are_hidden_at_once(client, process, moderator):
    for title in ("Bench", "Bench again", "Fountain"):
        an_idea(process, title=title)

    client.post(
        f"{TABLE}?suche=bench", {"bulk": "hide", "all": "1", "confirmed": "1", "reason": "x"}
    )

    assert set(Item.objects.public().filter(kind="idea").values_list("title", flat=True)) == {
        "Fountain"
    }


@pytest.mark.parametrize("rows", [[], ["x"], ["0"], ["99999999999999999999"], ["1 OR 1=1"]])
def test_without_rows_nothing_is_hidden(client, process, moderator, rows):
    an_idea(process)

    answer = client.post(
        TABLE, {"bulk": "hide", "row": rows, "confirmed": "1", "reason": "x"}, follow=True
    )

    assert "Please choose at least one row" in answer.text
    assert not Hiding.objects.exists()


@pytest.mark.parametrize("role", [Role.EVALUATOR, Role.ON_SITE_TEAM])
def test_who_may_not_moderate_is_told_so_and_nothing_is_hidden(client, process, role):
    idea = an_idea(process)
    client.force_login(a_role(role, process))

    answer = client.post(TABLE, {"bulk": "hide", "row": [idea.pk], "confirmed": "1", "reason": "x"})

    assert answer.status_code == 409
    assert "Your role in this process does not include this." in answer.text
    assert not Hiding.objects.exists()


def test_another_bulk_action_is_not_there(client, process, moderator):
    assert client.post(TABLE, {"bulk": "delete", "all": "1"}).status_code == 404
