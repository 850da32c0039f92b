"""Handing in an idea, for oneself or for others: what is stored, and when it is not taken."""

import pytest
from django.db import IntegrityError, transaction

from faden.backbone.audit.guard import arranging
from faden.backbone.audit.models import LogEntry
from faden.backbone.audit.queries import versions
from faden.backbone.audit.tests.logged import log_of
from faden.backbone.audit.tests.threads import at_once
from faden.backbone.items.models import Item, Origin
from faden.backbone.items.queries import public_counts
from faden.backbone.people import actions as people
from faden.backbone.people.queries import export
from faden.backbone.people.tests.factories import NOON, a_guest, a_person, a_verified_person
from faden.backbone.places.tests.factories import a_district
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import (
    FAR_OFF,
    GUEST,
    LONG_AGO,
    REGISTERED,
    VERIFIED,
    a_phase,
    a_process,
    a_role,
    an_action_field,
    an_open_process,
)
from faden.lib.refused import Refused
from faden.participation.ideas.actions import HandedIn, enter_on_behalf, submit
from faden.participation.ideas.models import Idea
from faden.participation.ideas.tests.factories import a_draft, a_tag, an_idea
from faden.shared.search.queries import matching_ids

pytestmark = pytest.mark.django_db
CARD = HandedIn(channel=Origin.Channel.IDEA_WALL, place="Marktplatz", card_number="17")


def refusal_of(call, *args, **kwargs) -> str:
    with pytest.raises(Refused) as refused:
        call(*args, **kwargs)
    return refused.value.refusal.code


def test_an_idea_is_public_at_once_with_all_that_was_handed_in():
    process, ada = an_open_process(), a_person()
    draft = a_draft(
        action_field=an_action_field(process),
        district=a_district(),
        latitude=51.9366,
        longitude=8.883,
        address="Lange Straße 12a",
        language="en",
        tags=[a_tag("Familie"), a_tag("Grün")],
    )

    idea = submit(process, draft, person=ada, now=NOON)

    stored = Idea.objects.get()
    assert stored == idea
    assert {name: getattr(stored, name) for name in draft.columns} == draft.columns
    assert list(stored.tags.all()) == draft.tags
    assert (stored.author, stored.part_of_id, stored.process_id) == (ada, process.pk, process.pk)
    assert (stored.kind, stored.slug) == ("idea", "mehr-baenke-am-fluss")
    assert (stored.is_public, stored.created_at, stored.published_at) == (True, NOON, NOON)
    assert (stored.n_up, stored.n_down, stored.n_comments) == (0, 0, 0)


def test_an_idea_comes_with_its_origin_its_first_revision_its_count_and_is_found():
    process = an_open_process()

    idea = an_idea(process, title="Brunnen für die Altstadt")

    origin, revision = idea.origin, idea.revisions.get()
    assert (origin.channel, origin.place, origin.card_number) == ("online", "", "")
    assert (revision.number, revision.title, revision.text) == (1, idea.title, idea.text)
    assert (revision.author, revision.created_at) == (idea.author, NOON)
    assert public_counts(process) == {"idea": 1}
    assert Idea.objects.get(pk__in=matching_ids("Brunnen", language="de")) == idea


def test_handing_in_is_recorded_without_texts_and_changes_the_pages_of_the_process():
    process, ada = an_open_process(), a_person()
    scope = f"process:{process.pk}"

    idea = an_idea(process, person=ada)

    assert [(entry.action, entry.actor_id, entry.facts) for entry in log_of(idea)] == [
        ("ideas.submit", ada.pk, {"channel": "online"})
    ]
    assert versions([scope]) == {scope: 1}


@pytest.mark.parametrize("somebody", [a_guest, a_person, a_verified_person])
@pytest.mark.parametrize("level", [GUEST, REGISTERED, VERIFIED])
def test_the_level_of_the_phase_decides_who_hands_in(level, somebody):
    process, person = an_open_process(level), somebody()

    if person.level >= level:
        assert submit(process, a_draft(), person=person, now=NOON).author == person
    else:
        assert refusal_of(submit, process, a_draft(), person=person, now=NOON) in {
            "processes.needs_account",
            "processes.needs_verified",
        }


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "code"),
    [
        (NOON, None, None),
        (LONG_AGO, FAR_OFF, None),
        (FAR_OFF, None, "processes.not_yet_open"),
        (LONG_AGO, NOON, "processes.over"),
        (None, None, "processes.never_open"),
    ],
)
def test_the_phase_decides_when_ideas_are_handed_in(starts_at, ends_at, code):
    process, person = a_process(), a_person()
    if starts_at:
        a_phase(process, {"idea.submit": GUEST}, starts_at=starts_at, ends_at=ends_at)

    if code is None:
        submit(process, a_draft(), person=person, now=NOON)
    else:
        assert refusal_of(submit, process, a_draft(), person=person, now=NOON) == code
        assert not Idea.objects.exists()
        assert not LogEntry.objects.exists()
        assert public_counts(process) == {}


@pytest.mark.parametrize(
    "role", [Role.ADMINISTRATOR, Role.PROCESS_MANAGER, Role.MODERATOR, Role.ON_SITE_TEAM]
)
def test_the_team_enters_what_came_on_paper_whatever_the_phase(role):
    process = a_process()
    helper = a_role(role, None if role is Role.ADMINISTRATOR else process)
    author = a_guest(display_name="Frau M.")

    idea = enter_on_behalf(
        process, a_draft(), handed_in=CARD, author=author, actor=helper, now=NOON
    )

    origin = idea.origin
    assert (idea.author, idea.is_public) == (author, True)
    assert (origin.channel, origin.place, origin.card_number) == ("idea_wall", "Marktplatz", "17")
    assert [(entry.actor_id, entry.facts) for entry in log_of(idea)] == [
        (helper.pk, {"channel": "idea_wall"})
    ]
    assert public_counts(process) == {"idea": 1}


@pytest.mark.parametrize(
    "somebody",
    [
        a_person,
        a_guest,
        lambda: a_role(Role.EVALUATOR),
        lambda: a_role(Role.MODERATOR, a_process()),
    ],
    ids=["citizen", "guest", "specialist unit", "team of another process"],
)
def test_nobody_else_enters_ideas_for_others(somebody):
    code = refusal_of(
        enter_on_behalf,
        an_open_process(),
        a_draft(),
        handed_in=CARD,
        author=a_guest(),
        actor=somebody(),
        now=NOON,
    )

    assert (code, Idea.objects.count()) == ("processes.not_allowed", 0)


@pytest.mark.parametrize(
    "wrong",
    [
        {"latitude": 90.1, "longitude": 8.0},
        {"latitude": 51.0, "longitude": -180.1},
        {"latitude": 51.0},
        {"longitude": 8.0},
    ],
)
def test_the_database_holds_whole_coordinates_on_this_globe(wrong):
    process = an_open_process()

    with pytest.raises(IntegrityError), transaction.atomic():
        an_idea(process, **wrong)

    assert public_counts(process) == {}


def test_ideas_of_a_guest_who_signs_in_become_those_of_the_account():
    guest, account = a_guest(), a_person()
    idea = an_idea(person=guest)

    people.merge(guest, account, now=NOON)

    assert Idea.objects.get().author == account
    assert idea.revisions.get().author == account
    assert [row["title"] for row in export(account)["items.item"]] == [idea.title]


def test_ideas_of_a_deleted_account_stay_and_nothing_names_its_owner():
    ada = a_person(display_name="Ada L.", email="ada@example.org")
    idea = an_idea(person=ada)

    people.erase(ada, now=NOON)

    stored = Idea.objects.get()
    assert (stored, stored.is_public) == (idea, True)
    assert "Ada" not in stored.author.public_name
    assert "ada@example.org" not in str(list(LogEntry.objects.values()))


@pytest.mark.django_db(transaction=True)
def test_ideas_of_the_same_moment_are_all_kept_and_counted():
    process, crowd = an_open_process(), [a_person() for _ in range(10)]

    ideas = at_once([lambda person=person: an_idea(process, person=person) for person in crowd])

    assert all(isinstance(idea, Idea) for idea in ideas), ideas
    assert public_counts(process) == {"idea": 10}
    assert Item.objects.public().filter(kind="idea").count() == 10


@pytest.mark.django_db(transaction=True)
def test_a_button_pressed_many_times_at_once_hands_in_one_idea():
    process, ada = an_open_process(), a_person()

    ideas = at_once([lambda: an_idea(process, person=ada)] * 6)

    assert set(ideas) == {Idea.objects.get()}
    assert public_counts(process) == {"idea": 1}


def test_a_phase_that_ends_while_the_form_is_filled_in_takes_nothing_more():
    process = a_process()
    phase = a_phase(process, {"idea.submit": GUEST})
    process_as_read = process
    with arranging():
        phase.ends_at = NOON
        phase.save()

    assert refusal_of(submit, process_as_read, a_draft(), person=a_person(), now=NOON) == (
        "processes.over"
    )
