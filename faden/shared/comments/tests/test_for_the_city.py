"""Comments of the city: marked, in the name of an office, by those whose role allows it."""

import re
from contextlib import nullcontext

import pytest
from django.test import Client

from faden.backbone.audit.guard import arranging
from faden.backbone.audit.tests.logged import log_of
from faden.backbone.items.models import Item
from faden.backbone.items.tests.factories import an_item_in
from faden.backbone.people.tests.factories import NOON, a_person, a_unit
from faden.backbone.places.tests.factories import a_place
from faden.backbone.processes.models import Process
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_phase, a_process, a_role
from faden.lib.refused import Refused
from faden.shared.comments.actions import change, comment_for_the_city, delete
from faden.shared.comments.models import Comment
from faden.shared.comments.tests.factories import fresh
from faden.shared.moderation.actions import hide

pytestmark = pytest.mark.django_db


@pytest.fixture
def idea() -> Item:
    """An idea in a process that opens nothing now: phases do not bind the team."""
    process = a_process()
    a_phase(process, {"idea.comment": 0}, ends_at=NOON.replace(year=2021))
    return an_item_in(process, title="Bänke")


def say(on: Item, actor, **facts) -> Comment:
    given = {"text": "Wir prüfen das.", "unit": None, "now": NOON} | facts
    return comment_for_the_city(on, actor=actor, **given)


def test_an_office_speaks_and_nobody_reads_who_wrote_it(idea):
    ada, office = a_role(Role.EVALUATOR, idea.process, a_person(display_name="Ada")), a_unit("Amt")

    comment = say(idea, ada, unit=office)
    page = Client().get(f"/beitraege/{comment.pk}/antworten/").text

    assert (comment.author, comment.is_by_team, comment.stance) == (office, True, "neutral")
    assert comment.revisions.get().author == office
    assert log_of(comment).get(action="comments.comment").actor_id == ada.pk
    assert "Amt" in page
    assert "Ada" not in page


@pytest.mark.parametrize(
    ("role", "may_speak"),
    [
        (Role.ADMINISTRATOR, True),
        (Role.PROCESS_MANAGER, True),
        (Role.MODERATOR, True),
        (Role.EVALUATOR, True),
        (Role.ON_SITE_TEAM, False),
        (None, False),
    ],
)
def test_roles_that_answer_or_moderate_speak_for_the_city(idea, role, may_speak):
    process = None if role == Role.ADMINISTRATOR else idea.process
    actor = a_role(role, process) if role else a_person()

    with nullcontext() if may_speak else pytest.raises(Refused):
        say(idea, actor)

    assert Comment.objects.filter(is_by_team=True).exists() is may_speak


def test_a_role_in_another_process_is_none_here(idea):
    with pytest.raises(Refused):
        say(idea, a_role(Role.MODERATOR, a_process()))


def test_a_colleague_mends_what_the_city_said_and_deletes_it(idea):
    author, colleague = (a_role(Role.MODERATOR, idea.process) for _ in range(2))
    comment = say(idea, author)

    change(comment, text="Wir prüfen es.", stance="for", actor=colleague, now=NOON)
    changed = fresh(comment)
    delete(comment, actor=colleague, now=NOON)

    assert (changed.text, changed.stance) == ("Wir prüfen es.", "neutral")
    assert fresh(comment).text == ""


def test_what_is_closed_to_all_is_closed_to_the_city(idea):
    moderator = a_role(Role.MODERATOR, idea.process)
    hide(idea, reason="x", actor=moderator, now=NOON)

    with pytest.raises(Refused) as refused:
        say(idea, moderator)

    assert refused.value.refusal.code == "ideas.hidden"


def test_the_form_offers_the_offices_to_the_team_and_to_nobody_else(client, idea):
    a_place(official_name="Stadt Detmold")
    office = a_unit("Grünflächenamt")
    address = f"/en/beitraege/{idea.pk}/kommentieren/"

    as_visitor = client.get(address).text
    client.force_login(a_role(Role.MODERATOR, idea.process))
    as_team = client.get(address).text
    by_office = client.post(address, {"text": "Ja.", "stance": "for", "speaks_as": office.pk})
    by_city = client.post(address, {"text": "Nein.", "stance": "for", "speaks_as": "stadt"})

    assert "speaks_as" not in as_visitor
    assert all(name in as_team for name in ("Grünflächenamt", "Stadt Detmold"))
    assert [answer.status_code for answer in (by_office, by_city)] == [303, 303]
    assert list(Comment.objects.order_by("pk").values_list("author", "stance", "is_by_team")) == [
        (office.pk, "neutral", True),
        (None, "neutral", True),
    ]


def test_the_office_in_charge_is_chosen_at_first_where_the_address_says_so(client, idea):
    a_place(official_name="Stadt Detmold")
    address = f"/en/beitraege/{idea.pk}/kommentieren/?als=stadt"
    client.force_login(a_role(Role.MODERATOR, idea.process))

    without_office = client.get(address).text
    with arranging():
        Process.objects.update(unit=a_unit("Bauamt"))
    with_office = client.get(address).text

    assert [re.search(r'<option value="\w+" selected>([^<]+)', page)[1]
            for page in (without_office, with_office)] == ["Stadt Detmold", "Bauamt"]  # fmt: skip


def test_a_citizen_who_forges_the_field_speaks_for_nobody(client, idea):
    a_phase(idea.process.as_process, {"idea.comment": 0})
    client.force_login(a_person())

    client.post(
        f"/beitraege/{idea.pk}/kommentieren/",
        {"text": "Ja.", "stance": "for", "speaks_as": a_unit().pk},
    )

    assert Comment.objects.get().is_by_team is False


def test_while_the_phase_is_over_the_team_cannot_speak_as_themselves(client, idea):
    client.force_login(a_role(Role.MODERATOR, idea.process))

    answer = client.post(
        f"/en/beitraege/{idea.pk}/kommentieren/", {"text": "Ja.", "stance": "for", "speaks_as": ""}
    )

    assert answer.status_code == 409
    assert not Comment.objects.exists()
