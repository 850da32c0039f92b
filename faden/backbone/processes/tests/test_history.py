"""The history of a process: for its team with every difference, for the public by part."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from faden.backbone.people.tests.factories import NOON, a_person, a_unit
from faden.backbone.places.tests.factories import a_district
from faden.backbone.processes import actions
from faden.backbone.processes.queries import history, public_history, versions_of
from faden.backbone.processes.rules import Opens, Role
from faden.backbone.processes.snapshot import differences, read, snapshot_of, written
from faden.backbone.processes.tests.factories import (
    GUEST,
    REGISTERED,
    VERIFIED,
    a_complete_draft,
    a_milestone,
    a_phase,
    a_process,
    a_role,
    an_action_field,
)
from faden.lib.fuzzy_date import FuzzyDate, Precision

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def changes_of(process):
    """[(label, old, new), ...] of the newest version."""
    return [(change.label, change.old, change.new) for change in history(process)[0].changes]


def test_a_version_says_who_changed_what_from_what_to_what():
    process = a_process(summary="Wie weiter?", decided_by="council", is_binding=False)
    manager = a_role(Role.PROCESS_MANAGER, process)

    actions.change_process(
        process, summary="Wie leben wir?", is_binding=True, decided_by="office", actor=manager,
        now=NOON + DAY,
    )  # fmt: skip

    newest, first = history(process)
    assert (newest.number, newest.at, newest.author) == (2, NOON + DAY, manager)
    assert changes_of(process) == [
        ("One sentence", "Wie weiter?", "Wie leben wir?"),
        ("Who decides", "The council", "An office of the city"),
        ("The result binds", "No", "Yes"),
    ]
    assert (first.number, first.at, first.author) == (1, process.created_at, None)


def test_every_kind_of_change_is_in_the_history_in_words():
    process = a_process(unit=a_unit("Planungsamt"))
    phase, field = a_phase(process, name="Dialog", starts_at=NOON), an_action_field(process)
    entry = a_milestone(process, title="Fest", state="planned", starts_on=date(2026, 7, 1))
    hiddesen = a_district(name="Hiddesen")
    opens = [Opens("idea", "submit", GUEST), Opens("idea", "rate", VERIFIED, 16, [hiddesen])]
    moments = iter(NOON + n * DAY for n in range(1, 99))

    def after(action, *arguments, **facts):
        action(*arguments, **facts, actor=None, now=next(moments))
        return changes_of(process)

    assert after(actions.change_phase, phase, ends_at=datetime(2026, 10, 31, 23, tzinfo=UTC)) == [
        ("Phase “Dialog”: ends", "1 January 2999, 01:00", "1 November 2026, 00:00")
    ]
    assert after(actions.change_phase, phase, opens=opens) == [
        (
            "Phase “Dialog”: Rate ideas",
            "",
            "With confirmed residence, from 16 years on, Hiddesen",
        ),
        ("Phase “Dialog”: Submit an idea", "", "Without an account"),
    ]
    assert after(actions.rename_action_field, field, "Mobilität") == [
        ("Field of action “Mobilität”: name", "Verkehr", "Mobilität")
    ]
    assert after(
        actions.postpone, entry, FuzzyDate(date(2026, 9, 1), Precision.MONTH), reason="Regen"
    ) == [
        ("Milestone “Fest”: state", "Planned", "Postponed"),
        ("Milestone “Fest”: date", "1 July 2026", "1 September 2026"),
        ("Milestone “Fest”: precision", "Day", "Month"),
        ("Milestone “Fest”: reason", "", "Regen"),
        ("Milestone “Fest”: original date", "", "1 July 2026"),
        ("Milestone “Fest”: original date, precision", "", "Day"),
    ]
    assert after(
        actions.change_milestone, entry, links=[{"label": "Plan", "url": "https://a.example"}]
    ) == [("Milestone “Fest”: links", "", "Plan (https://a.example)")]
    assert after(actions.set_concept, process, aims="Ziele") == [
        ("Concept: subject, aims and frame", "", "Ziele")
    ]
    assert after(actions.change_process, process, edit_minutes=None, unit=a_unit("Rathaus")) == [
        ("Minutes in which an idea can be edited", "60", "until the phase ends"),
        ("Responsible office", "Planungsamt", "Rathaus"),
    ]
    assert after(actions.change_process, process, groups_involved=["Alle", "Rat"]) == [
        ("Who takes part", "", "Alle\nRat")
    ]
    assert after(actions.archive, process) == [("Archived", "", "13 May 2026, 14:00")]


def test_what_was_removed_is_named_as_it_was():
    process = a_complete_draft()
    phase = process.phases.get()
    field = an_action_field(process, "Rad")

    actions.remove_phase(phase, actor=None, now=NOON + DAY)
    of_phase = {label for label, _old, new in changes_of(process) if not new}
    actions.remove_action_field(field, actor=None, now=NOON + 2 * DAY)

    assert "Phase “Dialogue”: starts" in of_phase
    assert changes_of(process)[0] == ("Field of action “Rad”: name", "Rad", "")


def test_what_one_person_does_at_one_moment_is_one_version():
    actor = a_role(Role.ADMINISTRATOR)
    texts = {"summary": "Wie weiter?", "participation": "shaping"}
    process = actions.create_process(title="Neu", **texts, actor=actor, now=NOON)
    actions.add_phase(
        process, opens=[], name="Dialog", kind="dialogue", starts_at=NOON, actor=actor, now=NOON
    )
    actions.add_action_field(process, name="Rad", actor=actor, now=NOON)
    actions.add_action_field(process, name="Wald", actor=actor, now=NOON + DAY)
    actions.add_action_field(process, name="Feld", actor=None, now=NOON + DAY)

    numbers = [(version.number, version.author) for version in history(process)]

    assert numbers == [(3, None), (2, actor), (1, actor)]


def test_what_changes_nothing_leaves_no_version():
    process = a_process(summary="Alt")

    actions.change_process(process, summary="Alt", actor=None, now=NOON)
    actions.set_visibility(process, process.visibility, actor=None, now=NOON + DAY)

    assert [version.number for version in history(process)] == [1]


def test_no_name_and_no_address_of_a_person_is_in_the_history():
    process = a_process(unit=a_unit("Planungsamt"))
    ada = a_person(display_name="Ada", email="ada@example.org")
    manager = a_role(Role.PROCESS_MANAGER, process, a_person(display_name="Frau Meier"))
    actions.invite(process, [ada.email], actor=manager, now=NOON)
    actions.grant_role(ada, Role.MODERATOR, process=process, actor=manager, now=NOON)
    actions.change_process(process, summary="Neu", actor=manager, now=NOON + DAY)

    text = written(snapshot_of(process))

    assert "Planungsamt" in text
    assert not any(word in text for word in ("Ada", "ada@example.org", "Meier"))


def test_an_author_who_left_is_named_by_nobody():
    process = a_process()
    a_role(Role.ADMINISTRATOR)
    manager = a_role(Role.PROCESS_MANAGER, process)
    actions.change_process(process, summary="Neu", actor=manager, now=NOON + DAY)
    manager.display_name = ""

    assert history(process)[0].author == manager
    assert read("") == {}
    assert differences({}, {"summary": "Neu"}) == {"summary": ("", "Neu")}


def told(process):
    return [(change.at, change.unit_name, change.sentence) for change in public_history(process)]


def test_the_public_reads_what_part_changed_by_which_office():
    process = a_complete_draft(unit=a_unit("Planungsamt"), summary="Wie weiter?")
    manager = a_role(Role.PROCESS_MANAGER, process, a_person(display_name="Frau Meier"))
    office, changed = a_unit("Rathaus"), {"summary": "Wie leben wir?", "is_fixed": "Neu"}
    entry = {"title": "Fest", "starts_on": date(2026, 7, 1)}
    acts = [
        (actions.change_process, {"description": "Noch ein Entwurf"}),
        (actions.publish, {}),
        (actions.change_process, changed),
        (actions.add_milestone, entry),
        (actions.add_milestone, entry | {"visibility": "staff"}),
        (actions.set_concept, {"aims": "Intern"}),
        (actions.change_process, {"unit": office, "edit_minutes": 5}),
        (actions.add_action_field, {"name": "Rad"}),
        (actions.add_phase, {"opens": [], "name": "x", "kind": "vote", "starts_at": NOON}),
        (actions.archive, {}),
        (actions.reopen, {}),
    ]

    for number, (action, facts) in enumerate(acts):
        action(process, **facts, actor=manager, now=NOON + number * DAY)

    assert told(process) == [
        (NOON + 10 * DAY, "Rathaus", "Taken out of the archive."),
        (NOON + 9 * DAY, "Rathaus", "Archived."),
        (NOON + 8 * DAY, "Rathaus", "Changed: phases."),
        (NOON + 7 * DAY, "Rathaus", "Changed: fields of action."),
        (NOON + 6 * DAY, "Rathaus", "Changed: responsible office."),
        (NOON + 3 * DAY, "Planungsamt", "Changed: timetable."),
        (NOON + 2 * DAY, "Planungsamt", "Changed: description and frame of the participation."),
        (NOON + 1 * DAY, "Planungsamt", "Published."),
    ]


def test_an_entry_that_becomes_public_or_is_taken_back_changed_the_timetable():
    process = a_process()
    entry = a_milestone(process, visibility="staff")

    for number, visibility in enumerate(["public", "invited"], 1):
        actions.change_milestone(entry, visibility=visibility, actor=None, now=NOON + number * DAY)

    assert [sentence for _at, _unit, sentence in told(process)][:2] == ["Changed: timetable."] * 2


def test_the_public_reads_nothing_of_a_process_that_was_taken_back():
    process = a_process()
    actions.set_visibility(process, "staff", actor=None, now=NOON + DAY)
    actions.change_process(process, summary="Geheim", actor=None, now=NOON + 2 * DAY)

    assert [sentence for _at, _unit, sentence in told(process)] == ["Published."]


def test_a_draft_has_no_public_history():
    process = a_complete_draft()
    actions.change_process(process, summary="Neu", actor=None, now=NOON)

    assert told(process) == []


@pytest.mark.parametrize("n_versions", [1, 30])
def test_both_histories_cost_one_query(n_versions, django_assert_num_queries):
    process = a_process()
    for number in range(n_versions):
        actions.change_process(
            process, summary=str(number), actor=None, now=NOON + (number + 1) * DAY
        )

    with django_assert_num_queries(1):
        shown = history(process)
    with django_assert_num_queries(1):
        public = public_history(process)
    with django_assert_num_queries(1):
        older = history(process, start=20)

    assert len(shown) == len(public) == min(n_versions + 1, 20)
    assert len(shown) + len(older) == versions_of(process).count()


@pytest.mark.parametrize("n_parts", [1, 30])
def test_a_snapshot_costs_the_same_for_few_and_many_parts(n_parts, django_assert_num_queries):
    process = a_process()
    for _ in range(n_parts):
        a_phase(process, {"idea.submit": REGISTERED})
        a_milestone(process)

    with django_assert_num_queries(7):
        snapshot_of(process)
