"""Setting a process up: what is stored, what is recorded, what the database refuses."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from faden.backbone.audit.queries import versions
from faden.backbone.audit.tests.logged import log_of
from faden.backbone.items.models import Item
from faden.backbone.people.tests.factories import NOON, a_person, a_unit
from faden.backbone.processes import actions
from faden.backbone.processes.models import Milestone, Phase, Process
from faden.backbone.processes.queries import (
    phases_of,
    processes_seen_by,
    refusal_in,
    what_is_missing,
)
from faden.backbone.processes.rules import Opens, Role
from faden.backbone.processes.tests.factories import (
    GUEST,
    a_complete_draft,
    a_milestone,
    a_phase,
    a_process,
    a_role,
    an_action_field,
    an_open_process,
)
from faden.lib.fuzzy_date import FuzzyDate, Precision
from faden.lib.refused import Refused

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def created(**texts) -> Process:
    facts = {"title": "Stadt am Fluss", "summary": "Wie weiter?", "participation": "shaping"}
    return actions.create_process(**(facts | texts), actor=None, now=NOON)


def scopes_of(process) -> list[str]:
    return ["site", f"process:{process.pk}"]


def code_of(action, *arguments, **facts) -> str:
    """The code with which the action is refused."""
    with pytest.raises(Refused) as refused:
        action(*arguments, **facts)
    return refused.value.refusal.code.removeprefix("processes.")


def test_a_new_process_is_a_draft_until_it_is_published():
    process = a_complete_draft(title="Stadt am Fluss")
    manager = a_role(Role.PROCESS_MANAGER, process)
    before = list(processes_seen_by(None))

    actions.publish(process, actor=manager, now=NOON + DAY)
    actions.publish(process, actor=manager, now=NOON + 2 * DAY)

    stored = Process.objects.get()
    assert (before, list(processes_seen_by(None))) == ([], [process])
    assert (stored.slug, stored.published_at) == ("stadt-am-fluss", NOON + DAY)
    assert list(log_of(Item.objects.get()).values_list("action", "actor_id")) == []
    assert [e.facts["after"] for e in log_of(process)] == ["public", "public"]
    assert versions(scopes_of(process)) == dict.fromkeys(scopes_of(process), 2)


def test_a_process_can_be_published_for_invited_people_and_opened_later():
    process = a_complete_draft()

    actions.publish(process, visibility=Item.Visibility.INVITED, actor=None, now=NOON)
    seen_at_first = list(processes_seen_by(None))
    actions.set_visibility(process, Item.Visibility.PUBLIC, actor=None, now=NOON + DAY)

    assert (seen_at_first, list(processes_seen_by(None))) == ([], [process])
    assert Process.objects.get().published_at == NOON


def test_taking_a_process_back_needs_nothing():
    process = a_process()

    actions.set_visibility(process, Item.Visibility.STAFF, actor=None, now=NOON)

    assert list(processes_seen_by(None)) == []


@pytest.mark.parametrize(
    ("lacks", "missing"),
    [
        ({"can_influence": " "}, "what people can influence"),
        ({"is_fixed": "", "answer_by": ""}, "what is already fixed and by when there is an answer"),
        ({"unit": None}, "the responsible office"),
    ],
)
def test_a_process_is_published_when_its_head_answers(lacks, missing):
    process = a_complete_draft(**lacks)

    with translation.override("en"):
        with pytest.raises(Refused) as refused:
            actions.publish(process, actor=None, now=NOON)
        words = str(refused.value)

    assert words == f"Before this process can be published, it needs: {missing}."
    assert Process.objects.get().visibility == "staff"


def test_a_process_is_published_with_a_phase_at_least():
    process = a_complete_draft()
    actions.remove_phase(process.phases.get(), actor=None, now=NOON)

    assert list(what_is_missing(process)) == ["phases"]
    assert code_of(actions.publish, process, actor=None, now=NOON) == "incomplete"


def test_a_large_process_needs_its_participation_concept_before_it_is_published():
    process = a_complete_draft(requires_concept=True)
    aims = {"aims": "Ziele", "responsible": "Amt", "target_groups": "Alle"}
    others = {"course": "Ablauf", "evaluation": "Umfrage", "resources": "10.000 EUR"}

    at_first = what_is_missing(process)
    actions.set_concept(process, **aims, actor=None, now=NOON)
    then = what_is_missing(process)
    changed = actions.set_concept(process, **aims, **others, actor=None, now=NOON)
    actions.change_process(process, with_results="Der Rat berät.", actor=None, now=NOON)
    actions.publish(process, actor=None, now=NOON)

    assert [*at_first] == [
        *(f"concept.{part}" for part in (*aims, *others)),
        "with_results",
    ]
    assert [*then] == [*(f"concept.{part}" for part in others), "with_results"]
    assert changed == ["course", "evaluation", "resources"]
    assert list(processes_seen_by(None)) == [process]


def test_a_change_names_what_is_new_and_the_log_holds_the_names_only():
    process = a_process(summary="Alt")
    unit = a_unit()
    texts = {"summary": "Neu", "participation": "consultation", "unit": unit}

    changed = actions.change_process(process, **texts, actor=None, now=NOON)
    again = actions.change_process(process, **texts, actor=None, now=NOON)

    stored = Process.objects.get()
    assert (changed, again) == (["summary", "unit"], [])
    assert (stored.summary, stored.unit) == ("Neu", unit)
    assert [e.facts for e in log_of(process)] == [{"fields": ["summary", "unit"]}]


def test_a_process_keeps_its_address_under_another_title():
    process = a_process(title="Rad")

    actions.change_process(process, title="Radverkehr", actor=None, now=NOON)

    assert (Process.objects.get().title, Process.objects.get().slug) == ("Radverkehr", "rad")


def test_responsible_is_an_office():
    process = a_process()

    code = code_of(actions.change_process, process, unit=a_person(), actor=None, now=NOON)

    assert code == "no_office"


@pytest.mark.parametrize("name", ["visibility", "slug", "archived_at", "n_up"])
def test_what_has_an_action_of_its_own_is_not_changed_in_passing(name):
    with pytest.raises(TypeError, match=name):
        actions.change_process(a_process(), **{name: "x"}, actor=None, now=NOON)


def test_an_archived_process_opens_nothing_until_it_is_taken_out():
    process = an_open_process()

    actions.archive(process, actor=None, now=NOON)
    actions.archive(process, actor=None, now=NOON + DAY)
    archived = refusal_in(process, "idea", verb="submit", person=None, now=NOON + DAY)
    archived_at = Process.objects.get().archived_at
    actions.reopen(process, actor=None, now=NOON + DAY)

    assert (archived.code, archived_at) == ("processes.archived", NOON)
    assert refusal_in(process, "idea", verb="submit", person=None, now=NOON + DAY) is None


def test_whoever_makes_a_process_manages_it():
    other = a_process()
    manager, administrator = a_role(Role.PROCESS_MANAGER, other), a_role(Role.ADMINISTRATOR)
    texts = {"summary": "Wie weiter?", "participation": "shaping"}

    made = [
        actions.create_process(title="Neu", **texts, actor=actor, now=NOON)
        for actor in (manager, administrator)
    ]

    assert [list(process.role_grants.values_list("person", "role")) for process in made] == [
        [(manager.pk, "process_manager")],
        [],
    ]


@pytest.mark.parametrize("role", [None, Role.MODERATOR, Role.EVALUATOR, Role.ON_SITE_TEAM])
def test_only_whoever_manages_it_sets_a_process_up(role):
    process, other = a_complete_draft(), a_process()
    actor = a_role(role, process) if role else a_role(Role.PROCESS_MANAGER, other)
    asking = {"actor": actor, "now": NOON}

    codes = {
        code_of(actions.change_process, process, summary="Neu", **asking),
        code_of(actions.set_concept, process, aims="Neu", **asking),
        code_of(actions.publish, process, **asking),
        code_of(actions.archive, process, **asking),
        code_of(actions.reopen, process, **asking),
        code_of(actions.add_phase, process, opens=[], **asking),
        code_of(actions.add_action_field, process, name="Rad", **asking),
    }

    assert codes == {"not_allowed"}
    assert Process.objects.get(pk=process.pk).summary == process.summary


def test_nobody_without_a_role_makes_a_process():
    assert code_of(actions.create_process, title="x", actor=a_person(), now=NOON) == "not_allowed"


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

    assert list(processes_seen_by(None)) == [processes[1], processes[2], processes[0]]


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
            process, opens=[Opens("idea", "rate", GUEST)] * 2, actor=None, now=NOON, starts_at=NOON
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


def test_phases_come_by_date_with_their_openings_in_three_queries(django_assert_num_queries):
    process = a_process()
    names = ["b", "c", "a"]
    for name, days in zip(names, (2, 3, 1), strict=True):
        a_phase(process, {"idea.rate": GUEST}, name=name, starts_at=NOON + days * DAY)

    with django_assert_num_queries(3):
        phases = phases_of(process)
        openings = [opening for phase in phases for opening in phase.openings.all()]
        kinds = [(opening.kind, opening.district_names) for opening in openings]

    assert [phase.name for phase in phases] == ["a", "b", "c"]
    assert kinds == [("idea", {})] * 3


def test_a_milestone_announces_an_event_on_another_date():
    process = a_process()
    milestone = actions.add_milestone(
        process,
        actor=None,
        now=NOON,
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
