"""A result from the draft to the frozen page and its files."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest

from faden.backbone.audit.guard import arranging
from faden.backbone.items.models import Item
from faden.backbone.people.tests.factories import NOON
from faden.backbone.processes.models import Phase
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_role, an_open_process
from faden.lib.refused import Refused
from faden.participation.results import actions
from faden.participation.results.models import DotCount, Entry, Result
from faden.participation.results.rules import Choice, Plan
from faden.participation.results.tests.factories import a_result, close, ideas_rated
from faden.shared.notifications.models import OutboxMail
from faden.web.tests.documents import document

pytestmark = pytest.mark.django_db
FAR_OFF = datetime(2199, 1, 1, tzinfo=UTC)


@pytest.fixture
def process():
    return an_open_process(title="Fluss")


@pytest.fixture
def manager(process):
    return a_role(Role.PROCESS_MANAGER, process)


def path(process):
    return f"/team/beteiligungen/{process.slug}/ergebnis/"


def test_a_published_result_says_places_choices_and_that_it_is_not_representative(client, process):
    first, second = ideas_rated(process, 3, 8)
    close(process)
    result = a_result(process, n_wanted=1)

    page = client.get(result.get_absolute_url()).text

    assert list(Entry.objects.values_list("place", "idea", "is_selected")) == [
        (1, second.pk, True),
        (2, first.pk, False),
    ]
    assert "icht repräsentativ" in page
    assert "Gelesen und beraten." in page


def test_a_result_stays_as_it_is_when_ratings_change_afterwards(client, process):
    first, _second = ideas_rated(process, 3, 8)
    close(process)
    result = a_result(process)

    with arranging():
        Item.objects.filter(pk=first.pk).update(n_up=99, title="Anders")

    entries = json.loads(b"".join(client.get(f"/ergebnisse/{result.pk}/ergebnis.json")))
    assert [(row["place"], row["title"], row["n_up"]) for row in entries] == [
        (1, "Idee 1", 8),
        (2, "Idee 0", 3),
    ]


def test_an_idea_that_is_hidden_later_is_not_named_any_more(client, process):
    (idea,) = ideas_rated(process, 8)
    close(process)
    result = a_result(process)

    with arranging():
        Item.objects.filter(pk=idea.pk).update(visibility=Item.Visibility.STAFF)

    page = client.get(result.get_absolute_url()).text
    file = b"".join(client.get(f"/ergebnisse/{result.pk}/ergebnis.csv")).decode()
    assert "Idee 0" not in page + file
    assert "Ausgeblendete Idee" in page


def test_nothing_is_published_while_ideas_can_be_rated(process):
    ideas_rated(process, 3)

    with pytest.raises(Refused) as refused:
        a_result(process)

    assert refused.value.refusal.code == "results.rating_open"
    assert not Entry.objects.exists()


def test_a_frozen_result_is_not_changed_any_more(process, manager):
    ideas_rated(process, 3)
    close(process)
    result = a_result(process)

    with pytest.raises(Refused) as refused:
        actions.change(result, Plan(n_wanted=5), actor=manager, now=NOON)

    assert refused.value.refusal.code == "results.frozen"


def test_a_newer_result_replaces_the_one_before_which_stays_readable(client, process):
    ideas_rated(process, 3)
    close(process)
    first = a_result(process)
    second = a_result(process, now=NOON + timedelta(days=1))

    page = client.get(first.get_absolute_url()).text

    assert second.get_absolute_url() in page
    assert list(Result.objects.filter(is_current=True)) == [second]


def test_dots_on_site_stand_apart_from_ratings(process, manager):
    (idea,) = ideas_rated(process, 3)
    close(process)

    actions.count_dots({idea.pk: 12}, process=process, actor=manager, now=NOON)
    a_result(process)

    entry = Entry.objects.get()
    assert (entry.n_up, entry.n_dots) == (3, 12)
    assert Item.objects.get(pk=idea.pk).n_up == 3


def test_dots_can_be_corrected_and_forgotten(process, manager):
    (idea,) = ideas_rated(process, 3)
    for n_dots in (12, 9, 0):
        actions.count_dots({idea.pk: n_dots}, process=process, actor=manager, now=NOON)

    assert not DotCount.objects.exists()


def test_dots_beside_ideas_of_another_process_are_not_counted(process, manager):
    (foreign,) = ideas_rated(an_open_process(title="Foreign"), 3)

    actions.count_dots({foreign.pk: 12}, process=process, actor=manager, now=NOON)

    assert not DotCount.objects.exists()


def test_authors_of_selected_ideas_are_told_and_the_ideas_lead_to_the_result(client, process):
    ideas = ideas_rated(process, 3, 8)
    close(process)
    result = a_result(process, n_wanted=1)

    mails = OutboxMail.objects.filter(template="results/mail/selected")
    assert [mail.recipient_id for mail in mails] == [ideas[1].author_id]
    assert result.get_absolute_url() in client.get(ideas[1].get_absolute_url()).text
    assert result.get_absolute_url() not in client.get(ideas[0].get_absolute_url()).text


def test_selected_ideas_are_found_by_their_status(client, process):
    ideas_rated(process, 3, 8)
    close(process)
    a_result(process, n_wanted=1)

    page = client.get(f"/beteiligungen/{process.slug}/ideen/?stand=ausgewaehlt").text

    assert "Idee 1" in page
    assert "Idee 0" not in page


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.PROCESS_MANAGER, 200),
        (Role.MODERATOR, 404),
        (Role.EVALUATOR, 404),
        (Role.ON_SITE_TEAM, 404),
        (None, 404),
    ],
)
def test_only_process_managers_draw_a_result_up(client, process, role, status):
    person = a_role(role, process) if role else ideas_rated(process, 1)[0].author
    client.force_login(person)

    assert client.get(path(process)).status_code == status


def test_the_draft_is_for_nobody_else(client, process, manager):
    ideas_rated(process, 3)
    draft = actions.begin(process, title="Ergebnis", actor=manager, now=NOON)

    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get(f"/ergebnisse/{draft.pk}/ergebnis.csv").status_code == 404


def test_the_form_keeps_choices_and_publishes_what_has_its_reasons(client, process, manager):
    first, second, third = ideas_rated(process, 9, 7, 5)
    close(process)
    client.force_login(manager)
    client.post(path(process))
    typed = {"n_wanted": "2", "note": "Gelesen.", "tie_reason": "", "more": ""}
    for idea, chosen, reason in (
        (first, "on", ""),
        (second, "", ""),
        (third, "on", "Barrierefrei"),
    ):
        typed |= {f"{idea.pk}-shown": "1", f"{idea.pk}-reason": reason, f"{idea.pk}-n_dots": "4"}
        typed |= {f"{idea.pk}-is_selected": "on"} if chosen else {}

    kept = client.post(path(process), typed)
    refused = client.post(path(process), typed | {"publish": "1"})
    typed[f"{second.pk}-reason"] = "Schon im Bau"
    published = client.post(path(process), typed | {"publish": "1"})

    assert (kept.status_code, refused.status_code, published.status_code) == (303, 422, 303)
    chosen = Entry.objects.filter(is_selected=True).order_by("position")
    assert [(entry.idea_id, entry.reason, entry.n_dots) for entry in chosen] == [
        (first.pk, "", 4),
        (third.pk, "Barrierefrei", 4),
    ]


def test_the_form_says_all_that_is_missing_each_at_its_place(client, process, manager):
    first, second, third = ideas_rated(process, 9, 7, 5)
    close(process)
    client.force_login(manager)
    client.post(path(process))
    typed = {"n_wanted": "1", "note": "", "tie_reason": "", "more": "", "publish": "1"}
    for idea in (first, second, third):
        typed |= {f"{idea.pk}-shown": "1", f"{idea.pk}-reason": ""}

    answer = client.post(f"/en{path(process)}", typed | {f"{third.pk}-is_selected": "on"})

    page = document(answer)
    said = [
        " ".join(row.text_content().split()) for row in page.xpath("//*[@data-error-summary]//li")
    ]
    links = [link.get("href") for link in page.xpath("//*[@data-error-summary]//a")]
    assert said == [
        "How were the comments considered? \N{EN DASH} Say how the comments were considered.",
        "Idee 0: Reason \N{EN DASH} The order selects this idea. Say why it is not selected.",
        "Idee 2: Reason \N{EN DASH} The order does not select this idea. Say why it is selected.",
    ]
    assert links == ["#id_note", f"#id_{first.pk}-reason", f"#id_{third.pk}-reason"]
    assert answer.status_code == 422
    assert not Entry.objects.exists()


def test_wrong_numbers_are_said_and_what_was_typed_stays(client, process, manager):
    ideas_rated(process, 9)
    client.force_login(manager)
    client.post(path(process))

    answer = client.post(path(process), {"n_wanted": "0", "note": "Schon getippt"})

    assert answer.status_code == 422
    assert "Schon getippt" in answer.text


@pytest.mark.parametrize("file_format", ["csv", "xlsx", "ods", "json", "pdf"])
def test_every_file_begins_as_its_kind_does(client, process, file_format):
    ideas_rated(process, 9)
    close(process)
    result = a_result(process)

    answer = client.get(f"/ergebnisse/{result.pk}/ergebnis.{file_format}")
    body = b"".join(answer) if answer.streaming else answer.content

    beginnings = {"csv": b"\xef\xbb\xbf", "xlsx": b"PK", "ods": b"PK", "json": b"[", "pdf": b"%PDF"}
    assert answer.status_code == 200
    assert body.startswith(beginnings[file_format])


def test_a_file_of_another_kind_does_not_exist(client, process):
    ideas_rated(process, 9)
    close(process)

    assert client.get(f"/ergebnisse/{a_result(process).pk}/ergebnis.exe").status_code == 404


@pytest.mark.parametrize("n", [1, 30])
def test_the_page_takes_as_many_queries_for_many_ideas_as_for_one(
    client, process, django_assert_max_num_queries, n
):
    ideas_rated(process, *range(n))
    close(process)
    result = a_result(process, n_wanted=1)

    with django_assert_max_num_queries(12):
        assert client.get(result.get_absolute_url()).status_code == 200


def test_hidden_ideas_are_in_no_ranking_and_counted(process):
    ideas = ideas_rated(process, 9, 5)
    with arranging():
        Item.objects.filter(pk=ideas[0].pk).update(visibility=Item.Visibility.STAFF)
    close(process)

    result = a_result(process, choices={ideas[1].pk: Choice(is_selected=True)})

    assert (result.n_left_out, list(result.entries.values_list("idea", flat=True))) == (
        1,
        [ideas[1].pk],
    )


def test_how_ideas_are_rated_is_hidden_from_the_team_too_while_counts_are_hidden(
    client, process, manager
):
    ideas_rated(process, 31)
    with arranging():
        Phase.objects.filter(process=process).update(ends_at=FAR_OFF, hides_ratings=True)
    client.force_login(manager)

    page = client.get(path(process))

    assert page.status_code == 200
    assert "31" not in re.sub("<[^>]+>", "", page.text[page.text.index("<main") :])
    assert client.post(path(process)).status_code == 200
    assert not Result.objects.exists()


def test_another_number_to_select_moves_the_line_while_nothing_else_was_chosen(
    client, process, manager
):
    ideas = ideas_rated(process, 9, 7, 5)
    close(process)
    client.force_login(manager)
    client.post(path(process))
    typed = {"n_wanted": "1", "note": "Gelesen.", "tie_reason": "", "more": ""}
    for idea in ideas:
        typed |= {f"{idea.pk}-shown": "1", f"{idea.pk}-is_selected": "on"}

    client.post(path(process), typed)

    assert list(Result.objects.get().choices) == [str(ideas[0].pk)]
