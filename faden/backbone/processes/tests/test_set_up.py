"""Setting a process up: what is stored, what is recorded, what the database refuses."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from faden.backbone.audit.queries import log_of, versions
from faden.backbone.items.models import Item
from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.processes import actions
from faden.backbone.processes.models import Milestone, Phase, Process
from faden.backbone.processes.queries import action_fields_of, phases_of, public_processes
from faden.backbone.processes.tests.factories import (
    GUEST,
    VERIFIED,
    a_milestone,
    a_phase,
    a_process,
    an_action_field,
)
from faden.lib.fuzzy_date import FuzzyDate, Precision

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def created(**texts) -> Process:
    facts = {"title": "Stadt am Fluss", "summary": "Wie weiter?", "participation": "shaping"}
    return actions.create_process(**(facts | texts), actor=None, now=NOON)


def scopes_of(process) -> list[str]:
    return ["site", f"process:{process.pk}"]


def test_a_new_process_is_a_draft_until_it_is_published():
    process, manager = created(), a_person()
    before = list(public_processes())

    actions.publish(process, actor=manager, now=NOON + DAY)
    actions.publish(process, actor=manager, now=NOON + 2 * DAY)

    stored = Process.objects.get()
    assert (before, list(public_processes())) == ([], [process])
    assert (stored.kind, stored.slug, stored.published_at) == (
        "process",
        "stadt-am-fluss",
        NOON + DAY,
    )
    assert list(log_of(process).values_list("action", "actor_id")) == [
        ("processes.create", None),
        ("processes.publish", manager.pk),
        ("processes.publish", manager.pk),
    ]
    assert versions(scopes_of(process)) == dict.fromkeys(scopes_of(process), 3)


@pytest.mark.parametrize(
    ("titles", "slugs"),
    [
        (["Rad & Weg"] * 4, ["rad-weg", "rad-weg-2", "rad-weg-3", "rad-weg-4"]),
        (["Rad", "Rad-2", "Rad", "Radweg"], ["rad", "rad-2", "rad-3", "radweg"]),
        (["日本語", "😀"], ["beteiligung", "beteiligung-2"]),
        (["x" * 200] * 2, ["x" * 56, "x" * 56 + "-2"]),
    ],
)
def test_every_process_has_an_address_of_its_own(titles, slugs):
    assert [created(title=title).slug for title in titles] == slugs


def test_the_database_holds_each_address_once():
    a_process(title="Rad")

    with pytest.raises(IntegrityError), transaction.atomic():
        a_process(title="Rad")


def test_the_newest_process_comes_first():
    processes = [a_process(published_at=NOON + days * DAY) for days in (1, 3, 2)]

    assert list(public_processes()) == [processes[1], processes[2], processes[0]]


def test_action_fields_keep_the_order_in_which_they_were_added():
    process, other = a_process(), a_process()
    for name in ("Wohnen", "Verkehr & Straße", "Arbeit"):
        actions.add_action_field(process, name=name, actor=None)
    actions.add_action_field(other, name="Wohnen", actor=None)

    fields = action_fields_of(process.pk).values_list("name", "slug", "position")

    assert list(fields) == [
        ("Wohnen", "wohnen", 0),
        ("Verkehr & Straße", "verkehr-strasse", 1),
        ("Arbeit", "arbeit", 2),
    ]


def test_an_action_field_has_an_address_of_its_own_in_its_process():
    process = a_process()
    an_action_field(process, name="Verkehr")

    with pytest.raises(IntegrityError), transaction.atomic():
        an_action_field(process, name="verkehr!")


def test_a_phase_is_stored_with_what_it_opens():
    process, manager = a_process(), a_person()

    phase = actions.add_phase(
        process,
        opens=[("idea", "submit", GUEST), ("idea", "rate", VERIFIED)],
        actor=manager,
        kind=Phase.Kind.DIALOGUE,
        name="Ideen sammeln",
        starts_at=NOON,
        ends_at=NOON + DAY,
    )

    openings = phases_of(process)[0].openings.order_by("pk").values_list("kind", "verb", "level")
    assert list(openings) == [("idea", "submit", GUEST), ("idea", "rate", VERIFIED)]
    assert [(entry.action, entry.facts) for entry in log_of(phase)] == [
        ("processes.add_phase", {"opens": ["idea.submit", "idea.rate"]})
    ]
    assert versions(scopes_of(process)) == dict.fromkeys(scopes_of(process), 1)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda process: a_phase(process, starts_at=NOON, ends_at=NOON),
        lambda process: a_phase(process, starts_at=NOON, ends_at=NOON - DAY),
        lambda process: a_milestone(process, starts_on=date(2020, 1, 2), ends_on=date(2020, 1, 1)),
        lambda process: a_milestone(
            process, event_starts_on=date(2020, 1, 2), event_ends_on=date(2020, 1, 1)
        ),
        lambda process: a_milestone(process, event_ends_on=date(2020, 1, 1)),
        lambda _process: a_process(progress_percent=101),
        lambda _process: a_process(progress_percent=-1),
        lambda process: actions.add_phase(
            process, opens=[("idea", "rate", GUEST)] * 2, actor=None, starts_at=NOON
        ),
    ],
    ids=[
        "no time",
        "backwards",
        "milestone backwards",
        "event backwards",
        "event without a beginning",
        "101 %",
        "-1 %",
        "opened twice",
    ],
)
def test_what_cannot_be(wrong):
    process = a_process()

    with pytest.raises(IntegrityError), transaction.atomic():
        wrong(process)

    assert (Process.objects.count(), Phase.objects.count(), Milestone.objects.count()) == (1, 0, 0)


def test_phases_come_by_date_with_their_openings_in_two_queries(django_assert_num_queries):
    process = a_process()
    names = ["b", "c", "a"]
    for name, days in zip(names, (2, 3, 1), strict=True):
        a_phase(process, {"idea.rate": GUEST}, name=name, starts_at=NOON + days * DAY)

    with django_assert_num_queries(2):
        phases = phases_of(process)
        kinds = [opening.kind for phase in phases for opening in phase.openings.all()]

    assert [phase.name for phase in phases] == ["a", "b", "c"]
    assert kinds == ["idea"] * 3


def test_a_milestone_announces_an_event_on_another_date():
    process = a_process()
    milestone = actions.add_milestone(
        process,
        actor=None,
        title="Workshops",
        state=Milestone.State.DONE,
        starts_on=date(2019, 12, 7),
        event_starts_on=date(2020, 1, 10),
        event_ends_on=date(2020, 1, 12),
    )

    assert milestone.date == FuzzyDate(date(2019, 12, 7), Precision.DAY)
    assert milestone.event_date == FuzzyDate(date(2020, 1, 10), Precision.DAY, date(2020, 1, 12))
    assert [entry.action for entry in log_of(milestone)] == ["processes.add_milestone"]
    assert versions([f"process:{process.pk}"]) == {f"process:{process.pk}": 1}


def test_a_milestone_is_dated_as_exactly_as_it_is_known():
    end_of_march = a_milestone(a_process(), starts_on=date(2023, 3, 31), precision="end")

    with translation.override("en"):
        assert str(end_of_march.date) == "end of March 2023"
    assert end_of_march.event_date is None


def test_milestones_come_by_date():
    process = a_process()
    for year in (2021, 2019, 2020):
        a_milestone(process, title=str(year), starts_on=date(year, 1, 1))

    assert [milestone.title for milestone in process.milestones.all()] == ["2019", "2020", "2021"]


def test_a_process_and_all_that_belongs_to_it_say_on_which_pages_they_stand():
    process = a_process()
    alone, everywhere = [f"process:{process.pk}"], ["site", f"process:{process.pk}"]

    assert list(process.page_scopes()) == everywhere
    assert list(Item.objects.get(pk=process.pk).page_scopes()) == everywhere
    assert list(a_phase(process).page_scopes()) == everywhere
    assert list(an_action_field(process).page_scopes()) == alone
    assert list(a_milestone(process).page_scopes()) == alone
