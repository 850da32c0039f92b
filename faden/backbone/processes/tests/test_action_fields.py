"""The fields of action of a process: their order, their names, what keeps them."""

import pytest
from django.db import IntegrityError, transaction

from faden.backbone.audit.tests.logged import log_of
from faden.backbone.people.tests.factories import NOON
from faden.backbone.processes import actions
from faden.backbone.processes.models import ActionField
from faden.backbone.processes.queries import action_fields_of
from faden.backbone.processes.tests.factories import a_process, an_action_field
from faden.lib.refused import Refused

pytestmark = pytest.mark.django_db
COMMAND = {"actor": None, "now": NOON}


def names(process):
    return list(action_fields_of(process.pk).values_list("name", flat=True))


def fields(process, *names_of_them):
    return [actions.add_action_field(process, name=name, **COMMAND) for name in names_of_them]


def test_action_fields_keep_the_order_in_which_they_were_added():
    process, other = a_process(), a_process()
    fields(process, "Wohnen", " Verkehr & Straße ", "Arbeit")
    fields(other, "Wohnen")

    stored = action_fields_of(process.pk).values_list("name", "slug", "position")

    assert list(stored) == [
        ("Wohnen", "wohnen", 0),
        ("Verkehr & Straße", "verkehr-strasse", 1),
        ("Arbeit", "arbeit", 2),
    ]


def test_a_new_field_stands_behind_the_others_also_when_some_were_removed():
    process = a_process()
    first, _second = fields(process, "Wohnen", "Arbeit")
    actions.remove_action_field(first, **COMMAND)

    fields(process, "Rad")

    assert names(process) == ["Arbeit", "Rad"]


def test_an_action_field_has_an_address_of_its_own_in_its_process():
    process = a_process()
    an_action_field(process, name="Verkehr")

    with pytest.raises(IntegrityError), transaction.atomic():
        an_action_field(process, name="verkehr!")


@pytest.mark.parametrize(
    ("name", "code"),
    [("Verkehr", "field_exists"), ("verkehr!", "field_exists"), ("?", "field_unreadable")],
)
def test_names_that_a_field_cannot_have(name, code):
    process = a_process()
    _verkehr, rad = fields(process, "Verkehr", "Rad")

    for action, subject, facts in (
        (actions.add_action_field, (process,), {"name": name}),
        (actions.rename_action_field, (rad, name), {}),
    ):
        with pytest.raises(Refused) as refused:
            action(*subject, **facts, **COMMAND)
        assert refused.value.refusal.code == f"processes.{code}"


def test_a_renamed_field_keeps_its_address():
    (field,) = fields(a_process(), "Verkehr")

    actions.rename_action_field(field, "Mobilität", **COMMAND)
    actions.rename_action_field(field, "Mobilität", **COMMAND)

    stored = ActionField.objects.get()
    assert (stored.name, stored.slug) == ("Mobilität", "verkehr")


@pytest.mark.parametrize(
    ("moved", "to", "order"),
    [(0, 2, "bca"), (2, 0, "cab"), (1, 1, "abc"), (0, 99, "bca"), (2, -1, "cab")],
)
def test_a_field_is_put_in_its_place(moved, to, order):
    process = a_process()
    made = fields(process, *"abc")

    actions.move_action_field(made[moved], to, **COMMAND)

    assert "".join(names(process)) == order


def test_an_import_takes_the_field_that_is_there_or_adds_it():
    process = a_process()
    (verkehr,) = fields(process, "Verkehr")

    found = [
        actions.action_field_named(process, name, **COMMAND) for name in ("verkehr", "Rad", "Rad")
    ]

    assert found[0] == verkehr
    assert found[1] == found[2]
    assert names(process) == ["Verkehr", "Rad"]


def test_every_change_of_the_fields_is_recorded():
    process = a_process()
    field, _other = fields(process, "a", "b")
    actions.rename_action_field(field, "c", **COMMAND)
    actions.move_action_field(field, 1, **COMMAND)
    pk = field.pk
    actions.remove_action_field(field, **COMMAND)

    assert [entry.action for entry in log_of(ActionField(pk=pk))] == [
        "processes.add_action_field",
        "processes.rename_action_field",
        "processes.move_action_field",
        "processes.remove_action_field",
    ]
