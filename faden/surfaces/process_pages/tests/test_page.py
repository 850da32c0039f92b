"""The page of one process: what it says, to whom, and what it costs."""

import re
from datetime import date, timedelta

import pytest

from faden.backbone.audit.guard import arranging
from faden.backbone.items.tests.factories import STAFF
from faden.backbone.people.models import Unit
from faden.backbone.people.tests.factories import (
    NOON,
    a_guest,
    a_person,
    a_unit,
    a_verified_person,
)
from faden.backbone.places.models import District
from faden.backbone.places.tests.factories import a_place
from faden.backbone.processes import actions
from faden.backbone.processes.models import Milestone
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import (
    GUEST,
    REGISTERED,
    a_complete_draft,
    a_draft_process,
    a_milestone,
    a_phase,
    a_process,
    a_role,
    an_invitation,
    an_opening,
)
from faden.participation.ideas.tests.factories import an_idea
from faden.shared.media.tests.factories import an_attached_document, an_attached_image
from faden.surfaces.process_pages.tests.reading import html_at, part_of, text_of, words_at

pytestmark = pytest.mark.django_db
PAGE = "/en/beteiligungen/fluss/"
PARTS = [
    "phasen", "inhalt", "wer", "ergebnisse", "zeitplan", "zahlen", "unterlagen", "zustaendig",
]  # fmt: skip
DAY = timedelta(days=1)


def test_the_page_says_what_people_should_know_first(client):
    a_place(name="Detmold")
    a_process(
        title="Fluss",
        summary="How do we live at the river?",
        description="## What it is about\n\nThe **river**.",
        participation="shaping",
        can_influence="The benches",
        is_fixed="The dam",
        who_decides="In public session.",
        answer_by="In June",
        with_results="They go to the *council*.",
        groups_involved=["Citizens", "Council"],
        progress_percent=60,
        progress_meaning="This measures the steps.",
        minimum_age=14,
        language="en",
    )

    page = html_at(client, PAGE)

    assert "<title>Fluss · Detmold</title>" in page
    assert page.count("<h1") == 1
    words = text_of(page)
    for expected in (
        "Level of participation: Shaping together Fluss How do we live at the river?",
        "For people of 14 and over",
        "60",
        "This measures the steps. The office in charge sets the figure by hand.",
        "What you can influence The benches",
        "What is already fixed The dam",
        "Who decides The council. Contributions are advice; they are not binding. In public",
        "When you get an answer In June",
        "Citizens Council",
    ):
        assert expected in words, expected
    assert "<strong>river</strong>" in page
    assert '<meta name="description" content="How do we live at the river?">' in page


@pytest.mark.parametrize(
    ("decided_by", "is_binding", "sentence"),
    [
        ("office", False, "An office of the city. Contributions are advice; they are not binding."),
        ("committee", True, "A committee. The result is binding."),
        ("council", True, "The council. The result is binding."),
    ],
)
def test_who_decides_is_said_with_what_it_binds(client, decided_by, is_binding, sentence):
    a_process(title="Fluss", decided_by=decided_by, is_binding=is_binding)

    assert f"Who decides {sentence}" in words_at(client, PAGE)


def test_progress_that_is_computed_says_from_what(client):
    process = a_process(title="Fluss", progress_basis="milestones", progress_percent=99)
    for state in ("done", "current", "planned", "planned"):
        a_milestone(process, state=state)

    words = words_at(client, PAGE)

    assert "38 %" in words
    assert (
        "The figure is computed from the timetable (1 of 4 done); what is under way counts half."
        in words
    )
    assert "by hand" not in words


def test_a_bare_process_has_no_empty_headings(client):
    a_process(title="Fluss")

    page = html_at(client, PAGE)

    assert "There is nothing to take part in any more." in text_of(page)
    for anchor in [*PARTS, "ergebnis", "verlauf"]:
        assert f'id="{anchor}"' not in page, anchor


def test_the_contents_lead_to_each_part_that_is_there(client):
    process = a_process(title="Fluss", description="Text", with_results="Text", unit=a_unit(),
                        groups_involved=["All"])  # fmt: skip
    a_phase(process, {"idea.submit": GUEST})
    a_milestone(process)
    an_idea(process)
    an_attached_document(process)

    page = html_at(client, PAGE)

    contents = page[page.index("faden-contents") :]
    linked = re.findall(r'href="#([^"]+)"', contents[: contents.index("</nav>")])
    assert linked == PARTS
    for anchor in linked:
        assert page.count(f'id="{anchor}"') == 1


def test_what_one_can_do_now_stands_with_its_last_day_and_who_may(client):
    process = a_process(title="Fluss", minimum_age=14)
    a_phase(process, {"idea.submit": GUEST}, ends_at=NOON + 12 * DAY)
    a_phase(process, {"idea.rate": REGISTERED}, ends_at=NOON + 12 * DAY)
    a_phase(process, {"idea.comment": GUEST}, starts_at=NOON + 5 * DAY)

    page = words_at(client, PAGE)

    now_box = page[page.index("What you can do now") : page.index("Progress of the process")]
    assert (
        "Submit an idea Without an account, from the age of 14 "
        "12 more days, until 16 May 2026, 14:00" in now_box
    )
    assert "Rate ideas This is open to people with an account." in now_box
    assert "Sign in" in now_box
    assert "Discuss ideas This is not open yet." in now_box
    assert "9 May 2026" in now_box


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (NOON - DAY, "Planned"),
        (NOON, "Running now"),
        (NOON + DAY - timedelta(seconds=1), "Running now"),
        (NOON + DAY, "Ended"),
    ],
)
def test_a_phase_says_whether_it_runs(client, now, state):
    a_phase(a_process(title="Fluss"), name="Ideas", starts_at=NOON, ends_at=NOON + DAY)

    phases = part_of(html_at(client, PAGE, now=now), "phasen")

    assert [s for s in ("Planned", "Running now", "Ended") if s in phases] == [state]


def test_phases_come_by_date_with_their_days_and_what_they_open_to_whom(client):
    process = a_process(title="Fluss")
    later = a_phase(process, name="Second", starts_at=NOON, ends_at=None)
    with arranging():
        districts = [District.objects.create(name=n, slug=n) for n in ("Nord", "Alt")]
    an_opening(later, "idea.comment", minimum_age=16, districts=districts)
    a_phase(process, {"idea.submit": GUEST}, name="First", starts_at=NOON - 9 * DAY,
            ends_at=NOON - 2 * DAY)  # fmt: skip

    phases = part_of(html_at(client, PAGE), "phasen")

    assert "25 April to 2 May 2026" in phases
    assert "Submit an idea: Without an account" in phases
    assert "from 4 May 2026" in phases
    conditions = "With confirmed residence , from the age of 16 , for people from Alt, Nord"
    assert f"Discuss ideas: {conditions}".replace(" ,", ",") in phases.replace(" ,", ",")
    assert phases.index("First") < phases.index("Second")


def test_a_phase_that_hides_counts_says_so_until_it_ends(client):
    process = a_process(title="Fluss")
    opens = {"idea.submit": GUEST, "idea.rate": REGISTERED}
    a_phase(process, opens, hides_ratings=True, ends_at=NOON + DAY)
    idea = an_idea(process)
    with arranging():
        type(idea).objects.filter(pk=idea.pk).update(n_up=4711)

    before = html_at(client, PAGE)
    after = html_at(client, PAGE, now=NOON + DAY)

    sentence = "How many are in favour or against is shown when the phase has ended."
    assert sentence in text_of(before)
    assert "How ideas were rated is shown from 5 May 2026 on." in text_of(before)
    assert "4,711" not in before
    assert sentence not in text_of(after)
    assert "Ratings 4,711" in part_of(after, "zahlen")


def test_what_comes_next_stands_at_the_top_and_leads_to_it(client):
    process = a_process(title="Fluss")
    entry = a_milestone(process, title="Decision", state="planned", starts_on=date(2026, 6, 1))

    page = html_at(client, PAGE)

    head = page[: page.index("faden-columns")]
    assert "Next: Decision , 1 June 2026" in text_of(head)
    assert f'href="#{entry.anchor}"' in head


def test_what_is_late_is_not_announced_as_if_it_were_to_come(client):
    process = a_process(title="Fluss")
    a_milestone(process, title="Decision", state="planned", starts_on=date(2021, 6, 24))

    assert "Next: Decision , date open" in words_at(client, PAGE)


def test_the_timetable_shows_each_entry_with_date_state_place_event_text_and_links(client):
    process = a_process(title="Fluss")
    a_milestone(
        process,
        title="Workshops announced",
        text="Come to the **town hall**.",
        place="Town hall",
        links=[{"label": "How to get there", "url": "https://example.org/way"}],
        state=Milestone.State.DONE,
        starts_on=date(2019, 12, 7),
        event_starts_on=date(2020, 1, 10),
        event_ends_on=date(2020, 1, 12),
    )
    a_milestone(process, title="Draft", state="planned", starts_on=date(2027, 3, 31),
                precision="end")  # fmt: skip

    page = html_at(client, PAGE)

    timetable = part_of(page, "zeitplan")
    for expected in ("7 December 2019", "Workshops announced Done", "Announcement: 7 December 2019",
                     "Place: Town hall", "Come to the town hall .", "How to get there",
                     "end of March 2027 Draft Planned"):  # fmt: skip
        assert expected in timetable, expected
    assert re.search(r"Event: 10 (January )?to 12 January 2020", timetable)
    assert '<a href="https://example.org/way">How to get there</a>' in page
    assert timetable.index("Workshops announced") < timetable.index("Draft")


def test_a_postponed_entry_keeps_its_date_and_a_cancelled_one_its_reason(client):
    process = a_process(title="Fluss")
    a_milestone(process, title="Evening", state="postponed", starts_on=date(2026, 6, 9),
                was_on=date(2026, 5, 20), was_precision="day",
                reason="The hall is wet.")  # fmt: skip
    a_milestone(process, title="Trial", state="cancelled", starts_on=date(2026, 7, 1),
                reason="No way for the fire brigade.")  # fmt: skip

    timetable = part_of(html_at(client, PAGE), "zeitplan")

    assert (
        "9 June 2026 Evening Postponed First planned for: 20 May 2026 Reason: The hall is wet."
        in timetable
    )
    assert "1 July 2026 Trial Cancelled Reason: No way for the fire brigade." in timetable


def test_pictures_and_documents_stand_at_what_they_belong_to(client):
    process = a_process(title="Fluss")
    entry = a_milestone(process, title="Kick-off", state="planned")
    an_attached_image(process, "The river")
    an_attached_image(entry, "A wall of cards")
    an_attached_document(process, "The plan")
    an_attached_document(entry, "The minutes")
    an_attached_document(entry, "For the team", STAFF)

    page = html_at(client, PAGE)

    assert "The river" in text_of(page[: page.index("faden-columns")])
    timetable = part_of(page, "zeitplan")
    assert "A wall of cards" in timetable
    assert "The minutes" in timetable
    assert "The plan" in part_of(page, "unterlagen")
    assert "For the team" not in page


def test_the_office_in_charge_says_how_to_reach_it(client):
    office, deputy = a_unit("Planning office"), a_unit("Front desk")
    with arranging():
        second = Unit.objects.create(person=deputy, telephone="05231 2")
        Unit.objects.create(
            person=office,
            function="Plans streets",
            postal_address="Street 1\n32756 Detmold",
            telephone="05231 1",
            email="plan@example.org",
            hours="Monday 9 to 12",
            contact_name="Renate M.",
            deputy=second,
        )
    a_process(title="Fluss", unit=office)

    page = html_at(client, PAGE)

    card = part_of(page, "zustaendig")
    for expected in ("Planning office Plans streets", "Contact person Renate M.",
                     "Telephone 05231 1", "E-mail plan@example.org", "Hours Monday 9 to 12",
                     "Street 1 32756 Detmold", "Deputy Front desk, 05231 2"):  # fmt: skip
        assert expected in card, expected
    assert 'href="tel:052311"' in page
    assert 'href="mailto:plan@example.org"' in page
    assert f'href="/en/kontakt/?stelle={office.pk}"' in page


def test_an_office_without_more_than_a_name_is_named(client):
    a_process(title="Fluss", unit=a_unit("Planning office"))

    card = part_of(html_at(client, PAGE), "zustaendig")

    assert card.startswith("<") is False
    assert "Planning office" in card
    assert "Telephone" not in card


SEEN_BY = {
    "public": {"visitor", "guest", "citizen", "verified", "invited", "team", "administrator"},
    "invited": {"invited", "team", "administrator"},
    "staff": {"team", "administrator"},
}


@pytest.mark.parametrize("visibility", SEEN_BY)
@pytest.mark.parametrize("address", [PAGE, f"{PAGE}ideen/"])
def test_the_process_is_there_for_those_who_may_see_it_alone(client, address, visibility):
    process = a_process(title="Fluss", visibility=visibility)
    invited = a_person()
    an_invitation(process, invited)
    people = {
        "visitor": None,
        "guest": a_guest(),
        "citizen": a_person(),
        "verified": a_verified_person(),
        "invited": invited,
        "team of another": a_role(Role.PROCESS_MANAGER, a_process()),
        "team": a_role(Role.ON_SITE_TEAM, process),
        "administrator": a_role(Role.ADMINISTRATOR),
    }
    statuses = {}
    for name, person in people.items():
        client.logout()
        if person:
            client.force_login(person)
        statuses[name] = client.get(address).status_code

    seen = {name for name, status in statuses.items() if status == 200}
    assert seen - {"team of another"} == SEEN_BY[visibility]
    assert set(statuses.values()) <= {200, 404}
    assert ("team of another" in seen) == (visibility == "public")


@pytest.mark.parametrize(
    ("visibility", "seen_by"),
    [("public", ["visitor", "invited", "team"]), ("invited", ["invited", "team"]),
     ("staff", ["team"])],
)  # fmt: skip
def test_phases_and_entries_are_shown_to_those_they_are_for(client, visibility, seen_by):
    process = a_process(title="Fluss")
    a_phase(process, {"idea.submit": GUEST}, name="Hidden phase", visibility=visibility)
    a_milestone(process, title="Hidden entry", state="planned", visibility=visibility)
    invited = a_person()
    an_invitation(process, invited)
    people = {"visitor": None, "invited": invited, "team": a_role(Role.MODERATOR, process)}
    seen = []
    for name, person in people.items():
        client.logout()
        if person:
            client.force_login(person)
        words = words_at(client, PAGE)
        assert ("Hidden phase" in words) == ("Hidden entry" in words) == ("Submit" in words)
        seen += [name] if "Hidden entry" in words else []

    assert seen == seen_by


def test_a_draft_an_archived_process_and_one_for_invited_people_say_so(client):
    client.force_login(a_role(Role.ADMINISTRATOR))
    a_draft_process(title="Fluss")
    a_process(title="See", archived_at=NOON - DAY)
    a_process(title="Bach", visibility="invited")
    a_process(title="Teich")

    words = {
        name: words_at(client, f"/en/beteiligungen/{name}/")
        for name in ("fluss", "see", "bach", "teich")
    }

    assert "This process is a draft" in words["fluss"]
    assert "This process is closed It was put into the archive on 3 May 2026." in words["see"]
    assert "This process is for invited people" in words["bach"]
    assert "This process is" not in words["teich"]


@pytest.mark.parametrize("slug", ["gibt-es-nicht", "Fluss", "fluss-2", "1", "x" * 300, "a%00b"])
def test_an_address_without_a_process(client, slug):
    a_process(title="Fluss")

    assert client.get(f"/beteiligungen/{slug}/").status_code in {400, 404}


@pytest.mark.parametrize(
    ("role", "links"),
    [
        (None, set()),
        (Role.MODERATOR, {"ideen"}),
        (Role.PROCESS_MANAGER, {"ideen", "einrichten"}),
    ],
)
def test_the_team_finds_from_the_page_what_its_role_brings(client, role, links):
    process = a_process(title="Fluss")
    client.force_login(a_role(role, process) if role else a_person())

    page = html_at(client, PAGE)

    found = set(re.findall(r'href="/en/team/beteiligungen/fluss/(ideen|einrichten)/"', page))
    assert found == links


def test_what_was_changed_stands_below_with_the_office_alone(client):
    process = a_complete_draft(title="Fluss", unit=a_unit("Planning office"))
    manager = a_role(Role.PROCESS_MANAGER, process, a_person(display_name="Renate M."))
    actions.publish(process, actor=manager, now=NOON)
    actions.change_process(process, summary="New", actor=manager, now=NOON + DAY)

    page = html_at(client, PAGE, now=NOON + 2 * DAY)

    history = part_of(page, "verlauf")
    assert "5 May 2026 , Planning office: Changed:" in history
    assert "4 May 2026 , Planning office: Published." in history
    assert "Renate" not in page


def test_markup_in_what_the_team_writes_is_shown_as_text(client):
    markup = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&"
    fields = (
        "title", "summary", "description", "can_influence", "is_fixed", "who_decides", "answer_by",
        "with_results", "progress_meaning",
    )  # fmt: skip
    office = a_unit(markup[:60])
    with arranging():
        Unit.objects.create(person=office, function=markup, hours=markup, telephone='1" x="',
                            postal_address=markup, contact_name=markup)  # fmt: skip
    process = a_process(
        slug="fluss", unit=office, groups_involved=[markup], **dict.fromkeys(fields, markup)
    )
    a_phase(process, {"idea.submit": GUEST}, name=markup, description=markup)
    a_milestone(process, title=markup, text=markup, place=markup,
                links=[{"label": markup, "url": "https://example.org/"}])  # fmt: skip
    an_attached_image(process, markup)

    for address in (PAGE, "/en/beteiligungen/", "/en/"):
        page = html_at(client, address)
        assert "alert(1)" in page
        assert not re.search(r"<script>alert|<img src=x", page), address
        assert 'x=""' not in page


@pytest.mark.parametrize("language", ["de", "en"])
def test_what_the_team_writes_says_its_language(client, language):
    process = a_process(title="Fluss", summary="How?", language="en", can_influence="Benches")
    a_milestone(process, title="Kick-off", text="A text.")
    prefix = "" if language == "de" else "/en"

    page = html_at(client, f"{prefix}/beteiligungen/fluss/")

    assert re.search(r'<h1[^>]* lang="en">Fluss', page)
    assert re.search(r'class="faden-lead" lang="en">How\?', page)
    assert re.search(r'lang="en">Benches', page)
    assert re.search(r'lang="en">Kick-off', page)
