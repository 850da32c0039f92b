"""One page for a whole process: choosing, computing dates, nothing lost, creating."""

import re
from datetime import date

import pytest
import time_machine

from faden.backbone.people.tests.factories import NOON, a_unit
from faden.backbone.places.tests.factories import a_place
from faden.backbone.processes.models import OwnTemplate, Process
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_process, a_role
from faden.surfaces.process_setup import actions
from faden.surfaces.process_setup.forms.creation import NewProcessForm
from faden.surfaces.process_setup.tests.factories import (
    SHIPPED,
    a_manager,
    a_plan,
    a_whole_process,
    fields_of,
    send,
)
from faden.web.tests.documents import document

pytestmark = pytest.mark.django_db
CHOOSE = "/en/team/beteiligungen/neu/"
CREATE = f"{CHOOSE}vorlage/digitale-agenda/"


def words(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


def value(page, name):
    found = document(page).xpath(f"//*[@name='{name}']")[0]
    return found.text if found.tag == "textarea" else found.get("value", "")


@pytest.fixture
def manager(client):
    a_place()
    person = a_manager(a_process())
    client.force_login(person)
    return person


def test_the_templates_say_what_is_in_them(client, manager):
    page = words(client.get(CHOOSE))

    for expected in (
        "Digitale Agenda",
        "about 31 months for everybody with participation concept",
        "7 phases Auftakt-Workshop Online-Dialog Wahl der Themen Zukunftskonferenz",
        "Interner Auftakt",
        "for invited people",
        "Strategie im ländlichen Raum",
        "6 action fields Smart Citizens",
    ):
        assert expected in page, expected
    assert "Your own templates" not in page


def test_own_templates_stand_beside_the_shipped_ones_and_can_be_removed(client):
    a_place()
    manager = a_manager()
    client.force_login(manager)
    actions.save_as_template(
        a_whole_process(), name="Unser Weg", purpose="Für uns.", actor=manager, now=NOON
    )

    page = words(client.get(CHOOSE))
    assert "Your own templates Unser Weg Für uns." in page
    assert client.get(f"{CHOOSE}vorlage/unser-weg/").status_code == 200

    client.post(f"{CHOOSE}vorlage/unser-weg/entfernen/")
    assert not OwnTemplate.objects.exists()


def test_only_who_saved_a_template_or_the_administration_removes_it(client, manager):
    actions.save_as_template(
        a_whole_process(), name="Unser Weg", purpose="Für uns.", actor=a_manager(), now=NOON
    )
    address = f"{CHOOSE}vorlage/unser-weg/entfernen/"

    assert address not in client.get(CHOOSE).text
    page = client.post(address, follow=True)
    assert "Only who saved this template, or the administration, can remove it." in words(page)
    assert OwnTemplate.objects.exists()

    client.force_login(a_role(Role.ADMINISTRATOR, None))
    assert address in client.get(CHOOSE).text
    client.post(address)
    assert not OwnTemplate.objects.exists()


@pytest.mark.parametrize(
    ("today", "proposed"),
    [("2026-05-04", "2026-06-01"), ("2026-05-08", "2026-06-05"), ("2026-05-09", "2026-06-08"),
     ("2026-05-10", "2026-06-08")],
)  # fmt: skip
def test_a_process_is_proposed_to_begin_on_a_working_day(today, proposed):
    form = NewProcessForm(plan=a_plan(), today=date.fromisoformat(today))

    assert str(form["first_day"].value()) == proposed


def test_a_shipped_template_cannot_be_removed(client, manager):
    assert client.post(f"{CREATE}entfernen/").status_code == 404


@time_machine.travel(NOON, tick=False)
def test_the_dates_are_computed_from_a_first_day_in_four_weeks(client, manager):
    page = client.get(CREATE)

    assert value(page, "first_day") == value(page, "phase_0_first") == "2026-06-01"
    assert value(page, "phase_1_first") == "2026-12-25"
    assert value(page, "phase_1_last") == "2027-04-26"
    assert value(page, "phase_6_last") == ""  # without an end
    assert "People read: quarter 4 of 2028" in words(page)
    assert "Submit an idea: without an account" in words(page)


@time_machine.travel(NOON, tick=False)
def test_the_button_computes_all_dates_and_keeps_all_that_was_typed(client, manager):
    unit = a_unit()

    page = send(
        client,
        CREATE,
        title="Unsere Agenda",
        unit=str(unit.pk),
        is_fixed="",
        first_day="2026-07-01",  # 30 days later
        phase_1_first="2027-01-01",  # adjusted by a week
        phase_2_out="on",
        berechnen="1",
    )

    assert page.status_code == 200
    assert value(page, "title") == "Unsere Agenda"
    assert value(page, "is_fixed") in (None, "", "\n")
    assert fields_of(page)["unit"] == [str(unit.pk)]
    assert fields_of(page)["phase_2_out"] == ["on"]
    assert value(page, "phase_0_first") == "2026-07-01"
    assert value(page, "phase_1_first") == "2027-01-31"
    assert value(page, "phase_1_last") == "2027-05-26"
    assert value(page, "entry_3_event_first") == "2027-09-14"
    assert "data-error-summary" not in page.text
    again = client.post(CREATE, fields_of(page) | {"berechnen": "1"})
    assert fields_of(again) == fields_of(page)
    assert not Process.objects.filter(title="Unsere Agenda").exists()


@time_machine.travel(NOON, tick=False)
def test_whoever_creates_with_another_first_day_is_shown_the_dates_first(client, manager):
    page = send(client, CREATE, title="Mine", first_day="2026-07-01")

    assert "The dates are computed from the first day." in words(page)
    assert value(page, "phase_0_first") == "2026-07-01"
    assert not Process.objects.filter(title="Mine").exists()

    assert client.post(CREATE, fields_of(page)).status_code == 303
    assert Process.objects.get(title="Mine").phases.count() == 7


@pytest.mark.parametrize("day", ["", "gestern", "0002-06-01", "2026-02-31", "9999-12-31"])
def test_a_first_day_that_cannot_be_read_is_said_beside_its_field(client, manager, day):
    page = send(client, CREATE, first_day=day, title="Kept", berechnen="1")

    assert page.status_code == 422
    assert document(page).xpath("//*[@id='id_first_day_error']")
    assert value(page, "title") == "Kept"


@time_machine.travel(NOON, tick=False)
def test_an_end_before_its_beginning_is_said_beside_its_field_and_nothing_is_lost(client, manager):
    page = send(
        client, CREATE, title="", phase_1_last="2026-01-01", entry_1_first="", who_decides="Wir."
    )

    assert page.status_code == 422
    for field in ("title", "phase_1_last", "entry_1_first"):
        assert document(page).xpath(f"//*[@id='id_{field}_error']"), field
    assert "Online-Dialog: Last day" in words(page)
    assert "Online-Dialog zur Digitalen Agenda: First day" in words(page)
    assert value(page, "who_decides").strip() == "Wir."
    assert value(page, "phase_1_last") == "2026-01-01"


def test_what_is_left_out_needs_no_date(client, manager):
    sent = {"title": "Short", "phase_1_first": "", "phase_1_out": "on", "entry_2_out": "on"}

    assert send(client, CREATE, **sent).status_code == 303

    process = Process.objects.get(title="Short")
    assert process.phases.count() == process.milestones.count() == 6
    assert not process.phases.filter(name="Online-Dialog").exists()


@pytest.mark.parametrize("slug", SHIPPED)
def test_each_template_becomes_a_draft_with_one_press(client, manager, slug):
    page = send(client, f"{CHOOSE}vorlage/{slug}/")

    process = Process.objects.get(template=slug)
    assert page.headers["Location"] == f"/en/team/beteiligungen/{process.slug}/einrichten/"
    assert process.visibility == "staff"
    assert process.phases.exists()
    assert process.milestones.exists()
    assert process.action_fields.exists()
    assert client.get(page.headers["Location"]).status_code == 200


@time_machine.travel(NOON, tick=False)
def test_adjusted_dates_are_taken_over(client, manager):
    send(
        client,
        CREATE,
        title="Mine",
        phase_0_first="2026-06-05",
        phase_0_last="2026-06-06",
        entry_0_first="2026-06-05",
    )

    process = Process.objects.get(title="Mine")
    assert process.phases.get(name="Auftakt-Workshop").days == "5 to 6 June 2026"
    entry = process.milestones.get(title__startswith="Auftakt")
    assert (entry.starts_on, entry.ends_on) == (date(2026, 6, 5), None)


def test_without_a_process_yet_the_administration_begins_with_one_too(client):
    a_place()
    client.force_login(a_manager())

    assert send(client, CREATE).status_code == 303
