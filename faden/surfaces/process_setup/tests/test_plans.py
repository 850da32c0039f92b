"""Templates as data: what ships, what a process becomes of them, and the way back."""

from dataclasses import replace
from datetime import date

import pytest

from faden.backbone.audit.guard import arranging
from faden.backbone.items.kinds import kind
from faden.backbone.items.models import visibilities
from faden.backbone.people.models import Level, Unit
from faden.backbone.people.tests.factories import NOON, a_person, a_unit
from faden.backbone.places.tests.factories import a_district
from faden.backbone.processes import actions as processes
from faden.backbone.processes.models import (
    Milestone,
    OwnTemplate,
    deciders,
    participation_levels,
    phase_kinds,
    precisions,
    progress_bases,
    rating_modes,
)
from faden.backbone.processes.rules import PERMISSIONS, Permission, Role
from faden.backbone.processes.tests.factories import a_milestone, a_phase, a_process, a_role
from faden.lib.refused import Refused
from faden.surfaces.process_setup import actions, queries
from faden.surfaces.process_setup.plans import content_of, plan_of
from faden.surfaces.process_setup.tests.factories import (
    FIRST_DAY,
    SHIPPED,
    a_manager,
    a_plan,
    a_whole_process,
    from_plan,
)

DAY = date.fromisoformat


def saved(process, *, name="Our way", actor=None):
    """The process as a template, as it is read again."""
    actions.save_as_template(
        process, name=name, purpose="For us.", actor=actor or a_manager(process), now=NOON
    )
    found = queries.plan_by_slug(OwnTemplate.objects.get(name=name).slug)
    assert found is not None
    return found


@pytest.mark.parametrize("slug", SHIPPED)
def test_a_shipped_template_uses_only_words_that_the_models_know(slug):
    plan = a_plan(slug)
    words = {
        (plan.participation, *dict(participation_levels())),
        (plan.decided_by, *dict(deciders())),
        (plan.rating_mode, *dict(rating_modes())),
        (plan.progress_basis, *dict(progress_bases())),
        (plan.visibility, *dict(visibilities())),
        *((phase.kind, *dict(phase_kinds())) for phase in plan.phases),
        *((part.visibility, *dict(visibilities())) for part in (*plan.phases, *plan.milestones)),
        *((entry.precision, *dict(precisions())) for entry in plan.milestones),
    }
    openings = [opening for phase in plan.phases for opening in phase.openings]

    assert [found for found, *known in words if found not in known] == []
    for opening in openings:
        assert opening.verb in {verb.name for verb in kind(opening.kind).verbs}
        assert opening.level.upper() in Level.__members__


@pytest.mark.parametrize("slug", SHIPPED)
def test_a_shipped_template_is_in_order_and_says_all_a_citizen_asks_first(slug):
    plan = a_plan(slug)

    starts = [phase.starts_after for phase in plan.phases]
    entries = [entry.starts_after for entry in plan.milestones]
    assert (starts, entries) == (sorted(starts), sorted(entries))
    assert starts[0] == 0
    for text in (plan.can_influence, plan.is_fixed, plan.who_decides, plan.answer_by):
        assert text
    assert all(vars(plan.concept).values())
    assert plan.with_results
    assert len(plan.summary) <= 300


def test_the_templates_are_offered_in_their_order():
    names = [plan.name for plan in queries.shipped_plans()]

    assert names == ["Digitale Agenda", "Interner Auftakt", "Strategie im ländlichen Raum"]


@pytest.mark.parametrize("slug", SHIPPED)
def test_a_template_survives_being_stored(slug):
    plan = a_plan(slug)

    assert plan_of(slug, content_of(plan)) == plan


def test_a_template_with_an_unknown_word_is_refused():
    with pytest.raises(TypeError, match="colour"):
        plan_of("x", content_of(a_plan()) | {"colour": "red"})


@pytest.mark.django_db
def test_the_digital_agenda_that_began_when_detmold_s_did_has_detmold_s_dates():
    process = from_plan(a_plan())

    entries = list(process.milestones.values_list("title", "starts_on", "ends_on")[:6])
    conference = process.milestones.get(title="Zukunftskonferenz")
    assert [(starts, ends) for _title, starts, ends in entries] == [
        (DAY("2019-12-07"), None),
        (DAY("2020-07-01"), DAY("2020-10-31")),
        (DAY("2020-07-01"), DAY("2020-10-31")),
        (DAY("2020-11-04"), None),
        (DAY("2021-02-22"), None),
        (DAY("2021-06-24"), None),
    ]
    assert (conference.event_starts_on, conference.event_ends_on) == (
        DAY("2021-02-19"),
        DAY("2021-02-21"),
    )


@pytest.mark.django_db
def test_phases_begin_at_midnight_of_the_city_whatever_the_clocks_do():
    process = from_plan(a_plan())

    dialogue = process.phases.get(name="Online-Dialog")
    assert dialogue.starts_at.isoformat() == "2020-06-30T22:00:00+00:00"  # summer time
    assert dialogue.ends_at.isoformat() == "2020-10-31T23:00:00+00:00"  # winter time
    assert dialogue.days == "1. Juli bis 31. Oktober 2020"


@pytest.mark.django_db
def test_what_lies_before_today_is_done_and_the_rest_is_planned():
    process = from_plan(a_plan(), first_day=DAY("2025-12-01"))

    states = dict(process.milestones.values_list("title", "state"))
    assert states["Auftakt-Workshop zur Digitalen Agenda"] == Milestone.State.DONE
    assert states["Online-Dialog zur Digitalen Agenda"] == Milestone.State.PLANNED


@pytest.mark.django_db
def test_whoever_makes_a_process_from_a_template_manages_it():
    elsewhere = a_manager(a_process())

    process = from_plan(a_plan(), actor=elsewhere)

    assert process.role_grants.get().person == elsewhere
    assert process.visibility == "staff"
    assert process.template == "digitale-agenda"


@pytest.mark.django_db
def test_a_template_needs_somebody_who_may_set_up():
    moderator = a_role(Role.MODERATOR, a_process())

    with pytest.raises(Refused):
        from_plan(a_plan(), actor=moderator)


@pytest.mark.django_db
@pytest.mark.parametrize("slug", SHIPPED)
def test_a_process_made_from_a_template_gives_the_same_template_back(slug):
    plan = a_plan(slug)

    own = saved(from_plan(plan))

    assert own == replace(plan, slug="our-way", name="Our way", purpose="For us.")


@pytest.mark.django_db
def test_a_template_keeps_distances_not_dates():
    process = from_plan(a_plan())
    later = from_plan(a_plan(), first_day=DAY("2027-03-27"))  # over both changes of the clocks

    assert saved(process, name="Earlier").phases == saved(later, name="Later").phases


@pytest.mark.django_db
def test_a_template_names_no_office_and_nobody_of_the_team():
    office, manager = a_unit("Amt für Bänke"), a_person(display_name="Mina Muster")
    with arranging():
        Unit.objects.create(
            person=office, contact_name="Otto Ohne", telephone="05231 977-0", email="b@example.org"
        )
    process = a_process(
        unit=office,
        description="Das Amt für Bänke mit Otto Ohne, 05231 977-0, b@example.org.",
        who_decides="Mina Muster und das Amt für Bänke.",
    )
    a_role(Role.PROCESS_MANAGER, process, manager)
    a_phase(process, description="Bei Mina Muster.")
    a_milestone(process, text="Amt für Bänkelsang ist ein anderes Wort.", place="Amt für Bänke")

    content = str(content_of(saved(process)))

    for name in ("Mina Muster", "Otto Ohne", "05231 977-0", "b@example.org"):
        assert name not in content, name
    assert content.count("Amt für Bänke") == content.count("Amt für Bänkelsang") == 1
    assert "[…] und das […]." in content


@pytest.mark.django_db
def test_a_name_that_is_a_word_of_every_text_stays():
    process = a_process(description="Ablauf und Moderation klärt das Amt.")
    a_phase(process)
    a_role(Role.MODERATOR, process, a_person(display_name="Moderation"))
    a_unit("Amt")  # three letters

    assert saved(process).description == "Ablauf und Moderation klärt das Amt."


@pytest.mark.django_db
def test_a_template_forgets_what_became_of_this_one():
    process = from_plan(a_plan("laendlicher-raum"))
    manager = a_manager(process)
    first, second, *_others = process.milestones.all()
    processes.cancel(first, reason="x", actor=manager, now=NOON)
    processes.change_milestone(second, state="done", actor=manager, now=NOON)

    plan = saved(process)

    assert first.title not in [entry.title for entry in plan.milestones]
    again = from_plan(plan, first_day=DAY("2027-01-01"))
    assert set(again.milestones.values_list("state", flat=True)) == {"planned"}


@pytest.mark.django_db
def test_districts_stay_with_the_process_they_belong_to():
    process = a_process()
    phase = a_phase(process, {"idea.submit": Level.VERIFIED})
    with arranging():
        phase.openings.get().districts.add(a_district())

    [opening] = saved(process).phases[0].openings

    assert (opening.kind, opening.verb, opening.level) == ("idea", "submit", "verified")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Digitale Agenda", "process_setup.name_taken"),
        ("Taken", "process_setup.name_taken"),
        ("!!!", "process_setup.nameless"),
    ],
)
def test_a_template_needs_a_name_of_its_own(name, code):
    process = a_whole_process()
    saved(process, name="Taken")

    with pytest.raises(Refused) as refused:
        saved(process, name=name)

    assert refused.value.refusal.code == code


@pytest.mark.django_db
def test_a_process_without_a_phase_is_no_template():
    with pytest.raises(Refused) as refused:
        saved(a_process())

    assert refused.value.refusal.code == "process_setup.no_phases"


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_templates_are_saved_and_removed_by_those_who_set_processes_up(role):
    process = a_whole_process()
    person = a_role(role, None if role == Role.ADMINISTRATOR else process)
    may = Permission.CONFIGURE in PERMISSIONS[role]
    saved(process, actor=person if may else None)

    for write in (
        lambda: actions.save_as_template(process, name="B", purpose="b", actor=person, now=NOON),
        lambda: actions.remove_template(OwnTemplate.objects.first(), actor=person, now=NOON),
    ):
        try:
            write()
        except Refused:
            assert not may
        else:
            assert may


@pytest.mark.django_db
def test_a_process_whose_template_is_gone_still_works():
    manager = a_manager()
    own = saved(a_whole_process(), actor=manager)
    process = from_plan(own, first_day=FIRST_DAY)
    actions.remove_template(queries.own_template(own.slug), actor=manager, now=NOON)

    assert queries.proposed_visibility(process) == "public"
    assert saved(process, name="Again").phases == own.phases
