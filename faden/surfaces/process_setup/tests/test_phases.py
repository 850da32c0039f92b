"""Phases on the pages of the team: days and hours, what they open, what can no longer change."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from faden.backbone.audit.guard import arranging
from faden.backbone.people.tests.factories import NOON
from faden.backbone.places.tests.factories import a_district, a_place
from faden.backbone.processes.tests.factories import (
    GUEST,
    REGISTERED,
    VERIFIED,
    a_draft_process,
    a_phase,
    a_process,
)
from faden.surfaces.process_setup.tests.factories import a_manager, fields_of, send

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def at(process, section=""):
    return f"/en/team/beteiligungen/{process.slug}/einrichten/phasen/{section}"


def words(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


@pytest.fixture
def process(client):
    a_place()
    found = a_draft_process(title="Fluss", language="en")
    client.force_login(a_manager(found))
    return found


def test_a_phase_is_typed_in_days_and_ends_with_its_last_one(client, process):
    page = send(
        client,
        at(process, "neu/"),
        name="Ideas",
        kind="dialogue",
        first_day="2026-07-01",
        last_day="2026-10-31",
        idea_submit_level="0",
        idea_rate_level="1",
    )

    assert page.headers["Location"] == at(process)
    phase = process.phases.get()
    assert phase.starts_at == datetime(2026, 6, 30, 22, tzinfo=UTC)
    assert phase.ends_at == datetime(2026, 10, 31, 23, tzinfo=UTC)
    opened = {(o.verb, o.level) for o in phase.openings.all()}
    assert opened == {("submit", GUEST), ("rate", REGISTERED)}


@pytest.mark.parametrize(
    ("last_day", "last_hour", "ends_at"),
    [
        ("2026-07-01", "18:00", datetime(2026, 7, 1, 16, tzinfo=UTC)),
        ("2026-07-01", "00:00", datetime(2026, 7, 1, 22, tzinfo=UTC)),
        ("", "", None),
    ],
)
def test_a_phase_may_begin_and_end_at_an_hour_or_not_end_at_all(
    client, process, last_day, last_hour, ends_at
):
    send(
        client,
        at(process, "neu/"),
        name="Vote",
        kind="vote",
        first_day="2026-07-01",
        first_hour="08:30",
        last_day=last_day,
        last_hour=last_hour,
    )

    phase = process.phases.get()
    assert phase.starts_at == datetime(2026, 7, 1, 6, 30, tzinfo=UTC)
    assert phase.ends_at == ends_at


def test_what_is_shown_again_is_what_was_typed(client, process):
    with arranging():
        district = a_district(name="Hiddesen")
    phase = a_phase(
        process,
        {"idea.submit": VERIFIED},
        starts_at=datetime(2026, 7, 1, 6, 30, tzinfo=UTC),
        ends_at=datetime(2026, 10, 31, 23, tzinfo=UTC),
    )
    with arranging():
        phase.openings.get().districts.add(district)
        phase.openings.update(minimum_age=16)

    before = fields_of(client.get(at(process, f"{phase.pk}/")))
    send(client, at(process, f"{phase.pk}/"), name="Renamed")

    assert before["first_day"] + before["last_day"] == ["2026-07-01", "2026-10-31"]
    assert (before["first_hour"], before.get("last_hour", [""])) == (["08:30"], [""])
    after = phase.openings.get()
    assert (after.level, after.minimum_age) == (VERIFIED, 16)
    assert after.districts.get() == district
    phase.refresh_from_db()
    assert (phase.name, phase.starts_at.hour) == ("Renamed", 6)
    assert "Submit an idea: with confirmed residence, from 16 years on, only Hiddesen" in words(
        client.get(at(process))
    )


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"last_day": "2026-06-30"}, "last_day"),
        ({"first_hour": "10:00", "last_day": "2026-07-01", "last_hour": "09:00"}, "last_day"),
        ({"last_hour": "09:00"}, "last_day"),
        ({"first_day": ""}, "first_day"),
        ({"name": ""}, "name"),
    ],
)
def test_a_phase_that_cannot_be_says_so_beside_the_field(client, process, sent, field):
    typed = {"name": "Ideas", "kind": "dialogue", "first_day": "2026-07-01"}

    page = send(client, at(process, "neu/"), **(typed | sent))

    assert page.status_code == 422
    assert f"id_{field}_error" in page.text
    assert not process.phases.exists()


def test_counts_are_hidden_only_where_people_rate_and_only_for_a_time(client, process):
    typed = {"name": "R", "kind": "dialogue", "first_day": "2026-07-01", "hides_ratings": "on"}

    for_ever = send(client, at(process, "neu/"), **typed, idea_rate_level="1")
    nothing = send(client, at(process, "neu/"), **typed, last_day="2026-07-09")
    good = send(client, at(process, "neu/"), **typed, last_day="2026-07-09", idea_rate_level="1")

    assert (for_ever.status_code, nothing.status_code, good.status_code) == (409, 409, 303)
    assert fields_of(for_ever)["hides_ratings"] == ["on"]
    assert "Counts are hidden until it ends" in words(client.get(at(process)))


def test_phases_may_overlap_and_repeat(client, process):
    typed = {"name": "Ideas", "kind": "dialogue", "first_day": "2026-07-01"}

    for _time in range(2):
        assert send(client, at(process, "neu/"), **typed).status_code == 303

    assert process.phases.count() == 2


@time_machine.travel(NOON, tick=False)
def test_a_phase_that_has_begun_in_public_keeps_its_beginning(client):
    a_place()
    process = a_process(title="Fluss")
    phase = a_phase(process, starts_at=NOON - DAY, ends_at=NOON + DAY)
    client.force_login(a_manager(process))

    page = send(client, at(process, f"{phase.pk}/"), first_day="2026-05-01", name="Other")

    assert page.status_code == 409
    assert "This phase has begun." in words(page)
    assert fields_of(page)["name"] == ["Other"]


def test_a_phase_is_removed_after_a_question(client, process):
    phase = a_phase(process, {"idea.submit": GUEST}, name="Ideas")

    asked = words(client.get(at(process, f"{phase.pk}/entfernen/")))
    client.post(at(process, f"{phase.pk}/entfernen/"))

    assert "Submit an idea: without an account" in asked
    assert "Nobody is told." in asked
    assert not process.phases.exists()


@time_machine.travel(NOON, tick=False)
def test_a_phase_that_has_begun_in_public_cannot_be_removed(client):
    a_place()
    process = a_process(title="Fluss")
    phase = a_phase(process, starts_at=NOON - DAY, ends_at=NOON + DAY)
    client.force_login(a_manager(process))

    page = client.post(at(process, f"{phase.pk}/entfernen/"))

    assert page.status_code == 409
    assert process.phases.get() == phase


def test_an_empty_list_offers_the_first_step(client, process):
    assert "No phase yet" in words(client.get(at(process)))
