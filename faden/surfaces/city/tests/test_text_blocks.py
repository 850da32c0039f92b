"""Text blocks: the city's own, for answers and reasons."""

import pytest
from django import forms

from faden.backbone.people.tests.factories import NOON
from faden.backbone.places.form_part import WithTextBlocks
from faden.backbone.places.models import TextBlock
from faden.backbone.places.queries import text_blocks
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_process, a_role
from faden.lib.refused import Refused
from faden.surfaces.city import actions
from faden.surfaces.city.actions import BlockFacts

pytestmark = pytest.mark.django_db
ANSWER, MODERATION = TextBlock.Purpose.ANSWER, TextBlock.Purpose.MODERATION


class ReasonForm(WithTextBlocks):
    blocks_for = "moderation"
    reason = forms.CharField()


def a_block(title: str = "Name", purpose: str = MODERATION, text: str = "Es steht ein Name darin."):
    facts = BlockFacts(purpose, title, text)
    return actions.add_text_block(facts, actor=None, now=NOON)


@pytest.mark.usefixtures("administrator")
def test_text_blocks_are_added_changed_and_removed(client):
    typed = {"purpose": "answer", "title": "Dank", "text": "Vielen Dank."}
    client.post("/team/stadt/textbausteine/neu/", typed)
    block = TextBlock.objects.get()
    client.post(f"/team/stadt/textbausteine/{block.pk}/", typed | {"text": "Danke."})
    twice = client.post("/team/stadt/textbausteine/neu/", typed | {"title": "DANK"})
    block.refresh_from_db()
    assert (block.text, twice.status_code) == ("Danke.", 409)

    client.post(f"/team/stadt/textbausteine/{block.pk}/entfernen/")

    assert not TextBlock.objects.exists()


def test_one_title_serves_each_purpose_once():
    a_block("Name"), a_block("Name", ANSWER)

    assert [block.purpose for block in text_blocks("answer")] == ["answer"]
    assert text_blocks().count() == 2


def test_nobody_but_the_administration_changes_them():
    manager, block = a_role(Role.PROCESS_MANAGER, a_process()), a_block()
    facts = BlockFacts(ANSWER, "x", "x")
    acts = [
        lambda: actions.add_text_block(facts, actor=manager, now=NOON),
        lambda: actions.change_text_block(block, facts, actor=manager, now=NOON),
        lambda: actions.remove_text_block(block, actor=manager, now=NOON),
    ]

    for act in acts:
        with pytest.raises(Refused):
            act()


@pytest.mark.parametrize(
    ("typed", "chosen", "reason"),
    [("", True, "Es steht ein Name darin."), ("Eigenes", True, "Eigenes"), ("", False, None)],
    ids=["block alone", "typed words win", "neither"],
)
def test_a_block_is_the_reason_where_nothing_is_typed(typed, chosen, reason):
    block = a_block()

    form = ReasonForm({"reason": typed, "text_block": str(block.pk) if chosen else ""})

    assert (form.is_valid(), form.cleaned_data.get("reason")) == (reason is not None, reason)


def test_without_blocks_nothing_is_offered():
    assert list(ReasonForm().fields) == ["reason"]


@pytest.mark.usefixtures("administrator")
def test_the_table_costs_the_same_for_one_and_for_thirty(client, django_assert_max_num_queries):
    for number in range(30):
        a_block(f"Baustein {number}")

    with django_assert_max_num_queries(9):
        assert client.get("/team/stadt/textbausteine/").status_code == 200
