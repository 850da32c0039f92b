"""The team's pages of moderation: queue, review, pause; and what stands beside forms."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from faden.backbone.people.actions import keep_from_search_engines
from faden.backbone.people.tests.factories import a_person
from faden.backbone.places.lands import LANDS, rights_in
from faden.backbone.places.tests.factories import a_place
from faden.backbone.processes.models import Pause
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_process, a_role, an_open_process
from faden.participation.ideas.tests.factories import an_idea
from faden.participation.ideas.tests.moderated import (
    GUESTS,
    a_moderated_process,
    a_report,
    an_idea_sent,
    fresh,
)
from faden.shared.comments.actions import comment
from faden.shared.moderation.models import Report
from faden.shared.moderation.queries import last_hold

pytestmark = pytest.mark.django_db
QUEUE, REPORTS = "/team/moderation/", "/team/moderation/meldungen/"


@pytest.fixture
def process():
    return a_moderated_process(title="Fluss")


@pytest.fixture
def moderator(client, process):
    moderator = a_role(Role.MODERATOR, process)
    client.force_login(moderator)
    return moderator


def test_the_queue_leads_from_one_to_the_next(client, process, moderator):
    first, second = (an_idea_sent(process, title=title) for title in ("Erste", "Zweite"))

    done = client.post(f"/team/beitraege/{first.pk}/freischalten/")
    assert done.headers["Location"] == f"/team/beitraege/{second.pk}/pruefen/"
    last = client.post(f"/team/beitraege/{second.pk}/ablehnen/", {"ablehnen-reason": "Werbung"})

    assert last.headers["Location"] == QUEUE
    assert (fresh(first).is_public, last_hold(second).reason) == (True, "Werbung")


def test_many_are_released_by_ticking_them(client, process, moderator):
    ideas = [an_idea_sent(process, title=f"Idee {number}") for number in range(3)]
    rows = [str(last_hold(idea).pk) for idea in ideas[:2]]

    client.post(QUEUE, {"bulk": "release", "row": rows, "confirmed": "1"})

    assert [fresh(idea).is_public for idea in ideas] == [True, True, False]


def test_a_refusal_without_a_reason_is_asked_for(client, process, moderator):
    idea = an_idea_sent(process)

    page = client.post(f"/team/beitraege/{idea.pk}/ablehnen/", {"ablehnen-reason": ""})

    assert (page.status_code, last_hold(idea).is_open) == (422, True)


def test_a_report_is_decided_on_the_same_page(client, process, moderator):
    idea = an_idea(process, person=moderator)  # who waits for nobody
    a_report(idea, "spam")

    page = client.get(f"/en/team/beitraege/{idea.pk}/pruefen/")
    assert "It is advertising, or the same again and again" in page.text
    client.post(f"/team/beitraege/{idea.pk}/entscheiden/", {"meldung-decision": "dismissed"})

    assert Report.objects.get().decision == "dismissed"


@pytest.mark.parametrize("address", [QUEUE, REPORTS])
def test_the_lists_cost_the_same_for_one_and_for_thirty(client, process, moderator, address):
    n_queries = []
    for number in range(30):
        a_report(an_idea(process, person=moderator, title=f"Gemeldet {number}"))
        an_idea_sent(process, title=f"Wartet {number}")
        if number in (0, 29):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            n_queries.append(len(queries))

    assert n_queries[1] <= n_queries[0] <= 12


@pytest.mark.parametrize(
    "address",
    [QUEUE, REPORTS, "/team/moderation/pause/", "/team/beitraege/{pk}/pruefen/",
     "/team/beitraege/{pk}/schwaerzen/", "/team/beteiligungen/fluss/pause/"],
)  # fmt: skip
@pytest.mark.parametrize(
    "somebody",
    [a_person, lambda: a_role(Role.EVALUATOR, a_process())],
    ids=["citizen", "specialist unit of another process"],
)
def test_others_find_no_such_pages(client, process, address, somebody):
    idea = an_idea_sent(process)
    client.force_login(somebody())

    assert client.get(address.format(pk=idea.pk)).status_code == 404


def test_one_button_pauses_and_another_goes_on(client, process, moderator):
    address = "/team/beteiligungen/fluss/pause/"

    client.post(address, {"message": "Wartung bis morgen."})
    paused = client.get(f"/en/beteiligungen/{process.slug}/ideen/neu/")
    client.post(f"{address}beenden/")
    opened = client.get(f"/en/beteiligungen/{process.slug}/ideen/neu/")

    assert ("Wartung bis morgen." in paused.text, "Wartung" in opened.text) == (True, False)


def test_a_pause_of_the_site_stands_on_every_page(client):
    a_place()
    client.force_login(a_role(Role.ADMINISTRATOR))

    client.post("/team/moderation/pause/", {"message": "Wir ziehen um."})

    assert Pause.objects.get().process is None
    assert "Wir ziehen um." in client.get("/").text


@pytest.mark.parametrize(
    ("ags", "said"),
    [("05766020", "§ 24 Gemeindeordnung"), ("14521000", "§ 12 Gemeindeordnung"), ("", "17")],
)
def test_beside_the_form_stands_what_it_is_not_and_the_right_way(client, ags, said):
    a_place(ags=ags, defect_url="https://maengel.example.org/")
    process = an_open_process()

    text = client.get(f"/beteiligungen/{process.slug}/ideen/neu/").text

    assert said in text
    assert 'href="https://maengel.example.org/"' in text


def test_every_state_has_its_words():
    assert len(LANDS) == 16
    assert rights_in("05766020").land == "Nordrhein-Westfalen"
    assert rights_in("99").land == ""


def test_guests_read_before_that_it_waits_and_when_it_is_released(client):
    a_place(moderation_hours="Mo-Fr 8-16 Uhr")
    process = a_moderated_process(GUESTS)

    page = client.get(f"/beteiligungen/{process.slug}/ideen/neu/")

    assert "Mo-Fr 8-16 Uhr" in page.text
    assert "Idee absenden" in page.text


def test_an_author_may_leave_the_name_out_of_ideas_and_comments(client):
    ada = a_person(display_name="Ada Lovelace")
    idea = an_idea(an_open_process(), person=ada, shows_author=False)
    comment(idea, text="Ja", stance="for", shows_author=False, person=ada, now=idea.created_at)
    named = an_idea(idea.process.as_process, person=ada, title="Mit Namen")

    assert "Ada Lovelace" not in client.get(idea.get_absolute_url()).text
    assert "Ada Lovelace" in client.get(named.get_absolute_url()).text
    feed = client.get(f"/beteiligungen/{idea.process.slug}/ideen/feed.atom").content.decode()
    assert feed.count("Ada Lovelace") == 1


@pytest.mark.parametrize(
    ("of_person", "of_process", "is_named", "is_kept"),
    [
        (False, False, True, False),
        (True, False, True, True),
        (True, False, False, False),
        (False, True, True, True),
    ],
)
def test_search_engines_leave_out_who_or_what_does_not_want_them(
    client, of_person, of_process, is_named, is_kept
):
    ada = a_person(display_name="Ada Lovelace")
    keep_from_search_engines(ada, keeps=of_person)
    process = an_open_process(keeps_from_search_engines=of_process)
    idea = an_idea(process, person=ada, shows_author=is_named)

    text = client.get(idea.get_absolute_url()).text

    assert ('<meta name="robots" content="noindex">' in text) is is_kept


def test_no_page_lists_what_somebody_wrote(client):
    ada = a_person(display_name="Ada Lovelace")
    idea = an_idea(an_open_process(), person=ada)

    text = client.get(idea.get_absolute_url()).text
    by_name = client.get(f"/beteiligungen/{idea.process.slug}/ideen/?q=Lovelace").text

    assert not any(f'href="{start}' in text for start in ("/personen/", "/profil"))
    assert idea.title not in by_name
