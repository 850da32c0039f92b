"""Who sees what is not public, and what an item of a process allows to whom."""

import pytest

from faden.backbone.items.models import Item
from faden.backbone.items.tests.factories import INVITED, PUBLIC, STAFF, an_item, an_item_in
from faden.backbone.people.tests.factories import NOON, a_guest, a_person
from faden.backbone.processes.queries import (
    item_seen_by,
    may_see,
    may_see_part,
    process_seen_by,
    refusals_on,
    verb_refusal_on,
)
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import (
    REGISTERED,
    a_draft_process,
    a_milestone,
    a_phase,
    a_process,
    a_role,
    an_invitation,
)

pytestmark = pytest.mark.django_db


class Cast:
    """One process with somebody of every relation to an item in it."""

    def __init__(self) -> None:
        self.process, other = a_process(), a_process()
        self.people = {
            "visitor": None,
            "guest": a_guest(),
            "citizen": a_person(),
            "author": a_person(),
            "team": a_role(Role.ON_SITE_TEAM, self.process),
            "team of another": a_role(Role.PROCESS_MANAGER, other),
            "administrator": a_role(Role.ADMINISTRATOR),
            "invited": a_person(),
            "invited to another": a_person(),
        }
        an_invitation(self.process, self.people["invited"])
        an_invitation(other, self.people["invited to another"])

    def who_sees(self, item: Item) -> set[str]:
        return {name for name, person in self.people.items() if may_see(item, person, now=NOON)}


EVERYBODY = {
    "visitor",
    "guest",
    "citizen",
    "author",
    "team",
    "team of another",
    "administrator",
    "invited",
    "invited to another",
}


@pytest.mark.parametrize(
    ("visibility", "seen_by"),
    [
        (PUBLIC, EVERYBODY),
        (INVITED, {"author", "invited", "team", "administrator"}),
        (STAFF, {"author", "team", "administrator"}),
    ],
)
def test_who_sees_an_item_of_a_process(visibility, seen_by):
    cast = Cast()
    item = an_item_in(cast.process, visibility=visibility, author=cast.people["author"])

    assert cast.who_sees(item) == seen_by


def test_who_sees_the_draft_of_a_process():
    cast = Cast()
    draft = a_draft_process()
    cast.people["its team"] = a_role(Role.ON_SITE_TEAM, draft)

    assert cast.who_sees(draft) == {"its team", "administrator"}


@pytest.mark.parametrize("visibility", [PUBLIC, STAFF])
def test_what_is_part_of_a_draft_is_for_its_team(visibility):
    cast = Cast()
    draft = a_draft_process()
    cast.people["its team"] = a_role(Role.ON_SITE_TEAM, draft)
    item = an_item_in(draft, visibility=visibility, author=cast.people["author"])

    assert cast.who_sees(item) == {"its team", "administrator"}


@pytest.mark.parametrize(
    ("visibility", "seen_by", "its_comments_are_seen_by"),
    [
        (PUBLIC, *[{"invited", "author", "team", "administrator"}] * 2),
        (INVITED, *[{"invited", "author", "team", "administrator"}] * 2),
        (STAFF, {"author", "team", "administrator"}, {"team", "administrator"}),
    ],
)
def test_what_is_part_of_an_invited_process_is_for_invited_people(
    visibility, seen_by, its_comments_are_seen_by
):
    cast = Cast()
    cast.process.visibility = INVITED
    an_invitation(cast.process, cast.people["author"])
    item = an_item_in(cast.process, visibility=visibility, author=cast.people["author"])
    comment = an_item_in(cast.process, kind="comment", part_of=item)

    assert cast.who_sees(item) == seen_by
    assert cast.who_sees(comment) == its_comments_are_seen_by


def test_authors_see_their_own_in_an_invited_process_only_while_they_are_invited():
    cast = Cast()
    cast.process.visibility = INVITED
    item = an_item_in(cast.process, author=cast.people["author"])

    assert "author" not in cast.who_sees(item)


def test_a_comment_on_a_hidden_idea_is_for_the_team():
    cast = Cast()
    idea = an_item_in(cast.process, visibility=STAFF, author=cast.people["author"])
    comment = an_item_in(cast.process, kind="comment", part_of=idea, author=cast.people["citizen"])

    assert cast.who_sees(comment) == {"team", "administrator"}


def test_the_gate_of_a_comment_costs_few_queries(django_assert_max_num_queries):
    process = a_process()
    comment = an_item_in(process, kind="comment", part_of=an_item_in(process))

    with django_assert_max_num_queries(4):  # a web process keeps the row of the process
        assert item_seen_by(None, comment.pk, now=NOON) == comment


def test_who_sees_a_draft_outside_all_processes():
    assert Cast().who_sees(an_item(visibility=STAFF)) == {"administrator"}


def test_a_guest_sees_what_they_wrote_themselves_and_nothing_of_other_guests():
    process, guest = a_process(), a_guest()
    item = an_item_in(process, visibility=STAFF, author=guest)

    assert may_see(item, guest, now=NOON)
    assert not may_see(item, a_guest(), now=NOON)
    assert not may_see(an_item_in(process, visibility=STAFF), None, now=NOON)


@pytest.mark.parametrize(
    "unproven",
    [{"email_confirmed_at": None}, {"is_active": False}],
    ids=["address not confirmed", "closed account"],
)
def test_an_invitation_counts_for_whoever_proved_the_address(unproven):
    process, person = a_process(visibility=INVITED), a_person(**unproven)
    an_invitation(process, person)

    assert not may_see(process, person, now=NOON)


@pytest.mark.parametrize(
    ("process_is", "part_is", "seen_by"),
    [
        (PUBLIC, PUBLIC, EVERYBODY),
        (PUBLIC, INVITED, {"invited", "team", "administrator"}),
        (PUBLIC, STAFF, {"team", "administrator"}),
        (INVITED, PUBLIC, {"invited", "team", "administrator"}),
        (INVITED, INVITED, {"invited", "team", "administrator"}),
        (INVITED, STAFF, {"team", "administrator"}),
        (STAFF, PUBLIC, {"team", "administrator"}),
        (STAFF, INVITED, {"team", "administrator"}),
        (STAFF, STAFF, {"team", "administrator"}),
    ],
)
@pytest.mark.parametrize("part", [a_phase, a_milestone])
def test_who_sees_a_phase_and_an_entry_of_the_timetable(part, process_is, part_is, seen_by):
    cast = Cast()
    cast.process.visibility = process_is
    made = part(cast.process, visibility=part_is)

    sees = {name for name, who in cast.people.items() if may_see_part(made, who, now=NOON)}

    assert sees == seen_by


def test_a_process_is_found_by_its_address_if_it_may_be_seen():
    process, draft = a_process(title="Offen"), a_draft_process(title="Entwurf")
    helper = a_role(Role.ON_SITE_TEAM, draft)

    found = [
        process_seen_by(person, slug, now=NOON)
        for person in (None, helper)
        for slug in ("offen", "entwurf", "anderes")
    ]

    assert found == [process, None, None, process, draft, None]


def test_an_item_is_found_by_its_number_if_it_may_be_seen():
    process = a_process()
    public, hidden = an_item_in(process), an_item_in(process, visibility=STAFF)
    helper = a_role(Role.MODERATOR, process)

    assert item_seen_by(None, public.pk, now=NOON) == public
    assert item_seen_by(None, hidden.pk, now=NOON) is None
    assert item_seen_by(helper, hidden.pk, now=NOON) == hidden
    assert item_seen_by(helper, hidden.pk + 1000, now=NOON) is None


def test_the_items_own_reason_comes_before_that_of_the_phases():
    process = a_process()
    a_phase(process, {"idea.rate": REGISTERED})
    public, hidden = an_item_in(process), an_item_in(process, visibility=STAFF)

    codes = {
        item: {
            verb: refusal and refusal.code
            for verb, refusal in refusals_on(
                item, ["rate", "comment"], person=None, now=NOON
            ).items()
        }
        for item in (public, hidden)
    }

    assert codes == {
        public: {"rate": "processes.needs_account", "comment": "processes.never_open"},
        hidden: {"rate": "ideas.hidden", "comment": "ideas.hidden"},
    }


def test_what_can_be_done_with_a_comment_follows_from_what_it_is_about():
    process = a_process()
    a_phase(process, {"idea.comment": REGISTERED})
    comment = an_item_in(process, kind="comment", part_of=an_item_in(process))

    codes = [
        refusal and refusal.code
        for person in (None, a_person())
        for refusal in [verb_refusal_on(comment, "comment", person=person, now=NOON)]
    ]

    assert codes == ["processes.needs_account", None]


def test_an_item_outside_all_processes_is_open_for_nothing():
    refusal = verb_refusal_on(an_item(), "rate", person=a_person(), now=NOON)

    assert refusal.code == "processes.never_open"
