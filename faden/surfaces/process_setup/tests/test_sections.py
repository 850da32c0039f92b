"""The sections of a process: what they show, what they keep, what is still missing."""

import re

import pytest

from faden.backbone.people.tests.factories import NOON, a_unit
from faden.backbone.places.tests.factories import a_place
from faden.backbone.processes import actions as processes
from faden.backbone.processes.models import Concept, Process
from faden.backbone.processes.queries import what_is_missing
from faden.backbone.processes.rules import CONCEPT_PARTS, FOUR_LINES
from faden.backbone.processes.tests.factories import (
    a_draft_process,
    a_phase,
    a_process,
    an_action_field,
)
from faden.participation.ideas.tests.factories import an_idea
from faden.surfaces.process_setup.queries import set_up_of
from faden.surfaces.process_setup.rules import PLACE
from faden.surfaces.process_setup.tests.factories import (
    a_manager,
    a_plan,
    a_whole_process,
    fields_of,
    from_plan,
    send,
)

pytestmark = pytest.mark.django_db


def at(process, section=""):
    return f"/en/team/beteiligungen/{process.slug}/einrichten/{section}"


def words(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


@pytest.fixture
def process(client):
    a_place()
    found = a_draft_process(title="Fluss", summary="How do we live?", language="en")
    client.force_login(a_manager(found))
    return found


def test_a_section_is_saved_and_leads_on_or_back(client, process):
    going_on = send(client, at(process, "grundlagen/"), title="Ufer", weiter="1")
    back = send(client, at(process, "grundlagen/"), title="Strand")

    assert going_on.headers["Location"] == at(process, "gestaltungsspielraum/")
    assert back.headers["Location"] == at(process)
    process.refresh_from_db()
    assert (process.title, process.slug) == ("Strand", "fluss")  # the address stays


def test_basics_keep_one_group_a_line_and_the_office(client, process):
    unit = a_unit("Parks")

    send(client, at(process, "grundlagen/"), groups="Citizens\n\n  Council ", unit=str(unit.pk))

    process.refresh_from_db()
    assert (process.groups_involved, process.unit) == (["Citizens", "Council"], unit)
    assert fields_of(client.get(at(process, "grundlagen/")))["groups"] == ["Citizens\nCouncil"]


def test_the_four_lines_say_who_decides_and_whether_it_binds(client, process):
    lines = {line: f"About {line}." for line in FOUR_LINES}

    send(
        client,
        at(process, "gestaltungsspielraum/"),
        **lines,
        participation="deciding",
        decided_by="committee",
        is_binding="yes",
    )

    process.refresh_from_db()
    assert {line: getattr(process, line) for line in FOUR_LINES} == lines
    assert (process.participation, process.decided_by) == ("deciding", "committee")
    assert process.is_binding


@pytest.mark.parametrize(
    ("editing", "minutes", "kept"),
    [("minutes", "90", 90), ("phase", "90", None), ("never", "", 0)],
)
def test_the_edit_window_is_minutes_or_the_phase_or_never(client, process, editing, minutes, kept):
    sent = {"editing": editing, "minutes": minutes, "minimum_age": "14", "rating_mode": "up_only"}

    send(client, at(process, "regeln/"), **sent)

    process.refresh_from_db()
    assert process.edit_minutes == kept
    assert (process.minimum_age, process.rating_mode) == (14, "up_only")
    assert fields_of(client.get(at(process, "regeln/")))["editing"] == [editing]


def test_minutes_without_a_number_are_asked_for(client, process):
    page = send(client, at(process, "regeln/"), editing="minutes", minutes="")

    assert page.status_code == 422
    assert "id_minutes_error" in page.text


def test_progress_is_by_hand_or_computed_and_the_page_says_which(client, process):
    send(
        client,
        at(process, "fortschritt/"),
        progress_basis="by_hand",
        progress_percent="60",
        progress_meaning="Steps",
    )
    process.refresh_from_db()
    assert (process.progress_percent, process.progress_meaning) == (60, "Steps")
    assert "60 % , set by hand" in words(client.get(at(process))).replace(" %, ", " % , ")

    send(client, at(process, "fortschritt/"), progress_basis="milestones", progress_percent="")
    process.refresh_from_db()
    assert (process.progress_basis, process.progress_percent) == ("milestones", 60)
    assert "computed from the milestones" in words(client.get(at(process)))


def test_the_concept_asks_what_the_template_asks(client):
    a_place()
    process = from_plan(a_plan(), title="Agenda")
    client.force_login(a_manager(process))

    page = client.get(at(process, "konzept/"))

    assert "Wen betrifft es, wer kommt selten zu Wort" in page.text
    assert fields_of(page)["requires_concept"] == ["on"]
    send(client, at(process, "konzept/"), with_results="They count.", aims="A good agenda.")
    process.refresh_from_db()
    assert process.with_results == "They count."
    assert process.concept.aims == "A good agenda."


def test_empty_parts_of_the_concept_begin_with_the_templates_texts_when_asked(client):
    a_place()
    process = from_plan(a_plan(), title="Agenda")
    client.force_login(a_manager(process))

    page = send(client, at(process, "konzept/"), aims="Typed.", uebernehmen="1")

    assert page.status_code == 200
    assert fields_of(page)["aims"] == ["Typed."]
    assert "[" in fields_of(page)["resources"][0]
    assert not Concept.objects.filter(process=process).exists()


def test_nothing_typed_is_lost_when_something_is_wrong(client, process):
    page = send(client, at(process, "grundlagen/"), title="", description="A **long** text.")

    assert page.status_code == 422
    assert fields_of(page)["description"] == ["A **long** text."]
    assert "id_title_error" in page.text
    process.refresh_from_db()
    assert process.title == "Fluss"


def test_fields_are_renamed_ordered_added_and_removed_at_once(client, process):
    traffic, schools = an_action_field(process, "Verkehr"), an_action_field(process, "Schulen")
    gone = an_action_field(process, "Weg")

    send(
        client,
        at(process, "handlungsfelder/"),
        **{
            f"name_{traffic.pk}": "Mobilität",
            f"place_{traffic.pk}": "2",
            f"place_{schools.pk}": "1",
            f"remove_{gone.pk}": "on",
            "new": "Energie\n Wasser  und Luft\n",
        },
    )

    names = list(process.action_fields.values_list("name", flat=True))
    assert names == ["Schulen", "Mobilität", "Energie", "Wasser und Luft"]


def test_a_field_with_ideas_stays_and_says_why(client):
    a_place()
    process = a_process(title="Fluss")
    a_phase(process, {"idea.submit": 0})
    field = an_action_field(process, "Verkehr")
    an_idea(process, action_field=field)
    client.force_login(a_manager(process))

    page = send(
        client, at(process, "handlungsfelder/"), **{f"remove_{field.pk}": "on", "new": "Neu"}
    )

    assert page.status_code == 409
    assert process.action_fields.get() == field
    assert fields_of(page)["new"] == ["Neu"]


def test_the_same_name_twice_is_refused(client, process):
    an_action_field(process, "Verkehr")

    page = send(client, at(process, "handlungsfelder/"), new="Verkehr")

    assert page.status_code == 409


@pytest.mark.parametrize("lacking", [*FOUR_LINES, "unit", "phases", *CONCEPT_PARTS, "with_results"])
def test_what_is_missing_is_named_by_section_as_the_rule_names_it(lacking):
    process = a_whole_process(requires_concept=True, with_results="They count.")
    manager = a_manager(process)
    parts = {part: "Said." for part in CONCEPT_PARTS if part != lacking}
    processes.set_concept(process, actor=manager, now=NOON, **parts)
    if lacking == "phases":
        for phase in process.phases.all():
            processes.remove_phase(phase, actor=manager, now=NOON)
    elif lacking == "unit":
        processes.change_process(process, unit=None, actor=manager, now=NOON)
    elif lacking not in CONCEPT_PARTS:
        processes.change_process(process, actor=manager, now=NOON, **{lacking: " "})

    [(section, label)] = set_up_of(process, now=NOON).missing

    assert [str(label)] == [str(name) for name in what_is_missing(process).values()]
    expected = {"unit": "basics", "phases": "phases", **dict.fromkeys(FOUR_LINES, "lines")}
    assert section == expected.get(lacking, "concept")


def test_a_process_that_lacks_nothing_is_said_to_be_ready(client):
    a_place()
    process = a_whole_process(title="Fluss")
    client.force_login(a_manager(process))

    page = words(client.get(at(process)))

    assert "Nothing is missing. You can publish it." in page
    assert "Go on:" not in page


def test_the_overview_leads_to_the_first_section_that_needs_a_hand(client, process):
    page = words(client.get(at(process)))

    assert "Go on: Basics" in page
    assert "What people can influence : what people can influence, what is already fixed" in page
    assert "Draft, seen by the team only" in page


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Bis [Monat und Jahr].", ["[Monat und Jahr]"]),
        ("[Ort], [Zeit]", ["[Ort]", "[Zeit]"]),
        ("Das [Programm](https://example.org/) steht fest.", []),
        ("Siehe [Programm][1] und [1]: https://example.org/", []),
        ("Das […] entscheidet.", ["[…]"]),
        ("[] [\n]", []),
    ],
)
def test_square_brackets_are_places_to_fill_in_unless_they_are_links(text, places):
    assert PLACE.findall(text) == places


def test_places_that_a_template_left_are_shown_where_they_stand(client):
    a_place()
    process = from_plan(a_plan(), title="Agenda")
    client.force_login(a_manager(process))

    assert "[laufende Vorhaben nennen]" in words(client.get(at(process, "gestaltungsspielraum/")))
    assert "[Ort des Workshops]" in words(client.get(at(process, "zeitplan/")))
    assert "The template left places" not in words(client.get(at(process, "phasen/")))


def test_a_change_of_a_published_process_says_that_all_see_it(client):
    a_place()
    process = a_process(title="Fluss")
    client.force_login(a_manager(process))

    page = client.post(
        at(process, "grundlagen/"),
        fields_of(client.get(at(process, "grundlagen/"))) | {"summary": "New."},
        follow=True,
    )

    assert "Saved. The page of the process shows it now." in words(page)
    assert Process.objects.get().summary == "New."
