"""What to look at before publishing: dates that contradict each other, and who moderates."""

import re
from datetime import UTC, date, datetime

import pytest

from faden.backbone.places.tests.factories import a_place
from faden.backbone.processes.models import Milestone, Phase
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_draft_process, a_role
from faden.lib.moments import end_of, moment
from faden.surfaces.process_setup.rules import contradictions
from faden.surfaces.process_setup.tests.factories import (
    FIRST_DAY,
    SHIPPED,
    a_manager,
    a_plan,
    a_whole_process,
)

DIALOGUE = Phase(
    name="Online-Dialog", starts_at=moment(date(2026, 7, 1)), ends_at=end_of(date(2026, 10, 31))
)


def words(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


def at(process, section=""):
    return f"/en/team/beteiligungen/{process.slug}/einrichten/{section}"


@pytest.mark.parametrize(
    ("title", "days", "contradicts"),
    [
        ("Online-Dialog zur Agenda", {"starts_on": "2026-07-01", "ends_on": "2026-10-31"}, False),
        ("Online-Dialog zur Agenda", {"starts_on": "2026-07-01"}, False),
        ("Online-Dialog", {"starts_on": "2026-07-02"}, True),
        ("Online-Dialog", {"starts_on": "2026-07-01", "ends_on": "2026-10-30"}, True),
        ("Online-Dialog", {"starts_on": "2026-07-20", "precision": "month"}, False),
        ("Online-Dialog", {"starts_on": "2026-08-01", "precision": "month"}, True),
        ("Online-Dialog", {"starts_on": "2026-08-01", "precision": "quarter"}, False),
        ("Online-Dialog", {"starts_on": "2026-04-01", "event_starts_on": "2026-07-01"}, False),
        ("Online-Dialog", {"starts_on": "2026-08-01", "state": "cancelled"}, False),
        ("Online-Dialoge im Herbst", {"starts_on": "2026-08-01"}, False),
        ("Auswertung", {"starts_on": "2026-08-01"}, False),
    ],
)
def test_an_entry_that_names_a_phase_gives_its_days(title, days, contradicts):
    dated = {
        name: date.fromisoformat(value) if name.endswith("_on") else value
        for name, value in days.items()
    }
    entry = Milestone(title=title, **dated)

    found = contradictions([DIALOGUE], [entry])

    assert found == ([(entry, DIALOGUE)] if contradicts else [])


def test_of_several_phases_of_a_name_one_that_fits_is_enough():
    second = Phase(name="Online-Dialog", starts_at=datetime(2027, 3, 1, tzinfo=UTC), ends_at=None)
    entry = Milestone(title="Online-Dialog, zweite Runde", starts_on=date(2027, 3, 1))

    assert contradictions([DIALOGUE, second], [entry]) == []


@pytest.mark.parametrize("slug", SHIPPED)
def test_shipped_templates_do_not_contradict_themselves(slug):
    plan = a_plan(slug)
    phases = [
        Phase(
            name=phase.plan.name,
            starts_at=moment(phase.first_day),
            ends_at=phase.last_day and end_of(phase.last_day),
        )
        for phase in (planned.dated(FIRST_DAY) for planned in plan.phases)
    ]
    days = ("starts_on", "ends_on", "event_starts_on", "event_ends_on")
    entries = [
        Milestone(
            title=entry.plan.title,
            precision=entry.plan.precision,
            **{name: getattr(entry, name) for name in days},
        )
        for entry in (planned.dated(FIRST_DAY) for planned in plan.milestones)
    ]

    assert contradictions(phases, entries) == []


@pytest.mark.django_db
def test_overview_and_publish_page_say_the_same_of_what_is_open(client):
    a_place()
    process = a_draft_process(is_fixed="Until [month].")
    client.force_login(a_manager(process))

    overview, publish = (words(client.get(at(process, page))) for page in ("", "veroeffentlichen/"))

    for said in (
        "Phases : at least one phase",
        "What people can influence : [month]",
        "Who works for it : Nobody has the role to moderate yet",
    ):
        assert said in overview
        assert said in publish


@pytest.mark.django_db
def test_where_somebody_moderates_nothing_is_left_to_look_at(client):
    a_place()
    process = a_whole_process()
    moderator = a_role(Role.MODERATOR, process)
    client.force_login(a_manager(process))

    page = words(client.get(at(process, "team/")))

    assert f"{moderator.public_name} Moderation this process" in page
    assert "Nobody has the role to moderate yet" not in page
    assert "Nothing is missing. You can publish it." in page


@pytest.mark.django_db
def test_the_form_for_a_role_begins_with_the_process_that_needs_somebody(client):
    a_place()
    process = a_whole_process()
    client.force_login(a_manager(process))

    address = f"/en/team/rollen/neu/?beteiligung={process.slug}&rolle=moderator"
    page = client.get(address).text

    assert f'<option value="{process.pk}" selected>' in page
    assert re.search(r'value="moderator"[^>]* checked', page)
