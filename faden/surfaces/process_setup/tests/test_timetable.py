"""The timetable on the pages of the team: dates in words, states, reasons, links, files."""

import re
from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from faden.backbone.people.tests.factories import NOON
from faden.backbone.places.tests.factories import a_place
from faden.backbone.processes import actions as processes
from faden.backbone.processes.tests.factories import a_draft_process, a_milestone
from faden.lib.fuzzy_date import FuzzyDate
from faden.shared.media.models import Document, Image
from faden.shared.media.tests.pictures import a_jpeg
from faden.surfaces.process_setup.tests.factories import a_manager, fields_of, send

pytestmark = pytest.mark.django_db
DAY = date.fromisoformat


def at(process, section=""):
    return f"/en/team/beteiligungen/{process.slug}/einrichten/zeitplan/{section}"


def words(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


@pytest.fixture
def process(client):
    a_place()
    found = a_draft_process(title="Fluss", language="en")
    client.force_login(a_manager(found))
    return found


def test_an_entry_is_typed_with_its_event_its_place_and_its_links(client, process):
    page = send(
        client,
        at(process, "neu/"),
        title="Conference",
        starts_on="2020-11-04",
        event_starts_on="2021-02-19",
        event_ends_on="2021-02-21",
        place="Town hall",
        text="Come **all**.",
        links="The programme https://example.org/p\nhttps://example.org/x",
    )

    assert page.headers["Location"] == at(process)
    entry = process.milestones.get()
    assert (entry.state, entry.precision, entry.starts_on) == ("planned", "day", DAY("2020-11-04"))
    assert entry.links == [
        {"label": "The programme", "url": "https://example.org/p"},
        {"label": "https://example.org/x", "url": "https://example.org/x"},
    ]
    listed = words(client.get(at(process)))
    for expected in ("4 November 2020", "Event: 19 to 21 February 2021", "Town hall"):
        assert expected in listed
    shown = fields_of(client.get(at(process, f"{entry.pk}/")))
    assert shown["links"] == ["The programme https://example.org/p\nhttps://example.org/x"]


@pytest.mark.parametrize(
    ("precision", "until", "said"),
    [
        ("month", "", "July 2027"),
        ("month", "2027-10-05", "July to October 2027"),
        ("quarter", "", "quarter 3 of 2027"),
        ("year", "", "2027"),
        ("early", "", "beginning of July 2027"),
        ("mid", "", "middle of July 2027"),
        ("end", "", "end of July 2027"),
        ("day", "2027-07-20", "8 to 20 July 2027"),
    ],
)
def test_dates_stand_in_words_as_exactly_as_they_are_known(client, process, precision, until, said):
    typed = {"title": "Decision", "starts_on": "2027-07-08", "ends_on": until}

    send(client, at(process, "neu/"), **typed, precision=precision)

    assert said in words(client.get(at(process)))


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"ends_on": "2027-07-01"}, "ends_on"),
        ({"event_ends_on": "2027-07-09"}, "event_starts_on"),
        ({"event_starts_on": "2027-07-09", "event_ends_on": "2027-07-08"}, "event_ends_on"),
        ({"links": "Programme"}, "links"),
        ({"links": "Programme javascript:alert(1)"}, "links"),
        ({"links": "\n".join(["https://example.org"] * 11)}, "links"),
        ({"title": ""}, "title"),
        ({"starts_on": "morgen"}, "starts_on"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_nothing_is_lost(client, process, sent, field):
    typed = {"title": "Decision", "starts_on": "2027-07-08", "text": "Long."}

    page = send(client, at(process, "neu/"), **(typed | sent))

    assert page.status_code == 422
    assert f"id_{field}_error" in page.text
    assert fields_of(page)["text"] == ["Long."]


def test_a_postponed_entry_keeps_the_old_date_and_the_reason(client, process):
    entry = a_milestone(process, state="planned", starts_on=DAY("2027-03-01"))
    address = at(process, f"{entry.pk}/verschieben/")
    assert "Date so far: 1 March 2027" in words(client.get(address))

    without_reason = send(client, address, starts_on="2027-06-01")
    send(client, address, starts_on="2027-06-01", precision="month", reason="The hall is closed.")

    assert without_reason.status_code == 422
    entry.refresh_from_db()
    assert (entry.state, entry.was_on) == ("postponed", DAY("2027-03-01"))
    page = words(client.get(at(process)))
    assert "June 2027" in page
    assert "First announced for 1 March 2027." in page
    assert "Reason: The hall is closed." in page


def test_an_entry_that_announces_an_event_moves_the_event(client, process):
    entry = a_milestone(
        process,
        state="planned",
        starts_on=DAY("2020-11-04"),
        event_starts_on=DAY("2020-11-20"),
        event_ends_on=DAY("2020-11-22"),
    )
    address = at(process, f"{entry.pk}/verschieben/")
    typed = {"starts_on": "2021-02-19", "ends_on": "2021-02-21", "reason": "The pandemic."}

    assert "precision" not in fields_of(client.get(address))
    assert send(client, address, **typed).status_code == 303

    page = words(client.get(at(process)))
    assert "4 November 2020" in page
    assert "Event: 19 to 21 February 2021" in page
    assert "First announced for 20 to 22 November 2020." in page


def test_a_cancelled_entry_keeps_date_and_reason_and_can_be_planned_again(client, process):
    entry = a_milestone(process, state="planned")

    send(client, at(process, f"{entry.pk}/absagen/"), reason="Nobody came.")
    entry.refresh_from_db()
    assert (entry.state, entry.reason) == ("cancelled", "Nobody came.")

    client.post(at(process, f"{entry.pk}/stand/"), {"stand": "planned"})
    entry.refresh_from_db()
    assert (entry.state, entry.reason) == ("planned", "")


def test_an_entry_is_marked_as_done_with_one_press(client, process):
    entry = a_milestone(process, state="planned")

    client.post(at(process, f"{entry.pk}/stand/"), {"stand": "done"})

    entry.refresh_from_db()
    assert entry.state == "done"


@pytest.mark.parametrize("state", ["postponed", "cancelled"])
def test_changing_the_text_of_such_an_entry_leaves_its_state(client, process, state):
    entry, manager = a_milestone(process, state="planned"), a_manager()
    if state == "postponed":
        later = FuzzyDate(DAY("2027-06-01"))
        processes.postpone(entry, later, reason="x", actor=manager, now=NOON)
    else:
        processes.cancel(entry, reason="x", actor=manager, now=NOON)

    page = send(client, at(process, f"{entry.pk}/"), text="More about it.")

    assert page.status_code == 303
    entry.refresh_from_db()
    assert (entry.state, entry.reason, entry.text) == (state, "x", "More about it.")


@time_machine.travel(NOON, tick=False)
def test_an_entry_whose_date_has_passed_asks_for_a_word(client, process):
    a_milestone(process, state="planned", starts_on=DAY("2026-05-03"))
    a_milestone(process, state="done", starts_on=DAY("2026-05-02"))

    assert words(client.get(at(process))).count("The date has passed: what became of it?") == 1


def test_an_entry_is_removed_after_a_question(client, process):
    entry = a_milestone(process)

    assert "vanishes from the public page" in words(
        client.get(at(process, f"{entry.pk}/entfernen/"))
    )
    client.post(at(process, f"{entry.pk}/entfernen/"))

    assert not process.milestones.exists()


def a_photo():
    return SimpleUploadedFile("hall.jpg", a_jpeg(300, 200), content_type="image/jpeg")


def a_text():
    return SimpleUploadedFile("plan.txt", b"The plan.", content_type="text/plain")


def test_pictures_and_documents_of_an_entry_have_a_page_of_their_own(client, process):
    entry = a_milestone(process)
    address = at(process, f"{entry.pk}/dateien/")

    page = send(
        client,
        address,
        image_1=a_photo(),
        image_1_alt="A hall full of people",
        document_1=a_text(),
        document_1_title="The plan",
        document_1_visibility="staff",
    )

    assert page.status_code == 303, words(page)
    image, document = Image.objects.get(), Document.objects.get()
    assert (image.milestone, image.alt_text) == (entry, "A hall full of people")
    assert (document.milestone, document.visibility) == (entry, "staff")
    assert "A hall full of people" in client.get(address).text


def test_the_picture_of_the_process_needs_words_for_those_who_do_not_see_it(client, process):
    address = f"/en/team/beteiligungen/{process.slug}/einrichten/dateien/"

    without = send(client, address, image_1=a_photo())
    page = client.post(address, fields_of(without) | {"image_1_alt": "The river"})

    assert without.status_code == 422
    assert page.status_code == 303
    assert Image.objects.get().item_id == process.pk
    assert "A picture" in words(client.get(f"/en/team/beteiligungen/{process.slug}/einrichten/"))
